"""T11 on documents' texts: nothing dangerous comes through, and cleaning twice changes nothing."""

import random
import re
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.markup import LONGEST, blocks, clean, digest, fingerprint, html, sentences, tidy, words
from documents.word.blocks import blocks_of
from tests.servers.promises import scaled

PROBES = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)><a xlink:href=javascript:alert(1)>x</a></svg>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](java&#x09;script:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:msgbox(1))",
    "[x](file:///etc/passwd)",
    "![x](http://evil.example/pixel.png)",
    '[x](https://a.example "onmouseover=alert(1)")',
    '[x](https://a.example/"onmouseover="alert(1))',
    "<a href='javascript:alert(1)'>x</a>",
    "<iframe src=https://evil.example></iframe>",
    "<style>body{background:url(http://evil.example)}</style>",
    '<p style="position:fixed">x</p>',
    "<form action=https://evil.example><input name=q></form>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<base href=https://evil.example>",
    "<meta http-equiv=refresh content='0;url=https://evil.example'>",
    "<object data=x></object><embed src=x>",
    "[a]{lang=en onclick=x}",
    '["><script>alert(1)</script>]{lang=en}',
    "[x]{lang=en}<b onclick=alert(1)>",
    "[<img src=x onerror=alert(1)>]{lang=es}",
    "# <script>x</script>",
    "1. <a onclick=x>\n2. b",
    "> <video src=x onerror=alert(1)>",
    "<!--<img src='--><img src=x onerror=alert(1)>-->",
    "\u202ealert\u202c",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<scr\x00ipt>alert(1)</scr\x00ipt>",
    "[x](//evil.example/a)",
    "`<script>`",
    "~~~html\n<script>alert(1)</script>\n~~~",
    "    <script>alert(1)</script>",
    "<https://evil.example>",
]
ALLOWED = {"p", "br", "ul", "ol", "li", "strong", "em", "a", "h3", "h4", "h5", "h6", "span", "blockquote"}
TAG = re.compile(r"<\s*/?\s*([a-zA-Z][^\s/>]*)([^>]*)>")
ATTRIBUTE = re.compile(r'([^\s="]+)\s*=\s*"([^"]*)"')
ALPHABET = "<>\"'&;:()[]{}#*_-`!\\/= \n\t.ab1xñé\u202e\x00"


def dangerous(drawn):
    """What should not be in a page, found by reading the tags again."""
    for tag, rest in TAG.findall(drawn):
        if tag.lower() not in ALLOWED:
            return f"tag {tag}"
        for name, value in ATTRIBUTE.findall(rest):
            if name not in {"href", "hreflang", "lang", "start", "rel"}:
                return f"attribute {name}"
            if name == "href" and not re.match(r"(https?:|mailto:|tel:|/|#|[\w.%?-]*$|[^:]*$)", value):
                return f"address {value}"
    return ""


@pytest.mark.parametrize("probe", PROBES)
def test_a_probe_comes_out_harmless(probe):
    drawn = html(probe)
    assert dangerous(drawn) == ""
    assert clean(drawn) == drawn


def test_generated_texts_come_out_harmless(promise):
    chance = random.Random(6020)
    with promise("T11 documents") as tally:
        for _ in range(scaled(5000)):
            mixed = [chance.choice(PROBES) if chance.random() < 0.3 else chance.choice(ALPHABET) for _ in range(30)]
            drawn = html("".join(mixed))
            tally.count(not dangerous(drawn) and clean(drawn) == drawn)


def test_control_the_reader_of_tags_would_notice():
    assert dangerous("<script>x</script>") == "tag script"
    assert dangerous('<a href="javascript:alert(1)">') == "address javascript:alert(1)"
    assert dangerous('<p onclick="x">') == "attribute onclick"
    assert dangerous('<img src="x">')


@given(st.text(alphabet=ALPHABET, max_size=300))
@settings(max_examples=200, deadline=None)
def test_tidying_twice_is_tidying_once(text):
    assert tidy(tidy(text)) == tidy(text)
    assert fingerprint(text) == fingerprint(tidy(text).replace("\n", "\r\n"))
    assert digest(text) == digest(tidy(text))


def test_what_is_meant_comes_through():
    drawn = html("# Título\n\nUno **dos** *tres* [cuatro](https://a.example).\n\n- a\n- b\n\n1. c\n\n[school]{lang=en}")
    for piece in (
        "<h4>Título</h4>",
        "<strong>dos</strong>",
        "<em>tres</em>",
        '<a href="https://a.example"',
        "<ul>",
        "<ol>",
    ):
        assert piece in drawn
    assert '<span lang="en">school</span>' in drawn


def test_words_are_what_a_reader_hears():
    assert words("# A\n\n- **b**old\n- c") == "A bold c"
    assert words(" \n\t ") == ""
    assert digest("") == ""


def test_every_item_and_heading_is_a_sentence_of_its_own():
    assert sentences("# Why\n\nWe ask:\n\n- one;\n- two.") == "Why. We ask. one. two."


def test_a_very_long_text_ends_soon():
    assert html("*a " * (LONGEST // 3))
    assert html("[" * 20_000)
    assert html("> " * 10_000 + "x")


@pytest.mark.parametrize(
    "text",
    [
        "EC § 51101[b](1)",
        "20 USC 6318[e](2)(A)",
        "[b](x.html)",
        "[b](#here)",
        "see [b]() and [c](<>) x",
        "**20 USC 6318[e](1)**",
    ],
)
def test_brackets_are_a_link_only_before_an_address_we_know(text):
    """A citation of law reads in the page, the PDF, Word and in plain words as it was typed."""
    assert "<a" not in html(text)
    bare = text.strip("*")
    assert unescape(re.sub("<[^>]+>", "", html(text))).strip() == bare
    assert words(text) == bare
    assert "".join(run.text for run in blocks_of(text)[0].runs) == bare


@pytest.mark.parametrize(
    "address", ["https://a.example/x", "http://a.example", "mailto:a@b.example", "tel:+1209", "/es/"]
)
def test_control_a_known_address_is_a_link(address):
    assert f'<a href="{address}"' in html(f"[words]({address})")


@pytest.mark.parametrize(
    ("text", "top", "tags"),
    [
        ("# a", 4, "4"),
        ("### a\n\n#### b\n\n### c", 4, "454"),
        ("###### a\n\n# b", 3, "33"),
        ("# a\n\n#### b", 3, "34"),
        ("# a\n\n## b\n\n### c\n\n#### d", 4, "4566"),
        ("# a\n\n### b\n\n## c", 3, "344"),
    ],
)
def test_headings_begin_under_the_sections_own_and_skip_no_level(text, top, tags):
    assert "".join(re.findall(r"<h(\d)>", html(text, top))) == tags


@pytest.mark.parametrize("sign", ["•", "➢", "–", "\uf0b7", "▪"])
def test_a_sign_at_a_lines_start_is_a_point_of_a_list(sign):
    text = tidy(f"Bring:\n{sign} a pen\n  {sign}\ta cap\n{sign}")
    assert text == f"Bring:\n- a pen\n  - a cap\n{sign}"
    assert tidy(text) == text
    assert html(f"{sign} a\n{sign} b").count("<li>") == 2
    assert tidy("—Hola\n10 – 12\n–5") == "—Hola\n10 – 12\n–5"


def test_an_address_written_out_is_a_link_when_drawn_and_no_other_word_when_read():
    text = "See https://a.example/x_(y)?q=1&r=2. Write to ana@a.example, (or http://b.example/)."
    drawn = html(text)
    assert '<a href="https://a.example/x_(y)?q=1&amp;r=2" rel="noopener noreferrer">' in drawn
    assert '<a href="mailto:ana@a.example" rel="noopener noreferrer">ana@a.example</a>, (or <a' in drawn
    assert "http://b.example/</a>)." in drawn
    assert words(text) == text
    assert html("[https://a.example](https://b.example)").count("<a ") == 1


def test_where_a_link_leads_stands_after_its_words_on_paper_and_in_what_changed():
    text = "Sign up [here](https://a.example/x), [write](mailto:a@b.example) or see https://c.example."
    said = "Sign up here (https://a.example/x), write (a@b.example) or see https://c.example."
    assert unescape(re.sub("<[^>]+>", "", html(text, on_paper=True))).strip() == said
    assert "(https://a.example/x)" not in html(text)
    assert [block.text for block in blocks(text)] == [said]
