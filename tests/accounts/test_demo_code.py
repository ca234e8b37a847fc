"""`demo_code` reads the current code of invented people, in demo installations only."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from accounts.models import User
from tests.accounts.conftest import PASSWORD, STAFF_LOGIN, answer, ask, is_signed_in


def printed(email: str) -> str:
    out = io.StringIO()
    call_command("demo_code", email, stdout=out)
    return out.getvalue().strip()


@pytest.fixture(autouse=True)
def demo(settings):
    settings.DEMO = True


def test_a_family_s_code(client, family, code_of):
    ask(client, family.email)
    assert printed("Ana@families.invalid") == code_of()
    answer(client, printed(family.email))
    assert is_signed_in(client)


def test_a_staff_member_s_app(client, staff):
    client.post(STAFF_LOGIN, {"login": staff.email, "password": PASSWORD})
    client.post("/es/account/login/second-step/", {"code": printed(staff.email)})
    assert is_signed_in(client)


@pytest.mark.parametrize(
    ("email", "sentence"),
    [
        ("nobody@x.invalid", "Nobody signs in"),
        ("ana@families.invalid", "No code is waiting"),
        ("nora@team.invalid", "no app set up"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_line(family, bare_staff, email, sentence):
    with pytest.raises(CommandError, match=sentence):
        printed(email)


def test_it_is_refused_outside_a_demo_and_nothing_is_kept_for_it(family, settings):
    settings.DEMO = False
    ask(Client(), family.email)
    with pytest.raises(CommandError, match="not a demo installation"):
        printed(family.email)
    settings.DEMO = True
    with pytest.raises(CommandError, match="No code is waiting"):
        printed(family.email)
    assert User.objects.count() == 1
