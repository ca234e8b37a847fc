"""Each page in Spanish speaks Spanish, each in English English, and one button leads to the same page in the other."""

import re
from collections.abc import Iterator

import pytest
from django.http import HttpResponse
from django.test import Client

from accounts.audience import Audience
from tests.locale.conftest import Values, addresses
from tests.locale.fixed import CALL, COMPACT, EVERY_FORM, POLICY, TITLE_I
from tests.locale.reading import Reading
from tests.locale.spanish import entries, spanish
from tests.locale.words import faults

# Anyone's pages; the rest need somebody signed in.
ANYONE = {Audience.PUBLIC, Audience.FORM, Audience.TOKEN, Audience.SIGN_IN}
# Addresses that are no page, or none before something was posted.
NO_PAGE = {"root", "policies:pdf", "account_confirm_login_code", "account_logout", "mfa_authenticate", "feedback:done"}
# They lead on, or show only after a post; no agreement is published here, so none is read or taken along.
NO_PAGE |= {"review", "edition", "compacts:pdf", "compacts:received"}
NO_PAGE |= {f"{room}:{name}" for room in ("policies", "compacts") for name in ("commented", "received_done")}
# Names: schools, streets, the standard.
NAMES = re.compile(r"WCAG 2\.2 AA|600 East Main Street|San Joaquin County (?:Office of Education|Special Education)")
# Sentences and words of the sources that are something else in Spanish; letters of the standings are neither.
ENGLISH = {entry.msgid for entry in entries() if entry.msgid != entry.msgstr and len(entry.msgid) > 1}
# The regulation's own names stand once on a page.
OFFICIAL = {text for entry in entries() if entry.msgctxt == "official" for text in spanish(entry)}
# Words that no Spanish sentence has.
ENGLISH_WORDS = re.compile(
    r"\b(the|and|your|you|with|for|this|that|not|from|of|to|are|is|will|what|how|please)\b", re.I
)


def pages(
    seeded: dict[str, Values], browsers: dict[str, Client], language: str, who: set[str]
) -> Iterator[tuple[str, str, HttpResponse]]:
    """Name, path and answer of each page of these audiences that is there."""
    for name, audience, path in addresses(seeded, language):
        if audience in who and name not in NO_PAGE:
            response = browsers.get(audience, Client()).get(path)
            if response.status_code == 200 and response["Content-Type"].startswith("text/html"):
                yield name, path, response


def english_in(reading: Reading) -> list[str]:
    """Text that stands as Spanish and is English: a sentence of the sources, or one with English words."""
    texts = [(text, NAMES.sub("", text)) for text in reading.said_in("es")]
    return [text for text, left in texts if left in ENGLISH or ENGLISH_WORDS.search(left)]


def everyone() -> set[str]:
    return set(Audience) - {Audience.SYSTEM}


def test_no_page_in_spanish_says_anything_in_english(seeded, browsers) -> None:
    found, seen = {}, set()
    for name, _path, response in pages(seeded, browsers, "es", everyone()):
        seen.add(name)
        reading = Reading(response.content.decode())
        assert reading.language() == "es", name
        if wrong := english_in(reading):
            found[name] = wrong
    assert found == {}
    assert len(seen) >= 50


def test_no_page_for_families_holds_a_word_that_frightens_or_misleads(seeded, browsers) -> None:
    found = {}
    for name, _path, response in pages(seeded, browsers, "es", ANYONE | {Audience.GUARDIAN}):
        texts = Reading(response.content.decode()).said_in("es")
        found |= {(name, text): faults(text) for text in texts if named(text) not in OFFICIAL and faults(text)}
    assert found == {}


def test_every_public_page_is_seen(seeded, browsers) -> None:
    seen = {name for name, _path, _response in pages(seeded, browsers, "es", ANYONE)}
    known = {name for name, audience, path in addresses(seeded) if audience in ANYONE and "." not in path}
    assert known - seen - NO_PAGE == set()


def test_what_is_said_after_a_question_is_spanish_too(client, seeded) -> None:
    path = f"/es/schools/{seeded['']['slug']}/feedback/"
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', client.get(path).content.decode()))
    for said in ({}, {"kind": "question", "detail": "¿Qué comen?"}):
        response = client.post(path, {**hidden, **said}, follow=True)
        assert english_in(Reading(response.content.decode())) == []
    assert response.redirect_chain


@pytest.mark.parametrize("language", ["es", "en"])
def test_each_page_names_its_language_and_leads_to_the_other_with_path_and_query(seeded, browsers, language) -> None:
    other = "en" if language == "es" else "es"
    for name, audience, path in addresses(seeded, language):
        if audience in everyone() and name not in NO_PAGE:
            response = browsers.get(audience, Client()).get(path, {"year": "2026", "q": "a&b"})
            if response.status_code != 200 or not response["Content-Type"].startswith("text/html"):
                continue
            reading = Reading(response.content.decode())
            assert reading.language() == language, name
            there = f"/{other}/" + path.removeprefix(f"/{language}/")
            assert _switch(reading, other) in (there, f"{there}?year=2026&q=a%26b"), name
            if audience == Audience.PUBLIC:
                assert _switch(reading, other) == f"{there}?year=2026&q=a%26b", name
                assert [link["href"].endswith(there) for link in reading.links if announces(link, other)] == [True], (
                    name
                )


def named(text: str) -> str:
    """What the small line under a title names."""
    return text.removeprefix("En el reglamento: ")


def announces(link: dict[str, str], language: str) -> bool:
    return link.get("rel") == "alternate" and link.get("hreflang") == language


def _switch(reading: Reading, other: str) -> str:
    """Where the language button leads: a link's address, or the address a form is posted to."""
    buttons = [link for link in reading.links if "lang-btn" in link.get("class", "")]
    assert len(buttons) == 1
    assert buttons[0].get("lang") == other
    return buttons[0].get("href") or buttons[0]["formaction"]


def test_the_fixed_sentences_stand_on_their_pages(client, seeded) -> None:
    slug, meeting = seeded[""]["slug"], seeded["meetings"]["pk"]
    wanted = {
        "compact/": [COMPACT],
        "policy/": [POLICY, TITLE_I],
        "feedback/": EVERY_FORM,
        f"meetings/{meeting}/answer/": [*EVERY_FORM, CALL[0], *CALL[2:]],
        "": CALL[:3],
    }
    for tail, sentences in wanted.items():
        said = " ".join(text for text, _ in Reading(client.get(f"/es/schools/{slug}/{tail}").content.decode()).texts)
        assert [sentence for sentence in sentences if sentence not in said] == [], tail


@pytest.mark.parametrize(
    ("html", "caught"),
    [
        ("<p>Sign in</p>", ["Sign in"]),
        ('<p lang="en">Sign in</p><p>Entrar</p>', []),
        ('<p>Entrar</p><img alt="Sign in">', ["Sign in"]),
        ("<p>A sentence that nobody translated</p>", ["A sentence that nobody translated"]),
        ("<p>San Joaquin County Office of Education</p><script>if (this) {}</script>", []),
        ('<a lang="en" hreflang="en">English</a> y más', []),
    ],
)
def test_english_on_a_page_is_caught(html: str, caught: list[str]) -> None:
    assert english_in(Reading(f'<html lang="es"><body>{html}</body></html>')) == caught
