"""A family says it received and read an edition. It is a choice: the law asks for no signature (20 USC 6318(d))."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.actions import admit, digest_of
from accounts.clock import now
from documents.choices import LANGUAGES
from documents.models import Edition, Receipt

ABOUT = "documents.receipt"


def received(edition: Edition, *, language: str, form_key: str, sender: str) -> Receipt:
    """Count one reader of an edition, without a name. The same form twice is one.

    Args:
        language: the page it was read on.
        form_key: the form's random key.
        sender: network address of the post; counts towards the form's limit.

    Raises:
        ValidationError: the edition was taken back, or too many posts from one address.
    """
    if language not in LANGUAGES:
        raise ValueError(language)
    key = digest_of(ABOUT, edition.pk, form_key)
    try:
        with transaction.atomic():
            if not Edition.objects.live().filter(pk=edition.pk).exists():
                raise ValidationError(_("This one no longer counts. Read the one that took its place."))
            row: Receipt = Receipt.objects.create(edition=edition, language=language, at=now(), form_key=key)
            admit(f"{ABOUT}:{edition.document_id}", sender)
    except IntegrityError:
        # Posted twice: the other post has counted it.
        earlier: Receipt | None = Receipt.objects.filter(form_key=key).first()
        if earlier is None:
            raise
        return earlier
    return row
