"""The school's policy as families read it: same bytes for everyone, from the immutable edition alone."""

from collections.abc import Sequence
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from accounts.audience import audience
from accounts.clock import today
from documents.choices import LANGUAGES, other
from documents.models import Edition, EditionFile
from policies.kinds import SITE_POLICY
from schools.choices import school_year
from schools.models import School

TRY_AGAIN_SECONDS = "30"


@audience("public")
@require_safe
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """The policy in force, or the year and edition asked for; an honest page where there is none."""
    school = get_object_or_404(School.objects.public(), slug=slug)
    editions = list(Edition.objects.public(school.pk, SITE_POLICY.name))
    year, number = _asked(request, "year"), _asked(request, "edition")
    edition = chosen(editions, year, number)
    context: dict[str, Any] = {"school": school, "kind": SITE_POLICY, "year": year, "phone": _phone(school)}
    if edition:
        context |= {
            "edition": edition,
            "document": edition.document,
            "newest": edition == next(one for one in editions if one.document_id == edition.document_id),
            "sections": sections(edition),
            "files": _files(edition),
            "others": [one for one in editions if one != edition],
        }
    return render(request, "policies/page.html", context)


@audience("public")
@require_safe
def pdf(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The edition's PDF in the page's language, streamed from where it is kept; a sentence while it is being built."""
    school = get_object_or_404(School.objects.public(), slug=slug)
    editions = list(Edition.objects.public(school.pk, SITE_POLICY.name))
    edition = chosen(editions, _asked(request, "year"), _asked(request, "edition"))
    language = get_language() or "es"
    file = edition and edition.files.filter(language=language).first()
    if not edition or not file:
        raise Http404
    try:
        content = file.file.open("rb") if file.built_at else None
    except OSError:
        content = None
    if content is None:
        response = render(request, "policies/preparing.html", {"school": school, "edition": edition}, status=503)
        response["Retry-After"] = TRY_AGAIN_SECONDS
        response["Cache-Control"] = "no-store"
        return response
    name = f"{SITE_POLICY.file_name}-{school.slug}-{years(edition.document.for_year)}-{language}.pdf"
    return FileResponse(content, content_type="application/pdf", filename=name)


def chosen(editions: Sequence[Edition], year: int | None, number: int | None) -> Edition | None:
    """The edition asked for; without a year the one in force, next year's only if it stands alone."""
    if year is not None:
        fitting = [one for one in editions if one.document.for_year == year and number in (None, one.number)]
    else:
        begun = school_year(today())
        fitting = [one for one in editions if one.document.for_year <= begun] or list(editions)
    return fitting[0] if fitting else None


def sections(edition: Edition) -> list[dict[str, str]]:
    """Each section with its text in the page's language, or in the only one it has, marked as such."""
    language = get_language() or "es"
    shown = []
    for row in edition.sections.all():
        code = language if getattr(row, f"text_{language}") else other(language)
        text = getattr(row, f"text_{code}")
        shown.append({"key": row.key, "heading": SITE_POLICY.heading(row.key), "text": text, "language": code})
    return shown


def years(first: int) -> str:
    """A school year for a file's name: 2026 -> 2026-27."""
    return f"{first}-{(first + 1) % 100:02d}"


def _files(edition: Edition) -> list[EditionFile]:
    """The edition's files, the page's language first."""
    here = get_language() or "es"
    order = [here, *(code for code in LANGUAGES if code != here)]
    return sorted(edition.files.all(), key=lambda file: order.index(file.language))


def _asked(request: HttpRequest, name: str) -> int | None:
    value = request.GET.get(name, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) <= 4 else None


def _phone(school: School) -> str:
    """The number to call; the office's where the school's own would tell whose school it is."""
    return "" if school.confidential_setting else school.phone
