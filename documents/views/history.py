"""What changed between two editions of a document, and the short address that paper carries."""

from collections.abc import Sequence
from typing import Any

from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from accounts.audience import audience
from documents.choices import other
from documents.facts.changed import before, parts, speaks
from documents.kinds import CHANGES
from documents.models import Edition
from documents.redline import SAME
from documents.views.public import about, asking, chosen, found, sections

MOST_DIGITS = 12


@audience("public")
@require_safe
def changes(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """Two editions compared in the page's language: the one in force and the one before it, or those asked for."""
    school, one_kind = found(slug, kind)
    line = list(Edition.objects.public(school.pk, kind))
    old, new = _pair(request, line)
    language = get_language() or "es"
    context: dict[str, Any] = {**about(school, one_kind), "old": old, "new": new}
    if old and new:
        prefetch_related_objects([old, new], "sections")
        both = speaks(old, language) and speaks(new, language)
        told = parts(old, new, language) if both else []
        rows = [{"part": part, "heading": one_kind.heading_of(part.row)} for part in told]
        context |= {
            "band": one_kind.words.get(new.document.variant, ""),
            "is_comparable": both,
            "is_elsewhere": not both and speaks(old, other(language)) and speaks(new, other(language)),
            "short": next((row for row in sections(new, one_kind) if row["key"] == CHANGES.key), None),
            "rows": [row for row in rows if row["part"].change != SAME],
            "same": [row["heading"] for row in rows if row["part"].change == SAME],
            "new_url": f"{context['here']}?{asking(new)}",
            "old_url": f"{context['here']}?{asking(old)}",
        }
    return render(request, "documents/public/changes.html", context)


@audience("public")
@require_safe
def short(request: HttpRequest, pk: int) -> HttpResponse:
    """The address on paper leads to the edition it was printed from; of one taken back, to what stands instead."""
    edition = get_object_or_404(Edition.objects.select_related("document__owner", "void"), pk=pk)
    document = edition.document
    _school, kind = found(document.owner.slug, document.kind)
    tail = "" if edition.is_void else f"?{asking(edition)}"
    return redirect(f"{kind.address(document.owner.slug)}{tail}")


def _pair(request: HttpRequest, line: Sequence[Edition]) -> tuple[Edition | None, Edition | None]:
    """The older and the newer one to compare.

    Raises:
        Http404: an edition asked for is not one of this document.
    """
    wanted = [request.GET.get(name) for name in ("from", "to")]
    first, last = (_asked(value, line) for value in wanted)
    new = last or chosen(line, None, None, request.GET.get("for") if first is None else first.document.variant)
    old = first or (before(new, line) if new else None)
    if not old or not new:
        return old, new
    if old.document.variant != new.document.variant:
        raise Http404
    return (old, new) if line.index(old) >= line.index(new) else (new, old)


def _asked(value: str | None, line: Sequence[Edition]) -> Edition | None:
    if value is None:
        return None
    number = int(value) if value.isascii() and value.isdigit() and len(value) <= MOST_DIGITS else 0
    edition = next((one for one in line if one.pk == number), None)
    if edition is None:
        raise Http404
    return edition
