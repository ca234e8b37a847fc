"""Documents from before the portal, entered as they were."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_safe

from accounts.audience import audience
from documents import actions, kinds
from documents.forms import OlderForm
from documents.views.found import person, school_of
from schools.models import School
from schools.rules import publishes


@audience("desk")
@require_safe
def kinds_of(request: HttpRequest, slug: str) -> HttpResponse:
    """Which kind of document is to be entered."""
    school = _school(request, slug)
    own = [kind for kind in kinds.every() if school.kind in kind.owners]
    return render(request, "documents/older_kinds.html", {"school": school, "kinds": own})


@audience("desk")
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """Its year, language, day and words; public as soon as it is entered."""
    school = _school(request, slug)
    one = next((one for one in kinds.every() if one.name == kind and school.kind in one.owners), None)
    if one is None:
        raise Http404
    form = OlderForm(request.POST or None, kind=one, variants=one.variants(school))
    if "switch_language" in request.POST:
        form.errors.clear()
    elif form.is_bound and form.is_valid():
        given = form.cleaned_data
        where = {"language": given["language"], "on": given["on"], "texts": form.texts, "variant": form.variant}
        try:
            edition = actions.enter_legacy(school, one.name, given["year"], by=person(request), **where)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, pgettext("staff", "Entered as it was. Families read it in that one language."))
            return redirect("documents_desk:page", slug=slug, pk=edition.document_id)
    return render(request, "documents/older.html", {"school": school, "kind": one, "form": form})


def _school(request: HttpRequest, slug: str) -> School:
    school = school_of(request, slug)
    if not publishes(request.user, school.pk):
        raise Http404
    return school
