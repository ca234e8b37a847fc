"""A notice from its draft to its release, or to its end within the undo minute."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions import record
from accounts.clock import now, today
from accounts.models import User
from notices.actions.guards import guard_release, one_line, plain
from notices.choices import OTHER_LANGUAGE_DAYS, TRANSITIONS, UNDO_SECONDS, DeliveryState, Outcome, State
from notices.models import Delivery, Notice, Recipient
from schools.choices import school_year
from schools.facts import add_school_days
from schools.models import School


def draft(  # noqa: PLR0913  # a notice is that wide
    owner: School,
    *,
    kind: str,
    audience: str,
    subject_es: str,
    subject_en: str,
    body_es: str,
    body_en: str,
    by: User,
    about: str = "",
    about_id: int | None = None,
    person_ids: Iterable[int] = (),
    link_purpose: str = "",
    not_after: datetime | None = None,
    for_year: int | None = None,
    one_language_reason: str = "",
    completes: Notice | None = None,
) -> Notice:
    """Write a notice down; nothing leaves before `release`.

    Args:
        about, about_id: the record it speaks of; `about_id` is what a `{link}` leads to.
        person_ids: the people of an audience "persons".
        not_after: from then on nothing is sent any more (aware); links in it expire then.
        one_language_reason: why an urgent notice goes out in one language first.
        completes: the one-language notice whose other language this one brings.

    Raises:
        ValidationError: a text is too long, or the audience is not one of ours.
    """
    notice = Notice(
        owner=owner,
        kind=kind,
        audience=audience,
        about=about,
        about_id=about_id,
        person_ids=sorted(set(person_ids)),
        subject_es=one_line(subject_es),
        subject_en=one_line(subject_en),
        body_es=plain(body_es),
        body_en=plain(body_en),
        link_purpose=link_purpose,
        not_after=not_after,
        for_year=school_year(today()) if for_year is None else for_year,
        one_language_reason=one_line(one_language_reason),
        completes=completes,
        entered_by=by,
    )
    notice.full_clean()
    with transaction.atomic():
        notice.save()
        record("draft", notice, by=by, school_id=owner.pk, year=notice.for_year)
    return notice


def release(notice: Notice, *, by: User, send_at: datetime | None = None) -> None:
    """Let a notice go: freeze its texts and fix its time. The first message leaves after the undo minute.

    Args:
        send_at: not before this moment (aware); within the undo minute it is put off to its end.

    Raises:
        ValidationError: a language is missing, it names a school that is its families' secret, its time is over, or
            it was released or cancelled before.
    """
    moment = now()
    first = max(send_at or moment, moment + timedelta(seconds=UNDO_SECONDS))
    guard_release(notice, first)
    times: dict[str, Any] = {"released_at": moment, "released_by": by, "send_at": first}
    if notice.is_half:
        due = add_school_days(notice.owner_id, timezone.localdate(moment), OTHER_LANGUAGE_DAYS)
        times["other_language_due_on"] = due
    with transaction.atomic():
        if not _move(notice, State.RELEASED, **times):
            raise ValidationError(_("This notice was already released or cancelled."))
        record("release", notice, by=by, school_id=notice.owner_id, year=notice.for_year)
    notice.refresh_from_db()


def cancel(notice: Notice, *, by: User) -> None:
    """Stop a notice before its first message is due; every recipient it has by then ends as cancelled.

    Raises:
        ValidationError: messages are already leaving, or it was cancelled before.
    """
    moment = now()
    with transaction.atomic():
        if not _move(notice, State.CANCELLED, before=moment, cancelled_at=moment):
            raise ValidationError(_("The minute to stop it is over: the messages are on their way."))
        waiting = (DeliveryState.DUE, DeliveryState.PRINTED)
        rows = Delivery.objects.filter(recipient__notice=notice)
        rows.filter(state__in=waiting).update(state=DeliveryState.CANCELLED, done_at=moment)
        if rows.exclude(state=DeliveryState.CANCELLED).exists():
            raise ValidationError(_("The minute to stop it is over: the messages are on their way."))
        Recipient.objects.filter(notice=notice).update(outcome=Outcome.CANCELLED, outcome_at=moment)
        record("cancel", notice, by=by, school_id=notice.owner_id, year=notice.for_year)
    notice.refresh_from_db()


def stop(notice: Notice, *, by: User) -> int:
    """Keep back what has not left yet of a notice that is going out; what has left stays as it is.

    Returns:
        how many people it no longer goes to.

    Raises:
        ValidationError: it is not going out.
    """
    moment = now()
    with transaction.atomic():
        held = Notice.objects.filter(pk=notice.pk, state=State.EXPANDED)
        if held.update(state=State.EXPANDED) != 1:
            raise ValidationError(_("This notice is not going out."))
        rows = Delivery.objects.filter(recipient__notice=notice)
        rows.filter(state=DeliveryState.DUE).update(state=DeliveryState.CANCELLED, done_at=moment, error="stopped")
        # What a worker has in hand just now is not tried a second time.
        rows.filter(state=DeliveryState.CLAIMED).update(not_after=moment)
        waiting = Recipient.objects.filter(notice=notice, outcome=Outcome.UNDER_WAY)
        stopped = waiting.exclude(deliveries__state__in=(DeliveryState.DUE, DeliveryState.CLAIMED))
        number = stopped.update(outcome=Outcome.CANCELLED, outcome_at=moment)
        record("stop", notice, by=by, school_id=notice.owner_id, year=notice.for_year)
    return number


def _move(notice: Notice, to: str, *, before: datetime | None = None, **changes: Any) -> bool:
    """Move one notice to another state by one conditional update; false when somebody else was first."""
    sources = [state for state, targets in TRANSITIONS.items() if to in targets]
    rows = Notice.objects.filter(pk=notice.pk, state__in=sources)
    if before is not None:
        # A draft has no time yet; of what is released, nothing may be due.
        rows = rows.exclude(send_at__lte=before)
    return rows.update(state=to, **changes) == 1
