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
    """What a family said. `needs`: (kind of feedback.choices.Kind, detail); empty name and phone leave the old ones.

    adds: it is said without the earlier answer in sight, so what that asked for stays, and its number of people where
    `party` is None; needs_nothing takes all of it back.
    """

    coming: str
    language: str
    session: Session | None = None
    party: int | None = None
    name: str = ""
    phone: str = ""
    needs: tuple[tuple[str, str], ...] = ()
    call_me: bool | None = None
    may_leave_message: bool | None = None
    best_time: str = ""
    adds: bool = False
    needs_nothing: bool = False


def answer(meeting: Meeting, *, form_key: str, person: Person | None = None, sender: str = "", **said: Any) -> Rsvp:
    """Keep a family's answer; the same form or the same person again changes it. Needs become requests with a clock.

    By another form the same person does not see what it said before, so what it asked for then stays (Reply.adds).

    Args:
        form_key: the form's random key: twice the same is one answer.
        sender: network address of a public form's post; counts towards its limit.
        said: the fields of Reply (coming, session, party, language, name, phone, needs, call_me, …).

    Raises:
        ValidationError: the meeting is off or over, something is missing, or too many posts from one address.
    """
    reply = Reply(**{**said, "needs": tuple(said.get("needs", ()))})
    reply = _checked(meeting, reply, known=person is not None and knows_number(meeting, person))
    digest = digest_of(ABOUT, meeting.pk, form_key)
    own = {"form_key": digest, "edit_digest": digest_of(edit_key(meeting, form_key, person))}
    known = Rsvp.objects.filter(meeting=meeting, **({"person": person} if person else {"form_key": digest}))
    try:
        with transaction.atomic():
            row = known.select_for_update().first()
            if row and person and row.form_key != digest:
                reply = replace(reply, adds=True)
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


def knows_number(meeting: Meeting, person: Person) -> bool:
    """Whether there is a number to call: the school's, or one left with an answer to this meeting."""
    left = Rsvp.objects.filter(meeting=meeting, person=person).exclude(phone="")
    return can_be_called(person) or left.exists()


def edit_key(meeting: Meeting, form_key: str, person: Person | None = None) -> str:
    """The key of the page where this family alone sees its answer; who posts the same form twice gets it twice.

    A person we know has one answer and so one page, by whichever form it answered last: an earlier page stays good.
    """
    # Under a salt of its own: a form's key comes from outside, and none may be made to say a person's.
    salt, whose = (f"{ABOUT}.person", str(person.pk)) if person else (ABOUT, form_key)
    return salted_hmac(salt, f"{meeting.pk}|{whose}", algorithm="sha256").hexdigest()[:40]


def open_page(rsvp: Rsvp) -> str:
    """The key of the page of a person we know, who is signed in; a page that was under another key moves there."""
    key = edit_key(rsvp.meeting, "", rsvp.person)
    Rsvp.objects.filter(pk=rsvp.pk).exclude(edit_digest=digest_of(key)).update(edit_digest=digest_of(key))
    return key


def find_answer(meeting: Meeting, person: Person) -> Rsvp | None:
    """The answer of a person we know to a meeting."""
    return Rsvp.objects.filter(meeting=meeting, person=person).first()


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
    if reply.party is not None and not 1 <= reply.party <= MOST_PEOPLE:
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
    by_phone = row.coming == Coming.PHONE
    if reply.adds and reply.party is None:
        reply = replace(reply, party=row.party)
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
    if _sync(row, reply, kept=_kept(row, reply, by_phone=by_phone)) or said:
        meeting = row.meeting
        record("change_answer", row, by=None, school_id=meeting.owner_id, year=meeting.for_year, fields=said)
    return row


def _columns(reply: Reply) -> dict[str, Any]:
    return {
        "coming": reply.coming, "session": reply.session, "party": reply.party or 1, "name": reply.name.strip(),
        "phone": reply.phone.strip(), "language": reply.language,
    }  # fmt: skip


def _kept(row: Rsvp, reply: Reply, *, by_phone: bool) -> dict[str, tuple[str, str]]:
    """What was asked for before and still holds though it is not said again: {kind: (detail, best time)}."""
    if not reply.adds or reply.needs_nothing:
        return {}
    kept = {one.kind: (one.detail, one.best_time) for one in asked_with(row).filter(state=Asked.OPEN)}
    if reply.call_me is False or by_phone:
        # Said now that no call is wanted; or the call was to hear the answer, and here it is.
        kept.pop(Need.CALL, None)
    return {kind: said for kind, said in kept.items() if reply.coming != Coming.NO or kind not in TO_COME}


def _sync(row: Rsvp, reply: Reply, kept: dict[str, tuple[str, str]] | None = None) -> bool:
    """Make requests of what is needed; take back what is needed no longer. Returns whether anything changed."""
    kept = kept or {}
    wanted = {**kept, **{kind: (detail.strip() or kept.get(kind, ("",))[0], "") for kind, detail in reply.needs}}
    # By phone: somebody has to call and tell how.
    if reply.call_me or reply.coming == Coming.PHONE:
        wanted[Need.CALL] = ("", reply.best_time.strip() or kept.get(Need.CALL, ("", ""))[1])
    moved = False
    before = list(asked_with(row))
    for request in before:
        if wanted.get(request.kind) == (request.detail, request.best_time) and request.contact == row.phone:
            del wanted[request.kind]
        elif request.state == Asked.OPEN:
            moved = withdraw(request) or moved
    leave = reply.may_leave_message
    if leave is None and kept:
        leave = next((one.may_leave_message for one in before if one.may_leave_message is not None), None)
    for kind, (detail, best_time) in wanted.items():
        ask(
            row.meeting.owner, kind=kind, language=row.language, detail=detail, best_time=best_time, person=row.person,
            name=row.name, contact=row.phone, may_leave_message=leave, about=ABOUT, about_id=row.pk,
            before=_answer_before(row),
        )  # fmt: skip
    return moved or bool(wanted)


def _answer_before(row: Rsvp) -> Any:
    """The day before the family comes: an answer after that is none."""
    sessions = [row.session] if row.session else _sessions_to_come(row.meeting)
    first = min((one.on for one in sessions), default=today())
    return first - timedelta(days=1)
