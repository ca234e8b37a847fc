"""Every shared include draws with only what its header calls required, in both languages."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

Draw = Callable[..., str]
DAY = date(2026, 10, 15)
PARTS: list[tuple[str, str, dict[str, Any]]] = [
    ("leaf", "on=on", {}),
    ("date_row", 'on=on title="T"', {}),
    ("next_meeting", 'on=on title="T"', {}),
    ("next_meeting", 'on=on title="T" hours="9" place="P" offers="O" rsvp_url="/a" ics_url="/b" share_url="/c"', {}),
    ("fact", 'icon_name="event" term="T" text="X"', {}),
    ("row", 'term="T" text="X"', {}),
    ("school_row", 'url="/a" name="N"', {}),
    ("window", "start=on end=on", {}),
    ("official", 'name="N"', {}),
    ("audio", 'url="/a" title="T"', {}),
    ("call_me", 'url="/a"', {}),
    ("call_me", 'url="/a" phone="(209) 468-4800" person="Ofelia Ejemplo" languages="L" id="x" small=True', {}),
    ("privacy", "", {}),
    ("privacy", "no_id=True", {}),
    ("done", 'title="T"', {}),
    ("empty", 'title="T"', {}),
    ("empty", 'title="T" text="X" url="/a" action="A"', {}),
    ("pages", "", {}),
    ("pages", 'newer_url="/a" older_url="/b"', {}),
    ("crumb", 'url="/a" text="T"', {}),
    ("breadcrumbs", "crumbs=crumbs", {"crumbs": [("A", "/a")]}),
    ("button", 'url="/a" text="T"', {}),
    ("submit", 'text="T"', {}),
    ("go", 'url="/a" text="T"', {}),
    ("ease", 'id="e" text="A" aim_text="B" value=74 aim=70', {}),
    ("saved", "", {}),
    ("tally", "counts=counts", {"counts": [("overdue", 1), ("complete", 0)]}),
]
STATES = ["complete", "partly", "due_soon", "overdue", "none", "not_applicable"]


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize(("name", "given", "context"), PARTS)
def test_a_part_draws_with_what_its_header_asks(
    draw: Draw, language: str, name: str, given: str, context: dict[str, Any]
) -> None:
    given = f"with {given} " if given else ""
    assert draw(f'{{% include "parts/{name}.html" {given}only %}}', language, on=DAY, **context) is not None


def test_every_part_meant_for_pages_is_drawn_here(templates: dict[str, str]) -> None:
    own = {"head", "demo", "brand", "who", "lang_link", "lang_submit", "nav", "footer", "bare", "next_meeting_buttons"}
    own |= {"alternates", "standing", "parity", "messages", "error_summary"}
    names = {name[6:-5] for name in templates if name.startswith("parts/")}
    assert names - own == {name for name, _given, _context in PARTS}


def test_the_leaf_carries_weekday_number_and_month(draw: Draw) -> None:
    html = draw('{% include "parts/leaf.html" with on=on only %}', "es", on=DAY)
    assert 'datetime="2026-10-15"' in html
    assert "jueves</span>" in html
    assert ">15</span>" in html
    assert ">octubre</span>" in html


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("es", ["Completo: 12", "Atrasado: 9", "No le toca: 5"]),
        ("en", ["Evidence complete: 12", "Overdue: 9", "Not applicable: 5"]),
    ],
)
def test_a_tally_agrees_with_any_number_and_speaks_of_all_schools(draw: Draw, language: str, words: list[str]) -> None:
    counts = [("complete", 12), ("overdue", 9), ("not_applicable", 5), ("none", 0)]
    html = draw('{% include "parts/tally.html" with counts=counts only %}', language, counts=counts)
    assert [one.split("</span>")[0] for one in html.split("</svg>")[1:]] == words
    assert "esta escuela" not in html


@pytest.mark.parametrize("state", STATES)
def test_a_standing_is_never_colour_alone(draw: Draw, state: str) -> None:
    for letter in ("False", "True"):
        html = draw(f'{{% include "parts/standing.html" with state="{state}" letter={letter} only %}}', "en")
        assert "icons.svg#" in html
        assert any(char.isalpha() for char in html.split("</svg>")[1].split("</span>")[0])


def test_six_standings_look_six_ways(draw: Draw) -> None:
    looks = {draw(f'{{% include "parts/standing.html" with state="{state}" only %}}', "en") for state in STATES}
    assert len(looks) == 6


@pytest.mark.parametrize("state", ["approved", "draft", "stale", "missing"])
def test_a_texts_state_is_said_in_words_beside_its_language(draw: Draw, state: str) -> None:
    html = draw(f'{{% include "parts/parity.html" with state="{state}" code="es" only %}}', "en")
    assert "ES<" in html
    assert state in html.lower()


def test_identification_is_promised_only_where_the_meeting_says_so(draw: Draw) -> None:
    plain = draw('{% include "parts/privacy.html" only %}', "en")
    told = draw('{% include "parts/privacy.html" with no_id=True only %}', "en")
    assert "identification" not in plain
    assert "identification" in told
