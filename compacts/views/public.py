"""The welcome packet: what a family new at a school is given, on a page, and on two sheets in both languages."""

from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import translation
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from accounts.audience import audience
from accounts.clock import now, today
from compacts.kinds import COMPACT
from documents import kinds
from documents.choices import LANGUAGES
from documents.models import Edition, EditionSection
from schools.choices import TitleI, school_year
from schools.facts import bindings
from schools.models import School

POLICY = "site_policy"
HAS_TITLE_I = (TitleI.SCHOOLWIDE, TitleI.TARGETED)


@audience("public")
@require_safe
def welcome(request: HttpRequest, slug: str) -> HttpResponse:
    """Five pieces, each leading to what is published or saying that it is not yet; printed, a sheet a language."""
    school = get_object_or_404(School.objects.public(), slug=slug)
    here = get_language() or "es"
    policy, compacts = _in_force(school, POLICY)[:1], _in_force(school, COMPACT.name)
    bound = bindings([school], today(), now())[school.pk]
    context = {
        "school": school,
        "site": settings.SITE_URL.rstrip("/").split("://", 1)[-1],
        "phone": school.phone,
        "begun": school_year(today()),
        "outside": bound.confirmed and bound.part == "C",
        "has_title_i": bound.confirmed and bound.title_i in HAS_TITLE_I,
        "sheets": [_sheet(school, code, policy, compacts) for code in sorted(LANGUAGES, key=lambda code: code != here)],
    }
    return render(request, "compacts/welcome/page.html", context)


def _in_force(school: School, kind: str) -> list[Edition]:
    """The edition in force of each document of a kind, of this year or the last that had one. One query.

    `in_spanish`: it has words in Spanish; one from before the portal stands in one language.
    """
    begun = school_year(today())
    found: dict[str, Edition] = {}
    spanish = EditionSection.objects.filter(edition=OuterRef("pk")).exclude(text_es="")
    for edition in Edition.objects.public(school.pk, kind).annotate(in_spanish=Exists(spanish)):
        if edition.document.for_year <= begun:
            found.setdefault(edition.document.variant, edition)
    newest = max((one.document.for_year for one in found.values()), default=0)
    return [one for one in found.values() if one.document.for_year == newest]


def _sheet(school: School, language: str, policy: list[Edition], compacts: list[Edition]) -> dict[str, Any]:
    """One language's half of the packet, with addresses in that language."""
    bands = COMPACT.words
    with translation.override(language):
        return {
            "language": language,
            "policy": kinds.get(POLICY),
            "policy_url": kinds.get(POLICY).address(school.slug) if policy else "",
            "policy_edition": policy[0] if policy else None,
            "compact": COMPACT,
            "compacts": [(one, bands.get(one.document.variant, ""), _compact_url(school, one)) for one in compacts],
        }


def _compact_url(school: School, edition: Edition) -> str:
    variant = edition.document.variant
    return f"{COMPACT.address(school.slug)}?for={variant}" if variant else COMPACT.address(school.slug)
