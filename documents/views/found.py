"""What a desk page is about, found within what this person may see; anything else reads as absent."""

from typing import TYPE_CHECKING, Any, cast

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from documents.choices import LANGUAGES
from documents.models import Document, Section
from documents.rules import TextOf
from schools.models import School

if TYPE_CHECKING:
    from accounts.models import User

WRITE, ADOPT, VOID, APPROVE = (
    "documents.write_document",
    "documents.adopt_document",
    "documents.void_edition",
    "documents.approve_text",
)


def person(request: HttpRequest) -> "User":
    """Who is signed in; pages of the desk are never shown to anyone else."""
    return cast("User", request.user)


def school_of(request: HttpRequest, slug: str) -> School:
    """A school whose desk this person may open."""
    return get_object_or_404(School.objects.visible_to(person(request)), slug=slug)


def document_of(request: HttpRequest, slug: str, pk: int, permission: str = "") -> Document:
    """A document under a school's desk; 404 where this person may not do with it what the page is for."""
    school = school_of(request, slug)
    document: Document = get_object_or_404(Document.objects.visible_to(person(request)), pk=pk, owner=school)
    document.owner = school
    if permission and not request.user.has_perm(permission, document):
        raise Http404
    return document


def sections_of(document: Document, key: str) -> tuple[list[Section], Section]:
    """All sections in order and the one asked for."""
    rows = list(
        document.sections.select_related(*(f"{who}_{c}" for who in ("written_by", "approved_by") for c in LANGUAGES))
    )
    section = next((row for row in rows if row.key == key), None)
    if section is None:
        raise Http404
    for row in rows:
        row.document = document
    return rows, section


def approved_languages(user: Any, owner_id: int) -> list[str]:
    """Languages this person approves at a school."""
    return [code for code in LANGUAGES if may_approve(user, owner_id, code)]


def may_approve(user: Any, owner_id: int, language: str) -> bool:
    """Whether this person approves a language at a school."""
    return bool(user.has_perm(APPROVE, TextOf(owner_id, language)))
