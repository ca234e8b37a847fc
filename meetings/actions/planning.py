"""A meeting while it is a draft: titles, times, topics, services."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import pgettext

from accounts.actions import record
from accounts.clock import now, today
from accounts.models import User
from meetings.choices import Service, State, Topic
from meetings.models import AgendaItem, Meeting, OfferedService, Session
from schools.choices import school_year
from schools.models import School

MOST_SESSIONS = 12
MOST_TOPICS = 12
# Years from this one beyond which nothing is computed with a typed day.
FAR = 3
EARLIEST, LATEST, LONGEST = time(6), time(22), timedelta(hours=12)


class SessionPlan(NamedTuple):
    """When (aware times) and where a meeting is given, in both languages."""

    starts_at: datetime
    ends_at: datetime
    place_es: str
    place_en: str


class AgendaLine(NamedTuple):
    """A topic (meetings.choices.Topic) and what families read about it."""

    topic: str
    text_es: str
    text_en: str


def create(
    owner: School,
    *,
    kind: str,
    title_es: str,
    title_en: str,
    by: User,
    serves: Iterable[School] = (),
    no_identification: bool = False,
) -> Meeting:
    """A draft that no family sees yet. Its year is this school year until its sessions say otherwise.

    Args:
        serves: other schools that share it; the owner is always among those it serves.
        no_identification: whether its door asks nobody for identification, which its pages then say.
    """
    with transaction.atomic():
        meeting = Meeting.objects.create(
            owner=owner, kind=kind, title_es=title_es.strip(), title_en=title_en.strip(), for_year=school_year(today()),
            no_identification=no_identification, entered_at=now(), entered_by=by,
        )  # fmt: skip
        meeting.serves.set({owner, *serves})
        _record("create", meeting, by, ["kind", "title_es", "title_en"])
    return meeting


def rename(meeting: Meeting, *, title_es: str, title_en: str, no_identification: bool, by: User) -> None:
    """Change a draft's titles and what its door asks.

    Raises:
        ValidationError: the meeting is no draft any more.
    """
    with transaction.atomic():
        values: dict[str, Any] = {
            "title_es": title_es.strip(),
            "title_en": title_en.strip(),
            "no_identification": no_identification,
        }
        _hold(meeting, **values)
        _record("rename", meeting, by, values)


def set_sessions(meeting: Meeting, sessions: Sequence[SessionPlan], *, by: User) -> list[Session]:
    """Replace a draft's sessions; the meeting then serves the school year they fall in.

    Raises:
        ValidationError: an impossible time, two at once, two school years, or no draft any more.
    """
    for plan in sessions:
        possible(plan)
    year = _year_of(sessions) if sessions else meeting.for_year
    with transaction.atomic():
        _hold(meeting, for_year=year)
        meeting.sessions.all().delete()
        rows = [Session.objects.create(meeting=meeting, entered_at=now(), **plan._asdict()) for plan in sessions]
        _record("set_sessions", meeting, by, ["sessions"])
    return rows


def add_session(
    meeting: Meeting, *, starts_at: datetime, ends_at: datetime, place_es: str, place_en: str, by: User
) -> Session:
    """Add a time to a draft, or a later one to a meeting that is called already.

    Raises:
        ValidationError: an impossible time, one taken, another school year, or (once called) a time past.
    """
    plan = SessionPlan(starts_at, ends_at, place_es.strip(), place_en.strip())
    possible(plan)
    with transaction.atomic():
        state = Meeting.objects.select_for_update().values_list("state", flat=True).get(pk=meeting.pk)
        if state == State.CANCELLED:
            raise ValidationError(pgettext("staff", "This meeting is called off. Plan a new one."))
        if state == State.CALLED and starts_at <= now():
            raise ValidationError(pgettext("staff", "Families were told already: only a time to come can be added."))
        known = [SessionPlan(row.starts_at, row.ends_at, "", "") for row in meeting.sessions.all()]
        year = _year_of([*known, plan])
        _hold(meeting, state=state, for_year=year)
        row = Session.objects.create(meeting=meeting, entered_at=now(), **plan._asdict())
        _record("add_session", meeting, by, ["sessions"])
    return row


def set_agenda(meeting: Meeting, items: Sequence[AgendaLine | tuple[str, str, str]], *, by: User) -> None:
    """Replace a draft's topics. Once the meeting is called only their wording can be mended: families came for them.

    Args:
        items: (topic, Spanish text, English text) in their order.

    Raises:
        ValidationError: too many, an unknown topic, other topics than were called, or called off.
    """
    lines = [AgendaLine(topic, text_es.strip(), text_en.strip()) for topic, text_es, text_en in items]
    if len(lines) > MOST_TOPICS or any(line.topic not in Topic.values for line in lines):
        raise ValidationError(pgettext("staff", "Choose at most twelve topics from the list."))
    with transaction.atomic():
        state = Meeting.objects.select_for_update().values_list("state", flat=True).get(pk=meeting.pk)
        if state == State.DRAFT:
            meeting.agenda.all().delete()
            for position, line in enumerate(lines, 1):
                AgendaItem.objects.create(meeting=meeting, position=position, entered_at=now(), **line._asdict())
        else:
            _mend_agenda(meeting, state, lines)
        _record("set_agenda", meeting, by, ["agenda"])


def _mend_agenda(meeting: Meeting, state: str, lines: Sequence[AgendaLine]) -> None:
    rows = list(meeting.agenda.all())
    if state != State.CALLED or [row.topic for row in rows] != [line.topic for line in lines]:
        raise ValidationError(
            pgettext("staff", "The meeting is called with these topics. Their words can be mended, the topics stay.")
        )
    if not all(line.text_es and line.text_en for line in lines):
        raise ValidationError(pgettext("staff", "Each topic needs its text in both languages."))
    for row, line in zip(rows, lines, strict=True):
        AgendaItem.objects.filter(pk=row.pk).update(text_es=line.text_es, text_en=line.text_en)


def offer(meeting: Meeting, kind: str, *, by: User, detail_es: str = "", detail_en: str = "") -> OfferedService:
    """Offer a service (meetings.choices.Service), or change what is said about it. Possible until it is called off."""
    if kind not in Service.values:
        raise ValidationError(pgettext("staff", "Choose a service from the list."))
    with transaction.atomic():
        _open(meeting)
        details = {"detail_es": detail_es.strip(), "detail_en": detail_en.strip()}
        row, _new = OfferedService.objects.update_or_create(
            meeting=meeting, kind=kind, defaults=details, create_defaults={**details, "entered_at": now()}
        )
        _record("offer", meeting, by, ["services"])
    return row


def set_services(meeting: Meeting, services: dict[str, tuple[str, str]], *, by: User) -> None:
    """Offer exactly these: {kind: (Spanish detail, English detail)}. What families were promised is not taken back.

    Raises:
        ValidationError: the meeting is called and one of its services would go.
    """
    with transaction.atomic():
        state = _open(meeting)
        gone = meeting.services.exclude(kind__in=services)
        if state == State.CALLED and gone.exists():
            raise ValidationError(pgettext("staff", "Families were promised these services. You can only add more."))
        gone.delete()
        for kind, (detail_es, detail_en) in services.items():
            offer(meeting, kind, by=by, detail_es=detail_es, detail_en=detail_en)


def _hold(meeting: Meeting, *, state: str = State.DRAFT, **values: Any) -> None:
    """Write to a meeting in a state, and by that keep others from changing it until the transaction ends."""
    if Meeting.objects.filter(pk=meeting.pk, state=state).update(**values) != 1:
        raise ValidationError(pgettext("staff", "This meeting is no longer a draft, so this cannot be changed."))
    for name, value in values.items():
        setattr(meeting, name, value)


def _open(meeting: Meeting) -> str:
    state: str = Meeting.objects.select_for_update().values_list("state", flat=True).get(pk=meeting.pk)
    if state == State.CANCELLED:
        raise ValidationError(pgettext("staff", "This meeting is called off. Plan a new one."))
    return state


def _year_of(sessions: Sequence[SessionPlan]) -> int:
    """The one school year of the sessions, each time given once."""
    if len(sessions) > MOST_SESSIONS or len({plan.starts_at for plan in sessions}) < len(sessions):
        raise ValidationError(pgettext("staff", "Give each time once, and at most twelve times."))
    years = {school_year(timezone.localdate(plan.starts_at)) for plan in sessions}
    if len(years) > 1:
        raise ValidationError(pgettext("staff", "All times of a meeting belong to one school year, July to June."))
    return years.pop()


def possible(plan: SessionPlan) -> None:
    """Pass a time at which families could come.

    Raises:
        ValidationError: one sentence; its code is the part of the time to mend ("day", "starts", "ends").
    """
    # Beyond these years the calendar itself ends, and an hour may have no day.
    near = abs(plan.starts_at.year - today().year) <= FAR and abs(plan.ends_at.year - today().year) <= FAR
    if not near or not today() - timedelta(days=365) <= _day(plan) <= today() + timedelta(days=730):
        raise ValidationError(pgettext("staff", "Choose a day from a year ago to two years from now."), "day")
    if not all(_on_the_clock(moment) for moment in (plan.starts_at, plan.ends_at)):
        sentence = pgettext("staff", "The clocks change that night and this hour is left out. Choose another hour.")
        raise ValidationError(sentence, "starts")
    if plan.ends_at <= plan.starts_at or timezone.localdate(plan.ends_at) != _day(plan):
        sentence = pgettext("staff", "A meeting ends after it begins, the same day. Check the hours.")
        raise ValidationError(sentence, "ends")
    starts, ends = (timezone.localtime(moment).time() for moment in (plan.starts_at, plan.ends_at))
    if starts < EARLIEST or ends > LATEST:
        sentence = pgettext("staff", "Choose hours between 6:00 in the morning and 10:00 at night.")
        raise ValidationError(sentence, "starts" if starts < EARLIEST else "ends")
    if plan.ends_at - plan.starts_at > LONGEST:
        raise ValidationError(pgettext("staff", "A meeting lasts at most twelve hours. Check the hours."), "ends")


def _day(plan: SessionPlan) -> date:
    return timezone.localdate(plan.starts_at)


def _on_the_clock(moment: datetime) -> bool:
    """Whether a clock on the wall ever showed this hour: in spring one hour is left out."""
    there_and_back = moment.astimezone(UTC).astimezone(moment.tzinfo)
    return there_and_back.replace(tzinfo=None) == moment.replace(tzinfo=None)


def _record(verb: str, meeting: Meeting, by: User, fields: Iterable[str]) -> None:
    record(verb, meeting, by=by, school_id=meeting.owner_id, year=meeting.for_year, fields=fields)
