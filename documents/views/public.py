"""A document as families read it: same bytes for everyone, from the immutable edition alone."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import translation
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from accounts.audience import audience
from accounts.clock import today
from accounts.drawings import drawn
from documents import kinds
from documents.choices import LANGUAGES, other
from documents.facts.changed import before
from documents.facts.hearings import of_drafts
from documents.facts.looked import looks
from documents.kinds import SUMMARY, Kind
from documents.models import Document, Edition, EditionFile, ReviewWindow
from schools.choices import school_year
from schools.facts import is_outside_title_i
from schools.models import School

TRY_AGAIN_SECONDS = "30"
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@audience("public")
@require_safe
def page(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """The edition in force today or on the day asked for, or the one of a year; honest where there is none."""
    school, one_kind = found(slug, kind)
    history = list(Edition.objects.history(school.pk, kind))
    editions = [one for one in history if not one.is_void]
    year, number = _asked(request, "year"), _asked(request, "edition")
    day = asked_day(request) if year is None else None
    then = chosen(editions, year, number, request.GET.get("for"), day) if day else None
    edition = then or chosen(editions, year, number, request.GET.get("for"))
    windows = asked_about(school, kind)
    review = next((one for one in windows if one.on <= today() <= one.closes_on), None)
    context: dict[str, Any] = {
        **about(school, one_kind),
        "year": year,
        "day": day,
        "day_state": ("then" if then else "none") if day else "aside" if year is None and "on" in request.GET else "",
        "review": review,
        "review_url": f"{one_kind.address(slug, 'review')}?for={review.document__variant}" if review else "",
        "hearings": of_drafts(school, kind, edition) if one_kind.hearing else [],
        "choices": one_kind.choices(slug, variants_in_force(editions)),
    }
    if edition:
        rows = sections(edition, one_kind)
        context |= {
            "edition": edition,
            "address": settings.SITE_URL.rstrip("/").split("://", 1)[-1] + reverse("edition", args=[edition.pk]),
            "document": edition.document,
            "band": one_kind.words.get(edition.document.variant, ""),
            "newest": edition == next(one for one in editions if one.document_id == edition.document_id),
            "summary": next((row for row in rows if row["key"] == SUMMARY.key), None),
            "sections": [row for row in rows if row["key"] != SUMMARY.key],
            "files": _files(edition, school, one_kind),
            "voices": _voices(edition, one_kind, slug),
            "received_url": f"{one_kind.address(slug, 'received')}?{asking(edition)}" if one_kind.received else "",
            "others": [
                (one, _changes(one, editions, one_kind.address(slug, "changes"))) for one in history if one != edition
            ],
            "looks": _looks(editions),
            "changes_url": _changes(edition, editions, one_kind.address(slug, "changes")),
            "answers_url": _answers_url(edition, editions, windows, one_kind.address(slug, "answers")),
            "say_url": _say_url(edition, windows, one_kind, slug),
            "late_url": _late_url(edition, windows, one_kind.address(slug, "answers")),
        }
    else:
        context["outside"] = is_outside_title_i(school)
    context["main"] = drawn("documents/public/main.html", context)
    return render(request, "documents/public/page.html", context)


@audience("public")
@require_safe
def pdf(request: HttpRequest, slug: str, kind: str) -> HttpResponseBase:
    """The edition's PDF in the page's language, streamed from where it is kept; a sentence while it is being built."""
    school, one_kind = found(slug, kind)
    edition = asked_for(request, school, one_kind)
    language = get_language() or "es"
    file = edition and edition.files.filter(language=language).first()
    if not edition or not file:
        raise Http404
    try:
        content = file.file.open("rb") if file.built_at else None
    except OSError:
        content = None
    if content is None:
        context = {**about(school, one_kind), "edition": edition}
        response = render(request, "documents/public/preparing.html", context, status=503)
        response["Retry-After"] = TRY_AGAIN_SECONDS
        response["Cache-Control"] = "no-store"
        return response
    parts = [str(one_kind.file_name), school.slug, years(edition.document.for_year), edition.document.variant, language]
    name = "-".join(part for part in parts if part) + ".pdf"
    return FileResponse(content, content_type="application/pdf", filename=name)


def found(slug: str, kind: str) -> tuple[School, Kind]:
    """An active school, or the office, that has documents of this kind.

    Raises:
        Http404: no such school, or no such kind there.
    """
    school = get_object_or_404(School.objects.listed(), slug=slug)
    one = next((one for one in kinds.every() if one.name == kind and school.kind in one.owners), None)
    if one is None:
        raise Http404
    return school, one


def about(school: School, kind: Kind) -> dict[str, Any]:
    """What every public page of a document says of its school and kind."""
    return {
        "school": school,
        "kind": kind,
        "here": kind.address(school.slug),
        "pdf_url": kind.address(school.slug, "pdf"),
        "phone": school.phone,
    }


class Asked(NamedTuple):
    """A time families were asked about a draft: its first and last day, which draft, what became of late words."""

    on: date
    closes_on: date
    pk: int
    document__variant: str
    document_id: int
    late_is_answered: bool


def asked_about(school: School, kind: str) -> list[Asked]:
    """Every time families were asked about a draft of this kind, the one that closes first on top. One query."""
    rows = ReviewWindow.objects.standing().filter(document__owner=school, document__kind=kind)
    rows = rows.with_late_answers().order_by("closes_on", "pk")
    return [Asked(*row) for row in rows.values_list(*Asked._fields)]


def _say_url(edition: Edition, windows: Sequence[Asked], kind: Kind, slug: str) -> str:
    """Where a family says what it thinks of a plan that goes on with its comments, whenever it reads it."""
    own = [one.pk for one in windows if one.document_id == edition.document_id] if kind.sent_to else []
    return kind.address(slug, "comment", window=own[-1]) if own else ""


def _answers_url(edition: Edition, line: Sequence[Edition], windows: Sequence[Asked], address: str) -> str:
    """Where it is told what families said: beside the document they were asked about, and beside the one in force.

    Beside any other it would speak of another year's; empty there.
    """
    if windows and edition == chosen(line, None, None, edition.document.variant):
        return address
    if any(one.document_id == edition.document_id for one in windows):
        return f"{address}?year={edition.document.for_year}&for={edition.document.variant}"
    return ""


def _late_url(edition: Edition, windows: Sequence[Asked], address: str) -> str:
    """Where what came late for an edition's document is answered; empty where a later year's has not done so."""
    if not any(one.document_id == edition.document_id and one.late_is_answered for one in windows):
        return ""
    return f"{address}?year={edition.document.for_year}&for={edition.document.variant}#h-onward"


def chosen(
    editions: Sequence[Edition], year: int | None, number: int | None, variant: str | None, day: date | None = None
) -> Edition | None:
    """The edition asked for; without a year the one in force on a day, which may be none.

    Without a day it is the one in force today, and next year's only if it stands alone.
    """
    if variant is not None:
        editions = [one for one in editions if one.document.variant == variant]
    if year is not None:
        fitting = [one for one in editions if one.document.for_year == year and number in (None, one.number)]
    elif day is not None:
        fitting = [one for one in editions if one.document.for_year <= school_year(day) and one.on <= day]
    else:
        begun = school_year(today())
        fitting = [one for one in editions if one.document.for_year <= begun] or list(editions)
    return fitting[0] if fitting else None


def variants_in_force(editions: Sequence[Edition]) -> set[str]:
    """The variants families can read of the newest year that has begun, or of the next if it stands alone."""
    begun = school_year(today())
    fitting = [one for one in editions if one.document.for_year <= begun] or list(editions)
    newest = max((one.document.for_year for one in fitting), default=0)
    return {one.document.variant for one in fitting if one.document.for_year == newest}


def asked_for(request: HttpRequest, school: School, kind: Kind) -> Edition | None:
    """The edition a request asks for by year, number and variant; without them the one in force."""
    editions = list(Edition.objects.public(school.pk, kind.name))
    return chosen(editions, _asked(request, "year"), _asked(request, "edition"), request.GET.get("for"))


def asked_day(request: HttpRequest) -> date | None:
    """The day of `?on=2026-09-10`; None where it is not asked, is no day, or has not come."""
    text = request.GET.get("on", "")
    try:
        day = date.fromisoformat(text) if DAY.fullmatch(text) else None
    except ValueError:
        return None
    return day if day and day <= today() else None


def sections(edition: Edition, kind: Kind) -> list[dict[str, str]]:
    """Each section with its text in the page's language, or in the only one it has, marked as such."""
    language = get_language() or "es"
    shown = []
    for row in edition.sections.all():
        code = language if getattr(row, f"text_{language}") else other(language)
        text = getattr(row, f"text_{code}")
        shown.append({"key": row.key, "heading": kind.heading_of(row), "text": text, "language": code})
    return shown


def years(first: int) -> str:
    """A school year for a file's name: 2026 -> 2026-27."""
    return f"{first}-{(first + 1) % 100:02d}"


def asking(edition: Edition) -> str:
    """The query that asks a document's page for one edition."""
    asked: dict[str, str | int] = {
        "year": edition.document.for_year,
        "edition": edition.number,
        "for": edition.document.variant,
    }
    return urlencode({name: value for name, value in asked.items() if value != ""})


def _changes(edition: Edition, line: Sequence[Edition], address: str) -> str:
    """Where an edition is compared with the one before it; empty where there is none, or it was taken back."""
    old = None if edition.is_void else before(edition, line)
    return f"{address}?from={old.pk}&to={edition.pk}" if old else ""


def _looks(editions: Sequence[Edition]) -> list[tuple[date, Document, list[dict[str, Any]]]]:
    """When documents with an edition in force were looked at again, and by whom; asked only where one was."""
    ids = {one.document_id for one in editions if getattr(one, "was_looked_at", False)}
    return [(one.on, one.document, one.people) for one in looks(ids)] if ids else []


def _files(edition: Edition, school: School, kind: Kind) -> list[tuple[EditionFile, str]]:
    """The edition's files, the page's language first, each with its address."""
    here = get_language() or "es"
    order = [here, *(code for code in LANGUAGES if code != here)]
    rows = []
    for file in sorted(edition.files.all(), key=lambda file: order.index(file.language)):
        with translation.override(file.language):
            rows.append((file, f"{kind.address(school.slug, 'pdf')}?{asking(edition)}"))
    return rows


def _voices(edition: Edition, kind: Kind, slug: str) -> list[tuple[str, str]]:
    """The recordings beside an edition, the page's language first: language and address."""
    here = get_language() or "es"
    rows = sorted(edition.recordings.standing().values_list("language", "pk"), key=lambda row: row[0] != here)
    return [(language, kind.address(slug, "voice", recording=pk)) for language, pk in rows]


def _asked(request: HttpRequest, name: str) -> int | None:
    value = request.GET.get(name, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) <= 4 else None
