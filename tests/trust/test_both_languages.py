"""Every page in both languages, with undefined variables failing, and no English of ours on a Spanish page."""

import gc
from collections.abc import Iterator
from functools import _lru_cache_wrapper
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.template import Variable, engines
from django.test.signals import template_rendered

from schools.models import School
from tests.servers.promises import IS_FULL
from tests.trust.addresses import LANGUAGES, addresses
from tests.trust.catalogue import untranslated
from tests.trust.entering import switching
from tests.trust.forge import Seen, send
from tests.trust.judge import may_open
from tests.trust.objects import is_known, targets
from tests.trust.scenes import played
from tests.trust.world import World

READERS = ("county", "coordinator", "approver", "guardian", "anonymous")
# How many of them read each page.
EACH = len(READERS) if IS_FULL else 2
# Where what is drawn is kept.
DRAWN_ONCE = {"context", "drawings", "templatetags"}
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
    """Where a lookup fails silently (a relation without a row) it is as empty as in production."""
    sentinel, resolve = Undefined(), Variable.resolve

    def emptied(self: Variable, context: Any) -> Any:
        found = resolve(self, context)
        return "" if found is sentinel else found

    monkeypatch.setattr(engines["django"].engine, "string_if_invalid", sentinel)
    monkeypatch.setattr(Variable, "resolve", emptied)
    return sentinel


def pages(world: World, language: str) -> Iterator[tuple[str, Seen]]:
    """Each address's own page as everyone who may open it reads it, and once its page for what is absent."""
    for address in filter(is_known, addresses()):
        for target in targets(address, world):
            if target.kind not in ("only", "here", "absent") or not address.has_language:
                continue
            most = 1 if target.kind == "absent" else EACH
            # Who is signed in is sent on from the pages where one signs in.
            readers = READERS if address.is_protected else READERS[::-1]
            actors = [who for who in readers if may_open(who, address, target)] or READERS[-1:]
            for actor in actors[:most]:
                seen = send(world.actors[actor], "GET", address.url(language, **target.kwargs))
                if "text/html" in seen.headers.get("Content-Type", "") and seen.status in (200, 404):
                    yield f"{address.name} ({target.kind}) as {actor}", seen


@pytest.fixture
def drawn() -> Iterator[set[str]]:
    """The templates drawn meanwhile."""
    found: set[str] = set()
    forget_drawings()

    def keep(sender: object = None, template: Any = None, **more: Any) -> None:
        found.add(template.name or "")

    template_rendered.connect(keep)
    yield found
    template_rendered.disconnect(keep)


def forget_drawings() -> None:
    """Parts that are drawn once a process are drawn again, whatever was shown before."""
    for kept in gc.get_objects():
        if type(kept) is _lru_cache_wrapper and DRAWN_ONCE & set(kept.__module__.split(".")):
            kept.cache_clear()


def shown(world: World, language: str) -> Iterator[tuple[str, Seen | None]]:
    """Each page of an address, then each scene: its pages, and once more for what it drew beside them."""
    yield from pages(world, language)
    for name, play in played(world):
        yield from play(language)
        yield name, None


def faults(seen: Seen | None, language: str, undefined: Undefined, names: set[str]) -> Iterator[str]:
    for name in set(undefined.names) - set(ALLOWED):
        yield f"undefined: {name}"
    undefined.names.clear()
    if seen is None or "text/html" not in seen.headers.get("Content-Type", "") or "<html" not in seen.text:
        return
    if f'<html lang="{language}"' not in seen.text or seen.headers.get("Content-Language") != language:
        yield f"does not say its language ({seen.status})"
    if seen.status >= 500 and "Retry-After" not in seen.headers:
        yield f"answers {seen.status}"
    if "switch_language" in seen.text:
        yield from (f"Enter switches the language: {form}" for form in switching(seen.text))
    if language == "es":
        yield from (f"English: {text!r}" for text in set(untranslated(seen.text)) - names)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_and_template_is_whole_in_its_language(world, undefined, drawn, language):
    """It says its language, asks for no variable that is not there, and in Spanish shows no English of ours."""
    wrong: dict[str, set[str]] = {}
    names = set(School.objects.values_list("name", flat=True))
    for what, seen in shown(world, language):
        for sentence in faults(seen, language, undefined, names):
            wrong.setdefault(sentence, set()).add(what)
    assert not wrong, "\n".join(f"{sentence} {sorted(where)[:3]}" for sentence, where in sorted(wrong.items()))
    left = sorted(templates(language) - drawn)
    assert not left, f"drawn by no address in {language}; add a scene to tests/trust/scenes.py: {left}"


def templates(language: str) -> set[str]:
    """Every template there is, those of the other language's letters aside."""
    root = Path(settings.BASE_DIR) / "templates"
    found = {str(path.relative_to(root)) for path in root.rglob("*") if path.suffix in (".html", ".txt")}
    other = next(code for code in LANGUAGES if code != language)
    return {name for name in found if f".{other}." not in name}


def test_an_undefined_variable_and_an_english_sentence_are_noticed(undefined):
    page = engines["django"].from_string("<p>{{ nobody.gave_this }}</p>").render({})
    assert undefined.names == ["nobody.gave_this"]
    assert page == "<p></p>"
    assert untranslated("<main><p>Find your school</p></main>")
    assert not untranslated('<main><p lang="en">Find your school</p></main>')


def test_a_form_whose_first_button_is_the_languages_is_noticed():
    language = '<button type="submit" form="step" name="switch_language" value="es">Español</button>'
    form = '<form id="step"><input name="day"><button type="submit">Save</button></form>'
    own = '<button class="sr" type="submit" form="step"></button>'
    assert switching(language + form) == ["step"]
    assert switching(own + language + form) == []


def test_a_template_no_page_draws_is_noticed(settings, tmp_path):
    settings.BASE_DIR = tmp_path
    for name in ("letters/new.es.txt", "letters/new.en.txt", "new.html"):
        (tmp_path / "templates" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "templates" / name).touch()
    assert templates("es") == {"letters/new.es.txt", "new.html"}
