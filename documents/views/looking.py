"""A published document looked at again and left as it is (AR 6020 B11)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods

from accounts.audience import audience
from documents import actions
from documents.forms import LookedAgainForm
from documents.models import PeriodicReview
from documents.views.found import WRITE, document_of, person
from documents.views.posted import METHODS, step
from documents.views.stood import undo


@audience("desk")
@require_http_methods(METHODS)
def looked_again(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Record that it was looked at again: when, by how many of whom, and what was said."""
    document = document_of(request, slug, pk, WRITE)
    form = LookedAgainForm(request.POST or None)
    return step(
        request,
        document,
        form,
        lambda: actions.reviewed(
            document,
            on=form.cleaned_data["on"],
            helped=form.helped,
            note=form.cleaned_data["note"],
            by=person(request),
        ),
        title=pgettext("staff", "We looked at it again and changed nothing"),
        button=pgettext("staff", "Record it"),
    )


@audience("desk")
@require_http_methods(METHODS)
def void_looked_again(request: HttpRequest, slug: str, pk: int, review: int) -> HttpResponse:
    """Take back a look again entered by mistake, with the reason."""
    document = document_of(request, slug, pk, WRITE)
    found = get_object_or_404(PeriodicReview.objects.select_related("voided_by"), pk=review, document=document)
    return undo(request, document, found, actions.void_review)
