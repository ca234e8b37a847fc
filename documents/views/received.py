"""A family says that it received and read what is published: a page with one button, and a word of thanks."""

from allauth.account.adapter import get_adapter
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.crypto import get_random_string
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from accounts.audience import audience
from documents.actions.reading import received
from documents.forms.keeping import ReceiptForm
from documents.kinds import Kind
from documents.models import Edition
from documents.views.posted import METHODS
from documents.views.public import about, asked_for, asking, found
from schools.models import School

# What the confirmation says is signed, so that nobody is thanked for what they did not do.
SALT = "documents.received"


@audience("form")
@require_http_methods(METHODS)
def page(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """The edition in force, or the one asked for, and the button."""
    school, one_kind, edition = _read(request, slug, kind)
    form = ReceiptForm(request.POST if request.method == "POST" else None)
    if "switch_language" in request.POST:
        form.errors.clear()
    elif form.is_bound and form.is_valid():
        key, sender = form.cleaned_data["key"] or get_random_string(32), str(get_adapter().get_client_ip(request))
        try:
            received(edition, language=get_language() or "es", form_key=key, sender=sender)
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
        else:
            receipt = signing.dumps({"edition": edition.pk}, salt=SALT)
            return redirect(f"{one_kind.address(slug, 'received_done')}?r={receipt}")
    context = {**about(school, one_kind), "edition": edition, "form": form}
    return render(request, "documents/public/received.html", context | {"edition_url": _back(one_kind, slug, edition)})


@audience("form")
@require_safe
def done(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """Thanks: it is counted, without a name."""
    school, one_kind = found(slug, kind)
    try:
        receipt = signing.loads(request.GET.get("r", ""), salt=SALT)
    except signing.BadSignature:
        return redirect(one_kind.address(slug))
    rows = Edition.objects.history(school.pk, one_kind.name)
    edition = get_object_or_404(rows, pk=receipt["edition"])
    context = {**about(school, one_kind), "edition": edition, "edition_url": _back(one_kind, slug, edition)}
    return render(request, "documents/public/received_done.html", context)


def _read(request: HttpRequest, slug: str, kind: str) -> tuple[School, Kind, Edition]:
    """What a family may say it read.

    Raises:
        Http404: nothing is published, or nobody is asked whether they read this kind.
    """
    school, one_kind = found(slug, kind)
    edition = asked_for(request, school, one_kind) if one_kind.received else None
    if edition is None:
        raise Http404
    return school, one_kind, edition


def _back(kind: Kind, slug: str, edition: Edition) -> str:
    return f"{kind.address(slug)}?{asking(edition)}"
