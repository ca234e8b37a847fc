"""Sending a text back with a remark: an approver's no, which whoever writes the text sees until they change it."""

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import pgettext

import schools.actions
from accounts.clock import now, today
from documents.actions.approving import refuse_unread
from documents.actions.moving import audit, locked, refuse_unless_open
from documents.actions.writing import Text, again
from documents.choices import LONGEST_REMARK, TextState
from documents.markup import tidy
from documents.models import Parity, SentBack

if TYPE_CHECKING:
    from accounts.models import User


def send_back(section: Text, language: str, *, remark: str, by: "User", revision: int | None = None) -> SentBack:
    """Send a draft, or a text that no longer fits its source, back to whoever writes it. The same remark is said once.

    Args:
        remark: what is to be changed, in a few words.
        revision: the section's revision the approver read; of a text written after it nothing is said.

    Raises:
        ValidationError: no remark or one too long, nothing to send back, a text of one's own, or one that changed
            since it was read.
    """
    remark = tidy(remark)
    if not remark:
        raise ValidationError({"remark": pgettext("staff", "Say what should be changed, in a few words.")})
    if len(remark) > LONGEST_REMARK:
        raise ValidationError({"remark": pgettext("staff", "This text is too long. Make it shorter.")})
    with transaction.atomic():
        document = locked(section.document_id)
        fresh = again(section)
        refuse_unless_open(document)
        refuse_unread(fresh, language, by, revision)
        _refuse_settled(fresh, language)
        earlier: SentBack | None = SentBack.objects.open().of(fresh, language).first()
        if earlier and earlier.remark == remark:
            return earlier
        if earlier:
            schools.actions.void(earlier, by=by, reason="send_back")
        row = SentBack(document=document, language=language, remark=remark, on=today(), for_year=document.for_year)
        row.entered_at, row.entered_by = now(), by
        setattr(row, fresh._meta.model_name or "", fresh)
        row.save(force_insert=True)
        audit("send_back", document, fresh, by=by, fields=(f"state_{language}",))
    return row


def _refuse_settled(fresh: Parity, language: str) -> None:
    state = getattr(fresh, f"state_{language}")
    if state == TextState.APPROVED:
        raise ValidationError(pgettext("staff", "This text is approved already."))
    if state not in (TextState.DRAFT, TextState.STALE):
        raise ValidationError(pgettext("staff", "There is no text to send back yet."))
