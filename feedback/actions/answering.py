"""The school answers what a family asked, or takes a wrong answer back."""

from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import pgettext

from accounts.actions import record
from accounts.clock import now, today
from accounts.models import User
from feedback.choices import State
from feedback.models import Request, Response
from schools.actions import void


def answer(
    request: Request, *, text: str, met: bool, by: User, cost_usd: Decimal | None = None, on: date | None = None
) -> Response:
    """Record what was provided (`met`) or said, and stop the request's clock.

    Args:
        cost_usd: what providing it cost, in dollars (6318(e)(8)), where there was a cost.
        on: the day it was done; today unless told.

    Raises:
        ValidationError: nothing said, a day that cannot be, or someone answered it meanwhile.
    """
    on = on or today()
    _check(request, text, on, cost_usd)
    with transaction.atomic():
        waiting = Request.objects.filter(pk=request.pk, state=State.OPEN, voided_at=None)
        if waiting.update(state=State.MET if met else State.ANSWERED) != 1:
            raise ValidationError(pgettext("staff", "This is answered already. Open it again to see how."))
        row = Response.objects.create(
            request=request, school_id=request.school_id, text=text.strip(), met=met, cost_usd=cost_usd, on=on,
            for_year=request.for_year, entered_at=now(), entered_by=by,
        )  # fmt: skip
        fields = ["cost_usd", "met", "text"] if cost_usd is not None else ["met", "text"]
        record("answer", row, by=by, school_id=row.school_id, year=row.for_year, fields=fields)
    request.state = State.MET if met else State.ANSWERED
    return row


def _check(request: Request, text: str, on: date, cost_usd: Decimal | None) -> None:
    if not text.strip():
        raise ValidationError({"text": pgettext("staff", "Write what was done or said.")})
    if on > today():
        raise ValidationError({"on": pgettext("staff", "This day has not come yet. Enter it once it is done.")})
    if on < request.on:
        raise ValidationError({"on": pgettext("staff", "The family asked later than that. Check the day.")})
    if cost_usd is not None and cost_usd < 0:
        raise ValidationError({"cost_usd": pgettext("staff", "A cost cannot be below zero.")})


def reopen(request: Request, *, by: User, reason: str) -> None:
    """Take a wrong answer back: it is voided with its reason and the clock shows again.

    Raises:
        ValidationError: no reason, or the request is not answered.
    """
    with transaction.atomic():
        answered = Request.objects.filter(pk=request.pk, state__in=[State.MET, State.ANSWERED])
        if answered.update(state=State.OPEN) != 1:
            raise ValidationError(pgettext("staff", "This request is not answered, so there is nothing to take back."))
        void(request.responses.standing().get(), by=by, reason=reason)
        record("reopen", request, by=by, school_id=request.school_id, year=request.for_year, fields=["state"])
    request.state = State.OPEN
