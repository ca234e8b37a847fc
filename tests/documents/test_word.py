"""Texts to Word and back: equal, and every mistake in a file named."""

import io
import random

import pytest
from django.core.exceptions import ValidationError
from docx import Document as open_word

from documents import actions
from documents.markup import digest, html
from documents.models import Section
from documents.word import build, parts_of, read
from documents.word.blocks import Block, Run, blocks_of, markdown_of
from tests.documents.conftest import approve_all, states, text_of
from tests.servers.promises import scaled

pytestmark = pytest.mark.django_db
WORDS = [
    "año",
    "niñez",
    "100%",
    "a*b",
    "snake_case",
    "[x]",
    "# no",
    "1. no",
    "- no",
    "&amp;",
    "<b>",
    "ok.",
    "“¿Sí?”",
    "\\",
]
LINKS = [
    "https://example.org/a?b=1&c=2",
    "mailto:a@example.org",
    "tel:+12094684800",
    "/es/schools/",
    "https://example.org/(a)",
]


def sentence(rng):
    return " ".join(rng.choice(WORDS) for _ in range(rng.randint(1, 6)))


def runs(rng):
    made = []
    for _ in range(rng.randint(1, 5)):
        look = rng.choice([(False, False), (True, False), (False, True), (True, True)])
        made.append(Run(sentence(rng), *look, rng.choice(LINKS) if rng.random() < 0.15 else ""))
        made.append(Run(rng.choice([" ", " ", "\n"])))
    return tuple(made)


def generated(rng):
    """A document of every kind of block."""
    blocks, level = [], 0
    for _ in range(rng.randint(1, 12)):
        kind = rng.choice(["p", "p", "h", "li", "li", "quote"])
        if kind != "li":
            level = 0
            blocks.append(Block(kind, runs(rng), rng.randint(1, 6) if kind == "h" else 0))
            continue
        level = 0
        ordered = rng.random() < 0.5
        for n in range(rng.randint(1, 5)):
            level = rng.randint(0, min(level + 1, 4)) if n else 0
            blocks.append(Block("li", runs(rng), level, ordered, rng.choice([1, 1, 7]) if ordered and n == 0 else 0))
    return markdown_of(blocks)


def there_and_back(document, language, texts):
    """Export, let a translator write these texts into the right column, read the file back."""
    parts = parts_of(document, language)
    content = build("Title", parts, language)
    return read(typed(content, texts))


def typed(content, texts):
    """A translator's work: {key: text} written into the right column, one paragraph a line."""
    file = open_word(io.BytesIO(content))
    for table in file.tables:
        key = table.rows[0].cells[0].text.rsplit("[", 1)[1].split()[1]
        if key in texts:
            cell = table.rows[2].cells[1]
            for extra in cell.paragraphs[1:]:
                extra._p.getparent().remove(extra._p)
            for run in list(cell.paragraphs[0].runs):
                run._r.getparent().remove(run._r)
            cell.paragraphs[0].style = "Normal"
            first, *rest = texts[key].split("\n")
            cell.paragraphs[0].add_run(first)
            for line in rest:
                cell.add_paragraph(line)
    kept = io.BytesIO()
    file.save(kept)
    return kept.getvalue()


def test_fifty_generated_documents_come_back_equal(cast, policy, promise):
    rng = random.Random(6020)
    with promise("T14 word") as tally:
        for _ in range(scaled(500)):
            section = policy.sections.get(key="B4")
            text = generated(rng)
            section = actions.write(section, "es", text, revision=section.revision, by=cast.coordinator)
            (found,) = [one for one in read(build("T", parts_of(policy, "es"), "es")) if one.key == "B4"]
            same = (html(found.text), digest(found.text)) == (html(section.text_es), digest(section.text_es))
            tally.count(same and found.text == section.text_es)


@pytest.mark.parametrize(
    "text",
    [
        "a\n\n\n* x\n* y\n\n  second paragraph\n1) one\n2) two",
        "**a.**b *c* __d__ ***e***",
        "[text]{lang=en} and **[bold]{lang=es}**",
        "- a\n  - b\n    1. c\n    2. d\n- e",
        "> quoted\n> more\n\n> again",
        "3. three\n4. four\n\ntext\n\n1. one",
        "[**bold** link](https://example.org/a_b_c)",
        "line one\nline two\n\\# not a heading",
        "&lt;b&gt; & &amp;amp; 5 < 6",
        "# *Slanted* heading\ntext right under it",
    ],
)
def test_any_markdown_keeps_its_words_and_settles_after_one_trip(text):
    once = markdown_of(blocks_of(text))
    assert digest(once) == digest(text)
    assert markdown_of(blocks_of(once)) == once


@pytest.mark.parametrize("href", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//example.org"])
def test_a_link_that_leads_nowhere_good_keeps_its_words_alone(href):
    assert markdown_of([Block("p", (Run("words", href=href),))]) == "words"


def test_what_is_missing_or_stale_is_exported_with_its_source_beside_it(cast, policy):
    approve_all(cast, policy)
    actions.write(policy.sections.get(key="B4"), "en", "# Changed\n\n- one\n- two", revision=0, by=cast.coordinator)
    waiting = [part for part in parts_of(policy, "es") if part.waits]
    file = open_word(io.BytesIO(build("Title", waiting, "es")))
    (table,) = file.tables
    assert [one.text for one in table.rows[2].cells[0].paragraphs] == ["Changed", "one", "two"]
    said = "\n".join(one.text for one in file.paragraphs)
    assert "Write the Spanish in the right column" in said
    assert "Escriba el texto en la columna derecha" in said


def test_a_translation_comes_back_as_a_draft_and_nothing_is_approved(cast, policy):
    approve_all(cast, policy)
    actions.write(policy.sections.get(key="B4"), "en", "Changed.", revision=0, by=cast.coordinator)
    found = there_and_back(policy, "es", {"B4": "Cambiado.\nOtra línea."})
    examined = actions.examine(policy, found)
    assert (examined.same, list(examined.faults)) == (len(found) - 1, [])
    assert actions.bring_in(policy, examined.good, by=cast.assistant) == 1
    section = policy.sections.get(key="B4")
    assert text_of(section, "es") == "Cambiado.\n\nOtra línea."
    assert states(section) == ("draft", "draft")


def faults(document, found):
    return [fault.sentence for fault in actions.examine(document, found).faults]


def test_a_source_that_changed_since_is_named_and_the_words_are_kept(cast, policy):
    content = build("T", parts_of(policy, "es"), "es")
    actions.write(policy.sections.get(key="B4"), "en", "Changed.", revision=0, by=cast.coordinator)
    examined = actions.examine(policy, read(typed(content, {"B4": "Nuevo.", "B5": "También."})))
    assert "the other language changed after the file was made" in examined.faults[0].sentence
    assert examined.faults[0].text == "Nuevo."
    assert [one.key for _part, one in examined.good] == ["B5"]


def test_a_text_somebody_wrote_here_meanwhile_is_not_overwritten(cast, policy):
    content = build("T", parts_of(policy, "es"), "es")
    actions.write(policy.sections.get(key="B4"), "es", "De otra persona.", revision=0, by=cast.coordinator)
    (said,) = faults(policy, read(typed(content, {"B4": "Nuevo."})))
    assert "somebody changed this text here after the file was made" in said


def test_an_unknown_a_doubled_and_an_empty_part_are_named_one_by_one(cast, policy):
    found = there_and_back(policy, "es", {"B4": "", "B5": "Nuevo."})
    five = next(one for one in found if one.key == "B5")
    strange = type(five)(five.document_id, "B99", "es", 0, five.source_hash, "x")
    said = " ".join(faults(policy, [*found, five, strange]))
    assert "a text “B99” that this document does not have" in said
    assert "stands in the file twice" in said
    assert "is empty in the file" in said


def test_another_documents_file_and_one_without_parts_are_refused_with_a_sentence(cast, policy):
    other = actions.start(cast.one, "site_policy", 2026, by=cast.county)
    with pytest.raises(ValidationError, match="belongs to another document"):
        actions.examine(policy, read(build("T", parts_of(other, "es"), "es")))
    with pytest.raises(ValidationError, match="No text of this document was found"):
        actions.examine(policy, read(build("T", [], "es")))


def test_a_part_too_long_is_named(cast, policy):
    (said,) = faults(policy, there_and_back(policy, "es", {"B4": "largo " * 12_000}))
    assert "longer than a section can hold" in said


def test_all_or_none_are_brought_in(cast, policy):
    examined = actions.examine(policy, there_and_back(policy, "es", {"B4": "Uno.", "B5": "Dos."}))
    actions.write(policy.sections.get(key="B5"), "es", "De otra persona.", revision=0, by=cast.coordinator)
    with pytest.raises(actions.Conflict):
        actions.bring_in(policy, examined.good, by=cast.assistant)
    assert not Section.objects.filter(text_es="Uno.").exists()


def test_words_approved_for_another_source_are_read_again_when_they_come_back(cast, policy):
    approve_all(cast, policy)
    section = policy.sections.get(key="B4")
    approved = section.text_es
    section = actions.write(section, "en", "Something else.", revision=section.revision, by=cast.coordinator)
    section = actions.write(section, "es", "Otra cosa.", revision=section.revision, by=cast.coordinator)
    section = actions.write(section, "es", approved, revision=section.revision, by=cast.coordinator)
    assert states(section) == ("draft", "draft")


@pytest.mark.parametrize(
    "words", ["20 USC 6318[e](1)", "EC § 51101[b](1)", "Nombre: ____ Fecha: ____", "a * b", "snake_case", "5\\6 [x]"]
)
def test_only_what_would_be_a_mark_is_escaped(words):
    assert markdown_of([Block("p", (Run(words),))]) == words


def test_a_paragraph_that_begins_with_a_sign_is_a_point_and_keeps_its_looks(cast, policy):
    section = policy.sections.get(key="B4")
    actions.write(section, "es", "x", revision=section.revision, by=cast.coordinator)
    file = open_word(io.BytesIO(build("T", parts_of(policy, "es"), "es")))
    table = next(one for one in file.tables if " B4 es" in one.rows[0].cells[0].text)
    paragraph = table.rows[2].cells[1].paragraphs[0]
    paragraph.runs[0].text = "•\t"
    paragraph.add_run("uno").bold = True
    kept = io.BytesIO()
    file.save(kept)
    assert next(one.text for one in read(kept.getvalue()) if one.key == "B4") == "- **uno**"


def test_a_file_brought_back_untouched_changes_nothing(cast, policy):
    typed_so = {
        "B1": "* a\n* b\n\n__bold__ and _slanted_\nnext line",
        "B2": "## Title\n1) one\n2) two\n\n\nEC § 51101[b](1) \\[x\\]",
        "B3": "Nombre: ____\n\n• uno\n• dos",
        "B4": "- a\n    - b\n- c\n\n  more of c",
    }
    for key, text in typed_so.items():
        section = policy.sections.get(key=key)
        actions.write(section, "es", text, revision=section.revision, by=cast.coordinator)
    found = read(build("T", parts_of(policy, "es"), "es"))
    examined = actions.examine(policy, found)
    assert (examined.same, list(examined.good), list(examined.faults)) == (len(found), [], [])
