"""Every page in both languages, with undefined variables failing, and no English of ours on a Spanish page."""

from collections.abc import Iterator

import pytest
from django.template import engines

from schools.models import School
from tests.servers.promises import IS_FULL
from tests.trust.addresses import LANGUAGES, addresses
from tests.trust.catalogue import untranslated
from tests.trust.forge import Seen, send
from tests.trust.judge import may_open
from tests.trust.objects import is_known, targets
from tests.trust.world import World

READERS = ("county", "coordinator", "approver", "guardian", "anonymous")
# How many of them read each page.
EACH = len(READERS) if IS_FULL else 2
# Names a template may ask for though nobody gave them; each with the reason.
ALLOWED: dict[str, str] = {}


class Undefined(str):
    """Stands in for a variable that is not there: writes its name down and shows nothing."""

    names: list[str]

    def __new__(cls) -> "Undefined":
        made = super().__new__(cls, "%s")
        made.names = []
        return made

    def __mod__(self, variable: object) -> str:  # type: ignore[override]
        self.names.append(str(variable))
        return ""


@pytest.fixture
def undefined(monkeypatch: pytest.MonkeyPatch) -> Undefined:
    sentinel = Undefined()
    monkeypatch.setattr(engines["django"].engine, "string_if_invalid", sentinel)
    return sentinel


def pages(world: World, language: str) -> Iterator[tuple[str, Seen]]:
    """Each address's own page as everyone who may open it reads it, and once its page for what is absent."""
    for address in filter(is_known, addresses()):
        for target in targets(address, world):
            if target.kind not in ("only", "here", "absent") or not address.has_language:
                continue
            most = 1 if target.kind == "absent" else EACH
            actors = [who for who in READERS if may_open(who, address, target)] or READERS[-1:]
            for actor in actors[:most]:
                seen = send(world.actors[actor], "GET", address.url(language, **target.kwargs))
                if "text/html" in seen.headers.get("Content-Type", "") and seen.status in (200, 404):
                    yield f"{address.name} ({target.kind}) as {actor}", seen


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_whole_in_its_language(world, undefined, language):
    """It says its language, asks for no variable that is not there, and in Spanish shows no English of ours."""
    wrong: dict[str, set[str]] = {}
    names = set(School.objects.values_list("name", flat=True))
    for what, seen in pages(world, language):
        said = {f"undefined: {name}" for name in set(undefined.names) - set(ALLOWED)}
        undefined.names.clear()
        if f'<html lang="{language}"' not in seen.text or seen.headers.get("Content-Language") != language:
            said.add("does not say its language")
        if language == "es":
            said |= {f"English: {text!r}" for text in set(untranslated(seen.text)) - names}
        for sentence in said:
            wrong.setdefault(sentence, set()).add(what)
    assert not wrong, "\n".join(f"{sentence} {sorted(where)[:3]}" for sentence, where in sorted(wrong.items()))


def test_an_undefined_variable_and_an_english_sentence_are_noticed(undefined):
    page = engines["django"].from_string("<p>{{ nobody.gave_this }}</p>").render({})
    assert undefined.names == ["nobody.gave_this"]
    assert page == "<p></p>"
    assert untranslated("<main><p>Find your school</p></main>")
    assert not untranslated('<main><p lang="en">Find your school</p></main>')
