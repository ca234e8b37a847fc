"""A family answers an invitation: coming or not, how many, what it needs. One form, one answer, that it can change."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from accounts.actions import admit, digest_of, record
from accounts.clock import now, today
from feedback.actions import ask, withdraw
from feedback.choices import Kind as Need
from feedback.choices import State as Asked
from feedback.models import Request
from meetings.choices import Coming, State
from meetings.models import Meeting, Rsvp, Session
from people.choices import ContactKind
from people.models import Person

ABOUT = "meetings.rsvp"
MOST_PEOPLE = 20
# What only helps to come: not asked for by who does not.
TO_COME = {Need.INTERPRETER, Need.CHILD_CARE, Need.RIDE, Need.FORMAT}
NEEDS = {Need.INTERPRETER, Need.CHILD_CARE, Need.RIDE, Need.FORMAT, Need.OTHER}


@dataclass(frozen=True)
class Reply:
    """What a family said. `needs`: (kind of feedback.choices.Kind, detail); empty name and phone leave the old ones."""

    coming: str
    language: str
    session: Session | None = None
    party: int = 1
    name: str = ""
    phone: str = ""
    needs: tuple[tuple[str, str], ...] = ()
    call_me: bool | None = None
    may_leave_message: bool | None = None
    best_time: str = ""


def answer(meeting: Meeting, *, form_key: str, person: Person | None = None, sender: str = "", **said: Any) -> Rsvp:
    """Keep a family's answer; the same form or the same person again changes it. Needs become requests with a clock.

    Args:
        form_key: the form's random key: twice the same is one answer.
        sender: network address of a public form's post; counts towards its limit.
        said: the fields of Reply (coming, session, party, language, name, phone, needs, call_me, …).

    Raises:
        ValidationError: the meeting is off or over, something is missing, or too many posts from one address.
    """
    reply = _checked(meeting, Reply(**{**said, "needs": tuple(said.get("needs", ()))}), known=can_be_called(person))
    digest = digest_of(ABOUT, meeting.pk, form_key)
    own = {"form_key": digest, "edit_digest": digest_of(edit_key(meeting, form_key))}
    known = Rsvp.objects.filter(meeting=meeting, **({"person": person} if person else {"form_key": digest}))
    try:
        with transaction.atomic():
            row = known.select_for_update().first()
            return _changed(row, reply, own) if row else _entered(meeting, person, reply, own, sender)
    except IntegrityError:
        # Posted twice at once: the other post has entered it.
        with transaction.atomic():
            return _changed(known.select_for_update().get(), reply, own)


def change(rsvp: Rsvp, **said: Any) -> Rsvp:
    """The family changes its answer from its own page; the same arguments and refusals as `answer`."""
    reply = Reply(**{**said, "needs": tuple(said.get("needs", ()))})
    reply = _checked(rsvp.meeting, reply, known=bool(rsvp.phone) or can_be_called(rsvp.person))
    with transaction.atomic():
        return _changed(Rsvp.objects.select_for_update().get(pk=rsvp.pk), reply, {})


def can_be_called(person: Person | None) -> bool:
    """Whether the school has this person's number."""
    kinds = (ContactKind.TEXT, ContactKind.VOICE)
    return person is not None and bool(person.contact_points.in_use().filter(kind__in=kinds).exists())


def edit_key(meeting: Meeting, form_key: str) -> str:
    """The key of the page where this family alone sees its answer; who posts the same form twice gets it twice."""
    return salted_hmac(ABOUT, f"{meeting.pk}|{form_key}", algorithm="sha256").hexdigest()[:40]


def find_own(key: str) -> Rsvp | None:
    """The answer behind an edit key, until its meeting is over."""
    rows = Rsvp.objects.select_related("meeting__owner", "session", "person").filter(edit_digest=digest_of(key))
    return rows.filter(meeting__sessions__ends_at__gt=now() - timedelta(days=1)).distinct().first()


def asked_with(rsvp: Rsvp) -> QuerySet[Request]:
    """What the family still asks for with its answer, met or not."""
    rows: QuerySet[Request] = Request.objects.about(ABOUT, [rsvp.pk]).standing().exclude(state=Asked.WITHDRAWN)
    return rows.order_by("pk")


def _checked(meeting: Meeting, reply: Reply, *, known: bool) -> Reply:
    """The reply with its session settled; raises one sentence per field that is wrong. known: we can call already."""
    to_come = _sessions_to_come(meeting)
    session = None
    if reply.coming == Coming.YES:
        session = reply.session or (to_come[0] if len(to_come) == 1 else None)
    faults: dict[str, str] = {}
    if reply.coming not in Coming.values:
        faults["coming"] = _("Choose whether you can come.")
    elif reply.coming == Coming.YES and session not in to_come:
        faults["coming"] = _("Choose the hour that suits you.")
    if not 1 <= reply.party <= MOST_PEOPLE:
        faults["party"] = _("Write a number from 1 to 20. If more of you are coming, call us.")
    if (reply.call_me or reply.coming == Coming.PHONE) and not (known or reply.phone.strip()):
        faults["phone"] = _("Write the number we can call.")
    if faults or any(kind not in NEEDS for kind, _detail in reply.needs):
        raise ValidationError(faults or _("Choose what you need from the list."))
    needs = reply.needs
    if reply.coming == Coming.NO:
        needs = tuple((kind, detail) for kind, detail in needs if kind not in TO_COME)
    return replace(reply, session=session, needs=needs)


def _sessions_to_come(meeting: Meeting) -> list[Session]:
    to_come = [row for row in meeting.sessions.all() if row.ends_at > now()]
    if meeting.state == State.CANCELLED:
        raise ValidationError(_("This meeting has been called off, so there is nothing to answer. You can call us."))
    if meeting.state != State.CALLED or not to_come:
        raise ValidationError(_("This meeting has already been. You can still ask the school."))
    return to_come


def _entered(meeting: Meeting, person: Person | None, reply: Reply, own: dict[str, str], sender: str) -> Rsvp:
    row = Rsvp.objects.create(meeting=meeting, person=person, answered_at=now(), **_columns(reply), **own)
    if sender and person is None:
        admit(f"{ABOUT}:{meeting.pk}", sender)
    _sync(row, reply)
    record("answer", row, by=None, school_id=meeting.owner_id, year=meeting.for_year, fields=["coming", "party"])
    return row


def _changed(row: Rsvp, reply: Reply, own: dict[str, str]) -> Rsvp:
    """Write what differs; nothing at all where the same was said."""
    columns = {name: value for name, value in {**_columns(reply), **own}.items() if getattr(row, name) != value}
    # What is left empty stays as it was: the page never shows a name or a number again.
    for name in ("name", "phone"):
        if not columns.get(name, "kept"):
            del columns[name]
    for name, value in columns.items():
        setattr(row, name, value)
    said = [name for name in columns if name not in ("form_key", "edit_digest", "language")]
    if columns:
        row.answered_at = now() if said else row.answered_at
        row.save(update_fields=[*columns, "answered_at"])
    if _sync(row, reply) or said:
        meeting = row.meeting
        record("change_answer", row, by=None, school_id=meeting.owner_id, year=meeting.for_year, fields=said)
    return row


def _columns(reply: Reply) -> dict[str, Any]:
    return {
        "coming": reply.coming, "session": reply.session, "party": reply.party, "name": reply.name.strip(),
        "phone": reply.phone.strip(), "language": reply.language,
    }  # fmt: skip


def _sync(row: Rsvp, reply: Reply) -> bool:
    """Make requests of what is needed; take back what is needed no longer. Returns whether anything changed."""
    wanted = {kind: (detail.strip(), "") for kind, detail in reply.needs}
    # By phone: somebody has to call and tell how.
    if reply.call_me or reply.coming == Coming.PHONE:
        wanted[Need.CALL] = ("", reply.best_time.strip())
    moved = False
    for request in asked_with(row):
        if wanted.get(request.kind) == (request.detail, request.best_time) and request.contact == row.phone:
            del wanted[request.kind]
        elif request.state == Asked.OPEN:
            moved = withdraw(request) or moved
    for kind, (detail, best_time) in wanted.items():
        ask(
            row.meeting.owner, kind=kind, language=row.language, detail=detail, best_time=best_time, person=row.person,
            name=row.name, contact=row.phone, may_leave_message=reply.may_leave_message, about=ABOUT, about_id=row.pk,
            before=_answer_before(row),
        )  # fmt: skip
    return moved or bool(wanted)


def _answer_before(row: Rsvp) -> Any:
    """The day before the family comes: an answer after that is none."""
    sessions = [row.session] if row.session else _sessions_to_come(row.meeting)
    first = min((one.on for one in sessions), default=today())
    return first - timedelta(days=1)
