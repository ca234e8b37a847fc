"""An edition as a tagged PDF (PDF/UA-1) in one language, from the edition alone. Reaches nothing but our own fonts."""

import io
import re
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple

import segno
from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from documents import kinds
from documents.models import Edition

try:
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher, URLFetcherResponse
except OSError as missing:  # its library for laying out text is not on this machine
    weasyprint, FontConfiguration, URLFetcher, URLFetcherResponse = None, None, object, None
    WHY_NOT = str(missing).splitlines()[0]
else:
    WHY_NOT = ""

STYLE = Path(__file__).parent / "data" / "edition.css"
OURS = "static:"
# The short address of an edition, drawn as a code: "qr:/es/d/12/".
CODE = re.compile(r"qr:(/[a-z]{2}/d/[0-9]{1,12}/)")
# Fonts and style sheet are read once a process and shared; the library beneath is not for two threads at once.
ONE_AT_A_TIME = Lock()


class Built(NamedTuple):
    """A finished PDF."""

    content: bytes
    pages: int


class OwnFilesOnly(URLFetcher):
    """Opens `static:` names of the project's own static files, draws `qr:` codes, and refuses every other address."""

    def fetch(self, url: str, headers: Any = None) -> Any:
        """Raises ValueError for anything else; the renderer goes on without it."""
        if code := CODE.fullmatch(url):
            return URLFetcherResponse(url, _drawn(site() + code[1]), {"Content-Type": "image/svg+xml"})
        found = finders.find(url.removeprefix(OURS)) if url.startswith(OURS) else None
        if not isinstance(found, str):
            raise ValueError("only the project's own static files are read")
        return URLFetcherResponse(url, Path(found).read_bytes(), {"Content-Type": "font/ttf"})


def is_available() -> bool:
    """Whether this machine can build PDFs; WHY_NOT says what is missing."""
    return weasyprint is not None


def build(edition: Edition, language: str) -> Built:
    """The PDF of an edition in one language; `edition` comes with its document and owner."""
    with translation.override(language):
        source = render_to_string("documents/edition_pdf.html", context(edition, language))
    return render(source)


def render(source: str) -> Built:
    """A PDF of an HTML page in the edition's style."""
    with ONE_AT_A_TIME:
        fonts, style = _style()
        page = weasyprint.HTML(string=source, url_fetcher=OwnFilesOnly(), base_url=None)
        document = page.render(font_config=fonts, stylesheets=[style], pdf_variant="pdf/ua-1")
        return Built(document.write_pdf(pdf_variant="pdf/ua-1"), len(document.pages))


def context(edition: Edition, language: str) -> dict[str, Any]:
    """What the PDF's page shows, all of it from the edition; the language is the active one."""
    document = edition.document
    kind = kinds.get(document.kind)
    short = reverse("edition", args=[edition.pk])
    rows = [
        {"key": row.key, "heading": kind.heading_of(row), "text": getattr(row, f"text_{language}")}
        for row in edition.sections.all()
    ]
    rows = [row for row in rows if row["text"]]
    return {
        "edition": edition,
        "document": document,
        "school": document.owner,
        "kind": kind,
        "language": language,
        "summary": next((row for row in rows if row["key"] == kinds.SUMMARY.key), None),
        "rows": [row for row in rows if row["key"] != kinds.SUMMARY.key],
        "address": site().split("://", 1)[-1] + short,
        "code": f"qr:{short}",
        "phone": document.owner.phone,
        "demo": settings.DEMO,
    }


def site() -> str:
    """The portal's own address, as it stands before every path."""
    return str(settings.SITE_URL).rstrip("/")


def _drawn(address: str) -> bytes:
    """An address as a code to point a phone at, in SVG."""
    drawn = io.BytesIO()
    segno.make(address, micro=False, error="m").save(drawn, kind="svg", border=0, scale=4)
    return drawn.getvalue()


@lru_cache(maxsize=1)
def _style() -> tuple[Any, Any]:
    fonts = FontConfiguration()
    style = weasyprint.CSS(string=STYLE.read_text(), font_config=fonts, url_fetcher=OwnFilesOnly())
    return fonts, style
