"""A person's voice beside an edition: checked by its bytes, kept under a random name, taken back by a reason."""

import hashlib
import secrets
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils.translation import pgettext

from accounts.clock import now, today
from documents.actions.moving import audit, locked
from documents.actions.sound import Broken, HasPictures, Sound, Unknown, known
from documents.choices import LANGUAGES
from documents.models import Edition, Recording
from schools.actions import void

if TYPE_CHECKING:
    from accounts.models import User

LARGEST = 5 * 1024 * 1024
LONGEST_SECONDS = 180
# A recorder stops a moment after it is told to.
LEEWAY_SECONDS = 5


def checked(content: bytes) -> Sound:
    """What an uploaded file is, from its bytes alone: its name and what the browser says of it count for nothing.

    Raises:
        ValidationError: why it is not taken.
    """
    if not content:
        raise ValidationError(pgettext("staff", "This file is empty. Choose a recording."))
    if len(content) > LARGEST:
        raise ValidationError(pgettext("staff", "This file is larger than 5 MB. Record it again, in fewer words."))
    try:
        sound = known(content)
    except Unknown:
        said = pgettext("staff", "This is no recording we can play. Take an MP3, M4A, WAV, OGG or WebM file.")
        raise ValidationError(said) from None
    except HasPictures:
        said = pgettext("staff", "This file holds video. Record the voice alone.")
        raise ValidationError(said) from None
    except Broken:
        said = pgettext("staff", "This file is broken or cut off, or holds something else as well. Record it again.")
        raise ValidationError(said) from None
    if sound.seconds > LONGEST_SECONDS + LEEWAY_SECONDS:
        raise ValidationError(pgettext("staff", "This lasts longer than three minutes. Record it in fewer words."))
    return sound


def record_voice(edition: Edition, language: str, content: bytes, *, by: "User") -> Recording:
    """Put a voice in one language beside an edition; an earlier one in that language is taken back for it.

    Raises:
        ValidationError: a file that is not taken (`checked`), an unknown language, or an edition taken back.
        OSError: the file cannot be written.
    """
    if language not in LANGUAGES:
        raise ValidationError(pgettext("staff", "Choose the language of the recording."))
    sound = checked(content)
    storage = Recording._meta.get_field("file").storage
    name = storage.save(f"recordings/{secrets.token_hex(16)}.{sound.ending}", ContentFile(content))
    try:
        with transaction.atomic():
            return _entered(edition, language, name, content, sound, by)
    except (ValidationError, IntegrityError) as refusal:
        storage.delete(name)
        if isinstance(refusal, ValidationError):
            raise
        said = pgettext("staff", "Somebody has just put another recording here. Open the page again.")
        raise ValidationError(said) from refusal


def _entered(edition: Edition, language: str, name: str, content: bytes, sound: Sound, by: "User") -> Recording:
    held = locked(edition.document_id)
    if not held.editions.live().filter(pk=edition.pk).exists():
        raise ValidationError(pgettext("staff", "This edition has been taken back: read the one in force."))
    for earlier in edition.recordings.standing().filter(language=language):
        void(earlier, by=by, reason=pgettext("staff", "Another recording took its place"))
    row: Recording = Recording.objects.create(
        edition=edition,
        language=language,
        file=name,
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        content_type=sound.content_type,
        on=today(),
        for_year=held.for_year,
        entered_at=now(),
        entered_by=by,
    )
    audit("record_voice", held, row, by=by)
    return row
