"""Addresses of families and of messages are kept without signs nobody sees; what cannot be written to is refused."""

import pytest
from django.core.exceptions import ValidationError

from feedback.forms import AskForm
from people.actions import normal
from people.forms import AddressFields

TYPED = "\u202aAna@fami\u200blies.invalid\u200e"


def test_a_familys_address_is_kept_plain():
    assert normal("email", TYPED) == "ana@families.invalid"
    form = AddressFields({"email": TYPED})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["email"] == "Ana@families.invalid"


def test_the_contact_of_a_message_is_kept_plain():
    form = AskForm({"kind": "question", "detail": "Hola", "contact": TYPED})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["contact"] == "Ana@families.invalid"


def test_what_cannot_be_written_to_is_refused():
    with pytest.raises(ValidationError):
        normal("email", "ana@\u05d0a.invalid")
    assert "email" in AddressFields({"email": "ana@\u05d0a.invalid"}).errors
    assert "contact" in AskForm({"kind": "question", "detail": "Hola", "contact": "ana@\u05d0a.invalid"}).errors
