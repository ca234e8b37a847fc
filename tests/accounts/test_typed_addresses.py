"""Addresses with signs nobody sees, and addresses no server could be given: a page in answer, the same for all."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from accounts.addresses import plain
from tests.accounts.conftest import CODE, LOGIN
from tests.accounts.test_alike import seen

RESET = "/es/account/password/reset/"
MARKS = [chr(number) for number in (0x200E, 0x200F, 0x202E, 0x200B, 0xFEFF, 0x2066, 0xAD)]


@pytest.mark.parametrize("mark", MARKS, ids=[f"U+{ord(mark):04X}" for mark in MARKS])
@pytest.mark.parametrize("shape", ["{}ana@families.invalid", "ana@families.invalid{}", "ana@fami{}lies.invalid"])
def test_signs_nobody_sees_are_taken_out(mark, shape):
    assert plain(shape.format(mark)) == "ana@families.invalid"


def test_who_copied_an_address_with_direction_marks_gets_the_code(client, family, mailoutbox):
    assert client.post(LOGIN, {"email": "\u202aana@families.invalid\u200e"})["Location"] == CODE
    assert mailoutbox[-1].to == ["ana@families.invalid"]


@pytest.mark.parametrize("url", [LOGIN, RESET])
@pytest.mark.parametrize("typed", ["ana@families.invalid\u200e", "ana@fami\u202elies.invalid"])
def test_known_and_unknown_addresses_with_such_signs_are_answered_alike(family, staff, url, typed):
    answers = []
    for name in ("ana", "ova", "ofelia"):
        address = typed.replace("ana", name)
        response = Client().post(url, {"email": address})
        assert response.status_code == 302
        answers.append(seen(response, address))
    assert answers[0] == answers[1] == answers[2]


@pytest.mark.parametrize("url", [LOGIN, RESET])
@pytest.mark.parametrize("domain", ["\u05d0a.invalid", "\u00e9" * 60 + ".invalid"])
def test_what_cannot_be_written_to_is_refused_with_a_sentence(client, db, mailoutbox, url, domain):
    response = client.post(url, {"email": f"ana@{domain}"})
    assert response.status_code == 200
    assert "A este correo no se puede escribir" in response.content.decode()
    assert not mailoutbox


def test_an_account_is_never_opened_for_an_address_that_cannot_be_written_to(db):
    from accounts.actions import open_family_account

    assert open_family_account("ana\u200e@families.invalid", "Ana", "es", by=None).email == "ana@families.invalid"
    with pytest.raises(ValidationError):
        open_family_account("ana@\u05d0a.invalid", "Ana", "es", by=None)
