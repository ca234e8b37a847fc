"""What keeps the public forms open to a whole school's families and shut to a machine: keys and a limit, in rows."""

from datetime import timedelta
from hashlib import sha256

from django.core.exceptions import ValidationError
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from accounts.clock import now, today
from accounts.models import FormPost

# A school's families share one address when they answer from its tablets or its wireless network.
POSTS_AN_HOUR = 60


def digest_of(*parts: object) -> str:
    """SHA-256 of what is told apart, in hexadecimal: how random keys are stored."""
    return sha256("\x1f".join(str(part) for part in parts).encode(errors="replace")).hexdigest()


def admit(place: str, sender: str, *, limit: int = POSTS_AN_HOUR) -> None:
    """Count one post of a public form, in the caller's transaction, so that only what is accepted counts.

    Args:
        place: which form, for one school or meeting.
        sender: the network address; only a keyed hash of it and the day is kept, and that for one day.

    Raises:
        ValidationError: this address has posted as often as the hour allows.
    """
    moment = now()
    key = salted_hmac("accounts.FormPost", f"{today()}|{sender}", algorithm="sha256").hexdigest()
    FormPost.objects.filter(at__lt=moment - timedelta(days=1)).delete()
    recent = FormPost.objects.filter(place=place, sender=key, at__gt=moment - timedelta(hours=1)).count()
    if recent >= limit:
        raise ValidationError(_("Many answers came from this place in the last hour. Try later, or call us."))
    FormPost.objects.create(place=place, sender=key, at=moment)
