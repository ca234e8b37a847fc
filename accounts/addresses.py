"""Email addresses as people type them: what cannot be seen is taken out, what cannot be written to is refused."""

import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.mail.message import sanitize_address
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _


def plain(typed: str) -> str:
    """The text without direction marks, joiners and the like: they come along when an address is copied."""
    return "".join(sign for sign in typed if unicodedata.category(sign) != "Cf").strip()


def validate_writable(address: str) -> None:
    """Refuse what looks like an address and no mail server could be given.

    Raises:
        ValidationError: the part after the @ cannot be put into the letters of the internet (IDNA).
    """
    try:
        sanitize_address(address, "utf-8")
    except (ValueError, IndexError):  # a UnicodeError is a ValueError
        raise ValidationError(_("We cannot write to this address. Check it and type it again.")) from None


class AddressField(forms.EmailField):
    """An address, in plain signs."""

    default_validators = [validate_email, validate_writable]

    def to_python(self, value: Any) -> str:
        return plain(str(super().to_python(value) or ""))
