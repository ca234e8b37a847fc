"""Letters to be printed and handed over."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actions import record
from accounts.clock import now
from accounts.models import User
from notices.delivery.envelope import link_token
from notices.delivery.paper import Letter, PaperRow, letter
from notices.delivery.text import needs_link
from notices.delivery.tokens import new_short_token
from notices.delivery.ways import schools_of
from notices.models import LinkToken, Notice


def print_letters(notice: Notice, rows: Sequence[PaperRow], *, by: User) -> list[Letter]:
    """Make the letters of some recipients, each with a new link of its own; earlier ones keep working.

    Raises:
        ValidationError: the notice was cancelled, has not left yet, or its last moment is over.
    """
    moment = now()
    if notice.cancelled_at is not None or notice.send_at is None or notice.send_at > moment:
        raise ValidationError(_("This notice is not going out."))
    if notice.not_after is not None and notice.not_after <= moment:
        raise ValidationError(_("It is too late to hand this notice over."))
    people = [row.recipient.person_id for row in rows]
    tokens = {person_id: new_short_token() for person_id in people} if needs_link(notice) else {}
    with transaction.atomic():
        schools = schools_of(notice, list(tokens), moment)
        LinkToken.objects.bulk_create(
            link_token(notice, person_id, schools[person_id], token, moment) for person_id, token in tokens.items()
        )
        record("print", notice, by=by, school_id=notice.owner_id, year=notice.for_year)
    return [letter(notice, row, tokens.get(row.recipient.person_id, "")) for row in rows]
