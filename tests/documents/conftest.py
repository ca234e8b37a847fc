"""A policy on its way from draft to edition, for the tests of documents and policies."""

from datetime import date

import pytest
from django.utils import translation

from accounts.clock import at
from documents import actions
from documents.models import Document, Section
from tests.accounts.conftest import shared_database
from tests.cast import moment

__all__ = ["shared_database"]

BEGUN = moment("2026-09-01T09:00")
ADOPTED_ON = date(2026, 9, 10)
PUBLISHED = moment("2026-09-14T10:00")
BOTH = ("es", "en")


def approver(cast, language):
    return cast.approver_es if language == "es" else cast.approver_en


def text_of(section, language):
    return getattr(Section.objects.get(pk=section.pk), f"text_{language}")


def states(section):
    """The states of both languages as they are kept: (es, en)."""
    fresh = Section.objects.get(pk=section.pk)
    return fresh.state_es, fresh.state_en


def begin(cast, school=None, year=2026):
    with at(BEGUN):
        return actions.start(school or cast.team, "site_policy", year, by=cast.coordinator)


NEWS = {"es": "Ahora también puede pedir ayuda por mensaje de texto.", "en": "Now you can also ask by text message."}


def tell_what_changes(cast, document):
    """A version after an earlier one says in short what is new."""
    for section in document.sections.filter(key="changes", text_en=""):
        for language in ("en", "es"):
            section = actions.write(section, language, NEWS[language], revision=section.revision, by=cast.coordinator)
        for language in BOTH:
            actions.approve(section, language, by=approver(cast, language))


def approve_all(cast, document):
    tell_what_changes(cast, document)
    for section in document.sections.all():
        for language in BOTH:
            if getattr(section, f"state_{language}") == "draft":
                actions.approve(section, language, by=approver(cast, language))


def adopt(cast, document):
    tell_what_changes(cast, document)
    return actions.adopt(document, "School Site Council", ADOPTED_ON, "7 yes, 0 no", by=cast.coordinator)


def make_ready(cast, document):
    """Everything a document needs before it may be published."""
    with at(PUBLISHED):
        actions.add_contributor(document, role="family", count=6, on=ADOPTED_ON, by=cast.coordinator)
        approve_all(cast, document)
        adopt(cast, document)


def put_out(cast, school=None, year=2026):
    """A published policy and its edition."""
    document = begin(cast, school, year)
    make_ready(cast, document)
    with at(PUBLISHED):
        return actions.publish(document, by=cast.coordinator)


@pytest.fixture(autouse=True)
def english():
    """Refusals are compared in English; pages choose their language by their address."""
    with translation.override("en"):
        yield


@pytest.fixture
def policy(cast) -> Document:
    """A new draft: eight sections, both languages drafts."""
    return begin(cast)


@pytest.fixture
def section(policy) -> Section:
    return policy.sections.get(key="B4")


@pytest.fixture
def ready(cast, policy) -> Document:
    """Adopted, both languages approved: it may be published."""
    make_ready(cast, policy)
    return policy


@pytest.fixture
def edition(cast, ready):
    with at(PUBLISHED):
        return actions.publish(ready, by=cast.coordinator)


@pytest.fixture
def window(cast, policy):
    """The policy laid before families from September 1 to 15."""
    from tests.documents.joint import lay_open

    return lay_open(cast, policy)
