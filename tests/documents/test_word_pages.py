"""The Word round trip by its pages, and files that are not what they say."""

import io
import re
import struct
import time
import zipfile
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document as open_word

from documents import actions
from documents.models import Section
from documents.word import Unreadable, build, parts_of, read
from documents.word.package import LARGEST
from tests.cast import signed_in
from tests.documents.conftest import approve_all, put_out, states, text_of
from tests.documents.test_desk import address
from tests.documents.test_word import typed

pytestmark = pytest.mark.django_db
SECONDS, MEGABYTES = 2, 300


@pytest.fixture
def ofelia(cast):
    return signed_in(cast.coordinator)


@pytest.fixture
def stale(cast, policy):
    """A policy approved in both languages whose section B4 changed in English since."""
    approve_all(cast, policy)
    actions.write(policy.sections.get(key="B4"), "en", "Changed.", revision=0, by=cast.coordinator)
    return policy


def taken(client, document, language="es", query=""):
    return client.get(address(document, f"word/{language}/{query}"))


def brought(client, document, content, name="a.docx", language="en", **more):
    posted = {"file": SimpleUploadedFile(name, content), **more}
    return client.post(address(document, "word/", language), posted, follow=True)


def keys(content):
    return [table.rows[0].cells[0].text.rsplit("[", 1)[1].split()[1] for table in open_word(io.BytesIO(content)).tables]


def test_what_waits_or_everything_is_taken_out(cast, stale, ofelia):
    assert "1 of 9 texts is missing or no longer fits." in ofelia.get(address(stale, "word/")).content.decode()
    answer = taken(ofelia, stale)
    assert "team-charter-2026-es.docx" in answer["Content-Disposition"]
    assert answer["Content-Disposition"].startswith("attachment")
    assert keys(answer.content) == ["B4"]
    assert len(keys(taken(ofelia, stale, query="?all=1").content)) == 9


def test_where_nothing_waits_a_sentence_says_so(cast, policy, ofelia):
    approve_all(cast, policy)
    page = ofelia.get(address(policy, "word/es/"), follow=True).content.decode()
    assert "Nothing waits to be translated into that language." in page
    assert taken(ofelia, policy, "fr").status_code == 404


@pytest.mark.parametrize("language", ["es", "en"])
def test_a_whole_file_is_brought_in_at_once(cast, stale, ofelia, language):
    answer = brought(ofelia, stale, typed(taken(ofelia, stale).content, {"B4": "Cambiado."}), language=language)
    assert answer.redirect_chain[-1][0] == address(stale, language=language)
    section = stale.sections.get(key="B4")
    assert (text_of(section, "es"), states(section)) == ("Cambiado.", ("draft", "draft"))


def test_with_mistakes_nothing_is_brought_in_until_the_good_ones_are_confirmed(cast, policy, ofelia):
    content = typed(taken(ofelia, policy, query="?all=1").content, {"B4": "", "B5": "Nuevo cinco."})
    answer = brought(ofelia, policy, content)
    page = answer.content.decode()
    assert "1 text cannot be brought in" in page
    assert "is empty in the file" in page
    assert not Section.objects.filter(text_es="Nuevo cinco.").exists()
    examined = answer.context["examined"]
    carried = {"line": [one.code for _part, one in examined.good], "text": [one.text for _part, one in examined.good]}
    switched = ofelia.post(address(policy, "word/", "es"), carried | {"switch_language": "es"})
    assert "Nuevo cinco." in switched.content.decode()
    assert not Section.objects.filter(text_es="Nuevo cinco.").exists()
    assert ofelia.post(address(policy, "word/"), carried | {"confirm": "1"}).status_code == 302
    assert states(Section.objects.get(text_es="Nuevo cinco.")) == ("draft", "draft")


def test_the_words_of_a_part_that_cannot_be_brought_in_are_shown_to_be_copied(cast, stale, ofelia):
    content = typed(taken(ofelia, stale).content, {"B4": "Palabras que no se pierden."})
    actions.write(stale.sections.get(key="B4"), "en", "Changed again.", revision=1, by=cast.coordinator)
    page = brought(ofelia, stale, content).content.decode()
    assert "the other language changed after the file was made" in page
    assert "Palabras que no se pierden." in page


def test_a_published_document_takes_nothing_in(cast, stale, ofelia):
    content = taken(ofelia, stale).content
    other = put_out(cast, year=2025).document
    assert "This document is published" in brought(ofelia, other, content).content.decode()


def test_a_forged_part_is_no_way_to_another_document(cast, policy, ofelia):
    foreign = actions.start(cast.one, "site_policy", 2026, by=cast.county)
    part = parts_of(foreign, "es")[0]
    posted = {"line": [part.code], "text": ["Ajeno."], "confirm": "1"}
    assert "belongs to another document" in ofelia.post(address(policy, "word/"), posted).content.decode()
    assert not Section.objects.filter(text_es="Ajeno.").exists()


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("assistant", 200),
        ("county", 200),
        ("approver_es", 200),
        ("approver_en", 404),
        ("readonly", 404),
        ("elsewhere", 404),
    ],
)
def test_who_takes_texts_out(cast, policy, who, status):
    """Into Spanish: the approver of English has a page of their own language, and no file of the other."""
    client = signed_in(getattr(cast, who))
    assert client.get(address(policy, "word/")).status_code == (200 if who == "approver_en" else status)
    assert taken(client, policy, query="?all=1").status_code == status


def test_an_approver_brings_their_language_back_and_another_approves_it(cast, stale):
    client = signed_in(cast.approver_es)
    page = client.get(address(stale, "word/")).content.decode()
    assert "Into Spanish" in page
    assert "Into English" not in page
    assert address(stale, "word/") in client.get(address(stale)).content.decode()
    brought(client, stale, typed(taken(client, stale).content, {"B4": "Cambiado."}))
    section = stale.sections.get(key="B4")
    assert (text_of(section, "es"), section.written_by_es) == ("Cambiado.", cast.approver_es)
    with pytest.raises(ValidationError, match="another"):
        actions.approve(section, "es", by=cast.approver_es)


def test_an_approver_brings_in_no_other_language(cast, policy, ofelia):
    """The same file, the same parts: theirs in the other language are refused by upload and by a forged page alike."""
    for section in policy.sections.all():
        actions.set_source(section, "es", by=cast.coordinator)
    content = typed(taken(ofelia, policy, "en", "?all=1").content, {"B4": "Changed."})
    client = signed_in(cast.approver_es)
    part = next(one for one in parts_of(policy, "en") if one.key == "B4")
    forged = {"line": [part.code], "text": ["Changed."], "confirm": "1"}
    for answer in (brought(client, policy, content), client.post(address(policy, "word/"), forged)):
        assert "in a language that you do not approve here" in answer.content.decode()
    assert text_of(part.row, "en") != "Changed."
    brought(ofelia, policy, content)
    assert text_of(part.row, "en") == "Changed."


def test_taking_out_asks_the_same_questions_whatever_it_holds(cast, policy, ofelia, django_assert_num_queries):
    ofelia.get(address(policy, "word/"))
    with django_assert_num_queries(10):
        ofelia.get(address(policy, "word/"))


# ------------------------------------------------------------------------------------------------------ hostile files
def rezipped(content, change=None, add=None, method=zipfile.ZIP_DEFLATED):
    """The same file with parts changed ({name: bytes}) and parts more."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(kept, "w", method) as new:
        for entry in old.infolist():
            new.writestr(entry.filename, (change or {}).get(entry.filename, old.read(entry.filename)))
        for name, body in (add or {}).items():
            new.writestr(name, body)
    return kept.getvalue()


def part(content, name="word/document.xml"):
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return file.read(name)


W = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
LAUGHS = b'<!DOCTYPE w [<!ENTITY a "ha">' + b"".join(
    b'<!ENTITY a%d "%s">' % (n, (b"&a%d;" % (n - 1) if n else b"&a;") * 10) for n in range(9)
)


def lied(content):
    """A part that says it is a byte long and unpacks to fifty million."""
    packed = bytearray(rezipped(content, {"word/document.xml": b" " * 50_000_000}))
    for signature, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = packed.find(b"word/document.xml")
        start = packed.rfind(signature, 0, at) if signature == b"PK\x03\x04" else packed.find(signature)
        if start >= 0:
            packed[start + offset : start + offset + 4] = struct.pack("<I", 1)
    return bytes(packed)


def encrypted(content):
    made = bytearray(content)
    for signature, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = made.find(signature)
        while at >= 0:
            made[at + offset] |= 1
            at = made.find(signature, at + 4)
    return bytes(made)


HOSTILE = {
    "empty": lambda good: b"",
    "a text": lambda good: b"just words",
    "a PDF": lambda good: b"%PDF-1.7\n1 0 obj",
    "an old Word file": lambda good: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 4096,
    "a page": lambda good: b"<html><script>alert(1)</script></html>",
    "cut off": lambda good: good[: len(good) // 2],
    "its head alone": lambda good: good[:30],
    "a ZIP of something else": lambda good: rezipped(good, add={})[:0] + _zip({"a.txt": b"x"}),
    "a spreadsheet": lambda good: _zip({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<a/>"}),
    "macros": lambda good: rezipped(good, add={"word/vbaProject.bin": b"\xd0\xcf\x11\xe0"}),
    "a macro type": lambda good: rezipped(
        good,
        {
            "[Content_Types].xml": part(good, "[Content_Types].xml").replace(
                b"document.main", b"document.macroEnabled.main"
            )
        },
    ),
    "controls": lambda good: rezipped(good, add={"word/activeX/activeX1.bin": b"x"}),
    "a bomb": lambda good: rezipped(good, {"word/document.xml": b" " * 100_000_000}),
    "a bomb beside": lambda good: rezipped(good, add={f"word/media/{n}.bin": b"\0" * 9_000_000 for n in range(5)}),
    "a bomb that lies": lied,
    "many parts": lambda good: rezipped(good, add={f"word/{n}.xml": b"<a/>" for n in range(2_000)}),
    "a billion laughs": lambda good: rezipped(
        good, {"word/document.xml": LAUGHS + b"]><w:document " + W + b">&a8;</w:document>"}
    ),
    "a file of this machine": lambda good: rezipped(
        good,
        {
            "word/document.xml": b'<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document '
            + W
            + b"><w:body>&x;</w:body></w:document>"
        },
    ),
    "a far address": lambda good: rezipped(
        good, {"word/document.xml": b'<!DOCTYPE w SYSTEM "http://192.0.2.1/a.dtd"><w:document ' + W + b"/>"}
    ),
    "deep tables": lambda good: rezipped(
        good,
        {"word/document.xml": b"<w:document " + W + b">" + b"<w:tbl>" * 5_000 + b"</w:tbl>" * 5_000 + b"</w:document>"},
    ),
    "broken XML": lambda good: rezipped(good, {"word/document.xml": b"<w:document"}),
    "no XML": lambda good: rezipped(good, {"word/document.xml": bytes(range(256)) * 40}),
    "a password": encrypted,
    "another packing": lambda good: rezipped(good, method=zipfile.ZIP_LZMA),
    "too large": lambda good: good + b"\0" * LARGEST,
    "a virus probe": lambda good: b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-" + b"STANDARD-ANTIVIRUS-TEST-FILE!$H+H*",
}


def _zip(parts):
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as file:
        for name, body in parts.items():
            file.writestr(name, body)
    return kept.getvalue()


def megabytes():
    """The most memory this process had at once since `afresh`; a whole run's peak would hide one file's."""
    return int(re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())[1]) / 1024


def afresh():
    Path("/proc/self/clear_refs").write_text("5")
    return megabytes()


def test_hostile_files_are_refused_each_with_its_reason(cast, policy, ofelia, promise):
    good = build("T", parts_of(policy, "es"), "es")
    with promise("T9 word") as tally:
        for name, make in HOSTILE.items():
            content = make(good)
            before, began = afresh(), time.monotonic()
            try:
                read(content)
                refused = False
            except Unreadable as refusal:
                refused = bool(refusal.messages[0])
            spent, grown = time.monotonic() - began, megabytes() - before
            tally.count(refused and spent < SECONDS and grown < MEGABYTES)
            assert refused, name


#: Well-formed files that are large or strange within the limits: read, quickly, and nothing strange in them survives.
STRANGE = {
    "a path for a name": lambda good: rezipped(good, add={"../../etc/cron.d/x": b"* * * * *"}),
    "a million paragraphs": lambda good: rezipped(
        good,
        {"word/document.xml": b"<w:document " + W + b"><w:body>" + b"<w:p/>" * 650_000 + b"</w:body></w:document>"},
    ),
    "one cell of a million runs": lambda good: rezipped(
        good, {"word/document.xml": _table(b"<w:r><w:t>a</w:t></w:r>" * 150_000)}
    ),
    "ten thousand numbered lines": lambda good: rezipped(
        good, {"word/document.xml": _table(b"</w:p><w:p>".join([b"<w:r><w:t>*_[a](b)</w:t></w:r>"] * 10_000))}
    ),
}


def _table(inside):
    code = b"[1 B4 es 0 0123456789abcdef]"
    cell = b"<w:tr><w:tc><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:tc></w:tr>"
    rows = cell % code + cell % b"-" + b"<w:tr><w:tc><w:p>" + inside + b"</w:p></w:tc></w:tr>"
    return b"<w:document " + W + b"><w:body><w:tbl>" + rows + b"</w:tbl></w:body></w:document>"


@pytest.mark.parametrize("name", STRANGE)
def test_strange_files_are_read_in_a_moment(cast, policy, name):
    content = STRANGE[name](build("T", parts_of(policy, "es"), "es"))
    before, began = afresh(), time.monotonic()
    read(content)
    assert time.monotonic() - began < SECONDS
    assert megabytes() - before < MEGABYTES


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("name", ["a PDF", "macros", "a bomb", "too large", "cut off"])
def test_the_page_says_why_in_its_language(cast, policy, ofelia, name, language):
    content = HOSTILE[name](build("T", parts_of(policy, "es"), "es"))
    answer = brought(ofelia, policy, content, language=language)
    assert answer.status_code == 200
    assert 'class="errors"' in answer.content.decode()


def test_without_the_limit_a_bomb_would_unpack(cast, policy, monkeypatch):
    from documents.word import package

    monkeypatch.setattr(package, "LARGEST_PART", 200_000_000)
    monkeypatch.setattr(package, "LARGEST_WHOLE", 400_000_000)
    bomb = HOSTILE["a bomb"](build("T", parts_of(policy, "es"), "es"))
    before = afresh()
    with pytest.raises(Unreadable):
        read(bomb)
    assert megabytes() - before > 50
