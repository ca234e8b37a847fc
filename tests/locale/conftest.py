"""A portal with something on each page: a meeting, a policy, a request; and the addresses that lead to them."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse
from django.utils.translation import override

import feedback.actions
import notices.actions
from accounts.audience import Audience
from accounts.clock import at
from meetings import actions
from meetings.models import Meeting
from notices.delivery.run import deliver
from people.models import Enrolment, GuardianLink
from tests.cast import Cast, signed_in
from tests.documents.conftest import put_out
from tests.meetings.conftest import MONDAY, called, plan

__all__ = ["called", "plan"]

Values = dict[str, object]


@pytest.fixture
def seeded(cast: Cast, called: Callable[..., Meeting]) -> Iterator[dict[str, Values]]:
    """What stands for each converter of an address, by room ("" for every room)."""
    with at(MONDAY):
        edition = put_out(cast)
        meeting = called()
        notice = actions.invite(meeting, by=cast.coordinator)
        question = {"kind": "question", "language": "es", "detail": "¿Qué comen?"}
        request = feedback.actions.ask(cast.team, **question, by=cast.coordinator)
    with at(MONDAY + timedelta(minutes=5)):
        notices.actions.expand(notice)
        deliver()
        token, key = _answered(meeting)
        enrolment = Enrolment.objects.get(child__links__person=cast.ana)
        tie = GuardianLink.objects.get(person=cast.ana)
        section = edition.document.sections.first()
        yield {
            "": {"slug": cast.team.slug, "code": "B1", "pk": 0, "key": "none", "token": "none"},
            "meetings": {"pk": meeting.pk},
            "meetings_token": {"token": token, "key": key},
            "meetings_desk": {"pk": meeting.pk, "session": meeting.sessions.first().pk},
            "documents_desk": {"pk": edition.document_id, "key": section.key, "number": edition.number},
            "feedback_desk": {"pk": request.pk},
            "notices_desk": {"pk": notice.pk},
            "people_desk": {"pk": cast.ana.pk, "link": tie.pk},
            "people_desk:student": {"pk": enrolment.pk},
            "people_desk:new_guardian": {"pk": enrolment.pk},
            "people_desk:end_enrolment": {"pk": enrolment.pk},
        }


def _answered(meeting: Meeting) -> tuple[str, str]:
    """The token of Ana's invitation, and the key of her answer."""
    body = next(message.body for message in mail.outbox if message.to == ["ana@families.invalid"])
    found = re.search(r"/es/answer/(\S+?)/", body)
    assert found, body
    answer = Client().post(f"/es/answer/{found[1]}/", {"coming": f"session-{meeting.sessions.first().pk}"})
    return found[1], answer["Location"].rstrip("/").rpartition("/")[2]


@pytest.fixture
def browsers(cast: Cast) -> dict[str, Client]:
    """Who opens a page, by its audience: nobody in particular, a guardian, the coordinator, the county."""
    return {
        Audience.ACCOUNT: signed_in(cast.coordinator),
        Audience.GUARDIAN: signed_in(cast.ana.user),
        Audience.DESK: signed_in(cast.coordinator),
        Audience.COUNTY: signed_in(cast.county),
    }


def addresses(seeded: dict[str, Values], language: str = "es") -> Iterator[tuple[str, str, str]]:
    """Name, audience and path of every address whose values are known."""
    with override(language):
        for name, wanted, view in _patterns(get_resolver(), ()):
            values = {**seeded[""], **seeded.get(name.rpartition(":")[0], {}), **seeded.get(name, {})}
            if wanted <= values.keys():
                yield name, view.audience, reverse(name, kwargs={key: values[key] for key in wanted})


def _patterns(resolver: URLResolver, spaces: tuple[str, ...], above: frozenset[str] = frozenset()) -> Iterator[tuple]:
    for entry in resolver.url_patterns:
        pattern = entry.pattern
        wanted = above | set(getattr(pattern, "converters", {}) or pattern.regex.groupindex)
        if isinstance(entry, URLResolver):
            yield from _patterns(entry, (*spaces, entry.namespace) if entry.namespace else spaces, wanted)
        else:
            yield ":".join((*spaces, entry.name)), wanted, entry.callback
