"""An edition's PDFs: tagged, in their language, reaching nothing, built once by whoever claims them first."""

import io
import logging
import re
import threading
import time
from socketserver import BaseRequestHandler, ThreadingTCPServer

import pikepdf
import pytest
import segno
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.clock import at
from documents import actions, pdf, tasks
from documents.actions import filing
from documents.models import EditionFile
from tests.cast import moment
from tests.documents.conftest import BOTH, PUBLISHED
from tests.documents.test_two_taps import AT_ONCE, done, together

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    """Files of a test's own."""
    settings.MEDIA_ROOT = tmp_path / "files"
    return settings.MEDIA_ROOT


def opened(content):
    return pikepdf.open(io.BytesIO(content))


def roles(node, found=None):
    """Names of all structure elements, in order."""
    found = [] if found is None else found
    if isinstance(node, pikepdf.Array):
        for kid in node:
            roles(kid, found)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            found.append(str(node.S))
        if "/K" in node:
            roles(node.K, found)
    return found


@pytest.mark.parametrize("language", BOTH)
def test_a_pdf_is_tagged_titled_and_in_its_language(edition, language):
    document = opened(pdf.build(edition, language).content)
    root = document.Root
    assert str(root.Lang) == language
    assert root.MarkInfo.Marked
    assert root.ViewerPreferences.DisplayDocTitle
    with document.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert "TEAM Charter, 2026-27" in metadata["dc:title"]
    tree = roles(root.StructTreeRoot.K)
    assert tree.count("/H1") == 1
    assert tree.count("/H2") == 10
    assert {"/P", "/L", "/LI", "/LBody"} <= set(tree)
    assert "/H4" not in tree
    assert document.Root.Outlines.Count


@pytest.mark.parametrize("language", BOTH)
def test_every_font_is_the_projects_own_and_inside(edition, language):
    document = opened(pdf.build(edition, language).content)
    fonts = [font for page in document.pages for font in page.Resources.Font.values()]
    names = {str(font.BaseFont) for font in fonts}
    assert names
    assert all("Public-Sans" in name for name in names)
    for font in fonts:
        descriptor = font.DescendantFonts[0].FontDescriptor
        assert "/FontFile2" in descriptor or "/FontFile3" in descriptor


def test_a_link_in_a_text_is_a_link_with_its_words(cast, policy):
    html = '<!doctype html><html lang="en"><title>t</title><p><a href="https://a.example/x">the county office</a></p>'
    document = opened(pdf.render(html).content)
    annotation = document.pages[0].Annots[0]
    assert str(annotation.A.URI) == "https://a.example/x"
    assert "/Contents" in annotation


def paper(body):
    return pdf.render(f'<!doctype html><html lang="en"><title>t</title><body>{body}</body>')


def test_a_nested_lists_sign_is_in_the_projects_own_font():
    document = opened(paper("<ul><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li></ul>").content)
    assert all("Public-Sans" in str(font.BaseFont) for page in document.pages for font in page.Resources.Font.values())


def test_a_long_list_goes_on_over_the_page_and_leaves_no_gap():
    points = "<li>Something about the school that families read.</li>" * 21
    assert paper(f"<ul>{points}</ul>" * 3).pages == 2


def test_the_code_never_stands_on_a_page_of_its_own():
    """Whatever the length of the text, the last page has text above the code."""
    for lines in range(20, 34):
        ask = '<section class="ask"><h2>Ask</h2><p>one</p><p>two</p><p>three</p></section>'
        built = opened(paper(f"<section>{'<p>Words.</p>' * lines}</section>{ask}").content)
        tree = built.Root.StructTreeRoot
        last = built.pages[-1].obj.objgen
        assert sum(one == last for one in pages_of(tree.K, "/P")) > 3, lines


def pages_of(node, role, found=None):
    """On which page each element of a role stands."""
    found = [] if found is None else found
    if isinstance(node, pikepdf.Array):
        for kid in node:
            pages_of(kid, role, found)
    elif isinstance(node, pikepdf.Dictionary):
        if node.get("/S") == role and "/Pg" in node:
            found.append(node.Pg.objgen)
        if "/K" in node:
            pages_of(node.K, role, found)
    return found


HOSTILE = [
    '<img src="{url}/1.png">',
    '<link rel="stylesheet" href="{url}/2.css">',
    '<style>@import url("{url}/3.css");</style>',
    '<p style="background: url({url}/4.png)">x</p>',
    '<style>@font-face {{ font-family: f; src: url("{url}/5.ttf") }} p {{ font-family: f }}</style><p>x</p>',
    '<object data="{url}/6.svg" type="image/svg+xml"></object>',
    '<embed src="{url}/7.svg" type="image/svg+xml">',
    '<link rel="attachment" href="{url}/8.txt">',
    '<a rel="attachment" href="{url}/9.txt">x</a>',
    '<svg xmlns="http://www.w3.org/2000/svg"><image href="{url}/10.png" width="9" height="9"/></svg>',
    '<base href="{url}/"><img src="11.png">',
    '<img src="file://{secret}">',
    '<link rel="attachment" href="file://{secret}">',
    '<style>@import url("file://{secret}");</style>',
    '<img src="static:../../manage.py"><img src="static:/etc/passwd">',
    '<ul style="list-style-image: url({url}/12.png)"><li>x</li></ul>',
]


@pytest.fixture
def listener():
    """A server on this machine that counts who calls."""
    calls = []

    class Handler(BaseRequestHandler):
        def handle(self):
            calls.append(self.request.recv(200))
            self.request.sendall(b"HTTP/1.0 404 No\r\n\r\n")

    server = ThreadingTCPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}", calls
    server.shutdown()
    server.server_close()


def contains(content, secret):
    """Whether any stream of a PDF carries the bytes."""
    document = opened(content)
    streams = [bytes(one.read_bytes()) for one in document.objects if isinstance(one, pikepdf.Stream)]
    return any(secret in one for one in [content, *streams])


def hostile(listener, tmp_path):
    url, _calls = listener
    secret = tmp_path / "secret.txt"
    secret.write_bytes(b"UNIQUE-LOCAL-SECRET")
    return [one.format(url=url, secret=secret) for one in HOSTILE]


def test_a_pdf_reaches_nothing(listener, tmp_path, promise):
    with promise("T10 hostile sources") as tally:
        for source in hostile(listener, tmp_path):
            begin = time.monotonic()
            built = pdf.render(f'<!doctype html><html lang="en"><title>t</title><body>{source}<p>x</p></body>')
            good = not listener[1] and not contains(built.content, b"UNIQUE-LOCAL-SECRET")
            tally.count(good and time.monotonic() - begin < 30)


def test_control_the_librarys_own_way_does_reach_out(listener, tmp_path, monkeypatch):
    from weasyprint.urls import URLFetcher

    monkeypatch.setattr(pdf, "OwnFilesOnly", URLFetcher)
    reached = 0
    for source in hostile(listener, tmp_path):
        built = pdf.render(f'<!doctype html><html lang="en"><title>t</title><body>{source}<p>x</p></body>')
        reached += bool(listener[1]) or contains(built.content, b"UNIQUE-LOCAL-SECRET")
    assert reached > 5


def test_what_a_section_may_say_at_most_ends_in_time(cast, policy, promise):
    text = "\n\n".join(["> " * 12 + "word " * 40 + "\n- a\n  - b\n    - **c**"] * 200)[:60_000]
    with promise("T10 longest section") as tally:
        begin = time.monotonic()
        from documents.markup import html

        built = pdf.render(f'<!doctype html><html lang="en"><title>t</title><body>{html(text)}</body>')
        tally.count(time.monotonic() - begin < 30 and built.pages > 5)


def test_a_worker_builds_both_languages_and_only_once(edition):
    assert tasks.build_missing_files() == 2
    assert tasks.build_missing_files() == 0
    for file in edition.files.all():
        assert file.built_at
        assert file.pages >= 2
        assert file.file.name == f"editions/{file.sha256}.pdf"
        assert file.file.size == file.size
        with file.file.open("rb") as kept:
            assert kept.read(5) == b"%PDF-"


def test_a_voided_edition_is_not_built(cast, edition):
    actions.void_edition(edition, by=cast.county, reason="A mistake")
    assert tasks.build_missing_files() == 0


def test_eight_workers_claim_a_file_and_one_has_it(shared_database, cast):
    from tests.documents.conftest import put_out

    for file in (*put_out(cast).files.all(), *put_out(cast, cast.one).files.all()):
        results = together(*[lambda pk=file.pk: filing.claim(pk)] * AT_ONCE)
        assert len([one for one in done(results) if one]) == 1


def test_a_claim_is_one_write_judged_by_the_rows_own_columns(edition):
    file = edition.files.get(language="es")
    with CaptureQueriesContext(connection) as asked:
        assert filing.claim(file.pk)
    (write,) = [query["sql"] for query in asked if query["sql"].startswith("UPDATE")]
    assert write.count("SELECT") == 0


def test_a_claim_of_a_worker_that_died_lapses(edition):
    file = edition.files.get(language="es")
    with at(PUBLISHED):
        assert filing.claim(file.pk)
        assert filing.claim(file.pk) is None
    with at(moment("2026-09-14T10:03")):
        assert filing.claim(file.pk)
    with at(moment("2026-09-14T10:06")):
        assert filing.claim(file.pk) is None  # each try waits longer
    with at(moment("2026-09-14T10:08")):
        assert filing.claim(file.pk)


def test_files_that_cannot_be_written_leave_the_work_to_be_done(edition, settings, tmp_path, caplog):
    (tmp_path / "blocked").write_text("a file where a folder should be")
    settings.MEDIA_ROOT = tmp_path / "blocked"
    assert tasks.build_missing_files() == 0
    assert not EditionFile.objects.exclude(built_at=None).exists()
    assert "was not built; tried again later" in caplog.text
    settings.MEDIA_ROOT = tmp_path / "files"
    with at(moment("2030-01-01T00:00")):
        assert tasks.build_missing_files() == 2


def test_without_its_library_the_worker_says_so_once(edition, monkeypatch, caplog):
    monkeypatch.setattr(pdf, "weasyprint", None)
    monkeypatch.setattr(pdf, "WHY_NOT", "cannot load library 'libpango-1.0-0'")
    tasks._say_once.cache_clear()
    with caplog.at_level(logging.WARNING):
        assert [tasks.build_missing_files(), tasks.build_missing_files()] == [0, 0]
    assert caplog.text.count("libpango") == caplog.text.count("No PDF is built") * 3 == 3
    assert not re.search("Traceback", caplog.text)


def figures(node, found=None):
    """Every picture's words for those who don't see it."""
    found = [] if found is None else found
    if isinstance(node, pikepdf.Array):
        for kid in node:
            figures(kid, found)
    elif isinstance(node, pikepdf.Dictionary):
        if node.get("/S") == "/Figure":
            found.append(str(node.get("/Alt", "")))
        if "/K" in node:
            figures(node.K, found)
    return found


@pytest.mark.parametrize(("language", "words"), [("es", "Código para su teléfono"), ("en", "Code for your phone")])
def test_a_code_and_a_short_address_lead_back_from_paper(edition, language, words, settings):
    settings.SITE_URL = "https://familias.example"
    document = opened(pdf.build(edition, language).content)
    (alt,) = figures(document.Root.StructTreeRoot.K)
    assert alt.startswith(words)
    assert alt.endswith(f"familias.example/{language}/d/{edition.pk}/")


def test_the_code_on_paper_is_the_short_address(edition, settings):
    settings.SITE_URL = "https://familias.example"
    drawn = pdf.OwnFilesOnly().fetch(f"qr:/es/d/{edition.pk}/")
    expected = io.BytesIO()
    segno.make(f"https://familias.example/es/d/{edition.pk}/", micro=False, error="m").save(
        expected, kind="svg", border=0, scale=4
    )
    assert drawn.read() == expected.getvalue()
    for foreign in ("qr:https://a.example/", "qr:/es/schools/", "qr:/es/d/1/../", "qr:/es/d/x/"):
        with pytest.raises(ValueError, match="only the project's own"):
            pdf.OwnFilesOnly().fetch(foreign)


def test_the_summary_stands_on_top(edition):
    context = pdf.context(edition, "en")
    assert context["summary"]["key"] == "summary"
    assert "summary" not in [row["key"] for row in context["rows"]]


def test_nothing_on_paper_tells_whose_school_it_is(cast):
    from tests.documents.conftest import put_out

    context = pdf.context(put_out(cast, cast.court), "es")
    assert context["phone"] == ""
    assert "cruikshank" not in context["address"]


def test_a_pdf_is_built_in_its_time(edition):
    """At most 350 ms of CPU, fonts and style sheet read before."""
    pdf.build(edition, "en")
    taken = []
    for _n in range(3):
        begin = time.process_time()
        pdf.build(edition, "es")
        taken.append(time.process_time() - begin)
    print(f"a PDF: {min(taken) * 1000:.0f} ms CPU")
    assert min(taken) <= 0.35
