"""What a coordinator does with a document, a page or a button each; the action says what the state allows."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts.audience import audience
from accounts.clock import today
from documents import actions, kinds
from documents.facts import held, undecidable
from documents.facts.doubts import decided_so, doubts
from documents.forms import AdoptionForm, ContributorForm
from documents.models import Contributor, Document
from documents.views.found import ADOPT, VOID, WRITE, document_of, person, school_of
from documents.views.posted import METHODS, step
from documents.views.stood import decided, undo, undo_edition
from schools.actions import void
from schools.choices import school_year
from schools.models import School
from schools.rules import writes


@audience("desk")
@require_POST
def start(request: HttpRequest, slug: str) -> HttpResponse:
    """Begin a kind of document for a school year."""
    school = school_of(request, slug)
    kind = next((one for one in kinds.every() if one.name == request.POST.get("kind")), None)
    variant = request.POST.get("variant", "")
    if kind is None or not writes(request.user, school.pk) or not _fits(kind, variant, school):
        raise Http404
    year = _year(request.POST.get("year", ""))
    try:
        document = actions.start(school, kind.name, year, by=person(request), variant=variant)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        there = Document.objects.visible_to(person(request)).filter(owner=school, for_year=year)
        begun = there.filter(kind=kind.name, variant=variant).first()
        if begun is None:
            return redirect(f"{reverse('documents_desk:list', args=[slug])}?year={year}")
        document = begun
    return redirect("documents_desk:page", slug=slug, pk=document.pk)


@audience("desk")
@require_http_methods(METHODS)
def contributor(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Add who helped develop the document."""
    document = document_of(request, slug, pk, WRITE)
    form = ContributorForm(request.POST or None)
    return step(
        request,
        document,
        form,
        lambda: actions.add_contributor(document, by=person(request), **form.cleaned_data),
        title=pgettext("staff", "Who helped write it"),
        button=pgettext("staff", "Add"),
    )


@audience("desk")
@require_http_methods(METHODS)
def contributor_void(request: HttpRequest, slug: str, pk: int, row: int) -> HttpResponse:
    """Take back a contributor entered by mistake, with the reason."""
    document = document_of(request, slug, pk, WRITE)
    found = get_object_or_404(Contributor.objects.select_related("voided_by"), pk=row, document=document)
    return undo(request, document, found, void)


@audience("desk")
@require_http_methods(METHODS)
def adopt(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Record which body decided on the document."""
    document = document_of(request, slug, pk, ADOPT)
    if stood := decided(request, document):
        return stood
    heard_on = timezone.localdate(document.hearing_at) if document.hearing_at else None
    kind = kinds.get(document.kind)
    form = AdoptionForm(request.POST or None, initial={"heard_on": heard_on}, hearing=kind.hearing)
    alone, odd = _doubted(request, document, form)

    def act() -> object:
        return actions.adopt(document, **form.decision, by=person(request))

    return step(
        request,
        document,
        form,
        act,
        title=pgettext("staff", "The decision on the document"),
        button=pgettext("staff", "Record the decision"),
        lacks=undecidable(held(document, today())),
        doubted=[*odd, *alone],
        alone=alone,
    )


def _doubted(request: HttpRequest, document: Document, form: AdoptionForm) -> tuple[list[str], list[str]]:
    """What a decision is asked about once, what lacks families and what is odd about it apart.

    Nothing where "go on anyway" came with it, or it cannot be yet.
    """
    if not form.is_bound or {"switch_language", "anyway"} & set(request.POST) or not form.is_valid():
        return [], []
    try:
        actions.refuse_decision(document, **form.decision)
    except ValidationError:
        # The action says it.
        return [], []
    return doubts(document), decided_so(document, body=form.decision["body"], on=form.decision["on"])


@audience("desk")
@require_POST
def publish(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Make it public, or say what is missing."""
    document = document_of(request, slug, pk)
    if not request.user.has_perm(kinds.get(document.kind).publish_perm, document):
        raise Http404
    return _pressed(
        request,
        document,
        lambda: actions.publish(document, by=person(request)),
        pgettext("staff", "Published, in both languages. The PDFs are being prepared."),
    )


@audience("desk")
@require_POST
def take_back(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Begin a new version; the published one stays until the next."""
    document = document_of(request, slug, pk)
    if not request.user.has_perm(kinds.get(document.kind).publish_perm, document):
        raise Http404
    said = pgettext("staff", "This is a draft again. Nothing of it was public yet.")
    if document.editions.live().exists():
        said = pgettext(
            "staff", "This is a draft again. What was published stays public until you publish the next edition."
        )
    return _pressed(request, document, lambda: actions.take_back(document, by=person(request)), said)


@audience("desk")
@require_http_methods(METHODS)
def void_edition(request: HttpRequest, slug: str, pk: int, number: int) -> HttpResponse:
    """County staff take a published edition back, with the reason."""
    document = document_of(request, slug, pk, VOID)
    edition = get_object_or_404(document.editions.select_related("void__by"), number=number)
    edition.document = document
    return undo_edition(request, edition, actions.void_edition)


@audience("desk")
@require_POST
def add_sections(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Add what a draft should have and has not yet."""
    document = document_of(request, slug, pk, WRITE)
    return _pressed(
        request,
        document,
        lambda: actions.add_sections(document, by=person(request)),
        pgettext("staff", "The missing sections are there now, with a model text where there is one."),
    )


def _pressed(request: HttpRequest, document: Document, act: Callable[[], object], said: str) -> HttpResponse:
    try:
        act()
    except ValidationError as refusal:
        for sentence in refusal.messages:
            messages.error(request, sentence)
    else:
        messages.success(request, said)
    return redirect("documents_desk:page", slug=document.owner.slug, pk=document.pk)


def _fits(kind: kinds.Kind, variant: str, school: School) -> bool:
    return school.kind in kind.owners and variant in kind.variants(school)


def _year(value: str) -> int:
    """A year near this one, else this school year."""
    current = school_year(today())
    near = {str(year): year for year in (current - 1, current, current + 1)}
    return near.get(value, current)
