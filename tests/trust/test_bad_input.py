"""T8: bad input gets a sentence, not a crash."""

import pytest

from documents.forms import ContributorForm
from tests.servers.promises import scaled
from tests.trust.spoiled import fell, posts, raw

FORMS, REQUESTS = 5_000, 2_000


@pytest.mark.parametrize(("name", "made", "full"), [("forms", posts, FORMS), ("raw requests", raw, REQUESTS)])
def test_whatever_is_posted_is_answered(world, promise, name, made, full):
    wrong = []
    with promise(f"T8 {name}") as tally:
        for one in made(world, scaled(full)):
            said = fell(one, world)
            tally.count(not said)
            wrong += [said] if said else []
        assert not wrong, "\n".join(wrong[:100])


@pytest.fixture
def helping(world):
    """What is posted to one form."""
    found = [one for one in posts(world, FORMS) if one.address.name == "documents_desk:contributor"]
    assert found
    return found


def test_a_form_that_falls_over_is_noticed(world, helping, monkeypatch):
    def falls(self):
        raise ZeroDivisionError

    monkeypatch.setattr(ContributorForm, "clean", falls)
    assert any(fell(one, world) for one in helping)


def test_a_page_in_the_other_language_is_noticed(world, helping):
    bent = [one._replace(language="en" if one.language == "es" else "es") for one in helping]
    assert any("not in" in fell(one, world) for one in bent)
