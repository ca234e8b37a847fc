"""Two schools with everything in it, entered by the real verbs on their own days, and everyone who knocks."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.db import transaction
from django.db.models import Model
from django.test import override_settings

import meetings.actions
from accounts.clock import at
from accounts.models import User
from documents import pdf
from documents.actions.filing import claim, keep
from documents.models import Edition
from schools.models import School
from tests import cast
from tests.cast import Cast, moment, school
from tests.trust import actors as people_who_knock
from tests.trust.actors import Actor
from tests.trust.seed import families, gatherings, kept, records, texts
from tests.trust.seed.ids import move_apart, numbers
from tests.trust.words import COUNTY_ALONE, STAFF, Words

NOW = moment("2026-10-27T10:00")


@dataclass
class World:
    cast: Cast
    words: Words
    here: SimpleNamespace
    there: SimpleNamespace
    closed: School
    # Ids of everything that is the other school's, and of everything of the neighbour's family.
    foreign: list[int]
    neighbours: list[int]
    actors: dict[str, Actor] = field(default_factory=dict)

    def side(self, key: str) -> SimpleNamespace:
        return self.there if key == "there" else self.here

    def restart(self) -> None:
        """The server starts anew at everyone's next request, with its middleware as it is then."""
        for actor in self.actors.values():
            actor.client.handler._middleware_chain = None


def build(cast: Cast) -> World:
    """Here is a schoolwide school, there a targeted one; closed is one the public never sees."""
    words = Words()
    move_apart("here")
    here = _side(cast, words, "here", cast.team, cast.coordinator)
    _shared(here, words, with_=cast.one)
    kept.office(cast, here, words)
    before = numbers()
    move_apart("there")
    there = _side(cast, words, "there", cast.one, cast.elsewhere)
    foreign = sorted(pk for label, pks in numbers().items() for pk in pks - before[label])
    name = words.new("a closed school", "nowhere", COUNTY_ALONE)
    closed = school("closed-school", f"Closed {name}", "39103970000017", status="closed")
    School.objects.filter(pk=cast.team.pk).update(program_code=words.new("a school's type", "here", STAFF))
    keep_pdf(here.edition)
    world = World(cast, words, here, there, closed, foreign, _ids_of(here.neighbour))
    with at(moment("2026-08-04T09:00")):
        found = people_who_knock.users(cast, families.accounts(here) | families.accounts(there))
    world.actors = people_who_knock.browsers(found, cast.county)
    return world


def _side(cast: Cast, words: Words, key: str, where: School, by: User) -> SimpleNamespace:
    side = SimpleNamespace(key=key, school=where, by=by)
    side.own_family = [families.BROWSER[key]["family"]]
    with at(moment("2026-08-03T10:00")):
        families.families(cast, side, words)
    gatherings.gatherings(side, words)
    texts.policies(cast, side, words)
    texts.drafts(cast, side, words)
    texts.upkeep(cast, side, words)
    kept.kept(cast, side, words)
    with at(NOW):
        gatherings.answers(side, words)
        families.tokens(side, side.coming.pk)
        texts.letters(side, words)
        records.requests(side, words)
        records.actions(side, words)
        records.office(cast, side, words)
    side.reset_key = (user_pk_to_url_str(by), default_token_generator.make_token(by))
    return side


def _ids_of(family: SimpleNamespace) -> list[int]:
    return [row.pk for row in vars(family).values() if isinstance(row, Model)]


def keep_pdf(edition: Edition) -> None:
    """The edition's file in Spanish, as a worker would have built it."""
    with at(NOW):
        file = claim(edition.files.get(language="es").pk)
        built = pdf.build(edition, "es")
        keep(file, built.content, built.pages)


def _shared(here: SimpleNamespace, words: Words, *, with_: School) -> None:
    """A meeting that two schools share: what one's families answer stays theirs."""
    with at(gatherings.CALLED):
        here.shared = gatherings.called(here, words.public("a shared meeting", "here"), gatherings.COMING)
        here.shared.serves.add(with_)
    with at(NOW):
        said = gatherings._said(here, words, "neighbour at the shared meeting", "")
        fields = {"coming": "phone", "party": 1, "language": "es"}
        meetings.actions.answer(here.shared, form_key="shared", person=here.neighbour.person, **fields, **said)


@pytest.fixture(scope="module")
def shared_world(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[World]:
    """One world for a module's tests, gone with the module."""
    files = override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("files"))
    with django_db_blocker.unblock(), files, transaction.atomic():
        move_apart("everyone")
        yield build(cast.build())
        transaction.set_rollback(True)


@pytest.fixture
def world(shared_world: World, db: None) -> World:
    """The module's world; what a test writes is undone after it."""
    shared_world.restart()
    return shared_world
