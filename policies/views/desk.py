"""Whether a policy for all families was amended to serve (B9): marked here, taken back here."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import pgettext

import policies.actions
import schools.actions
from accounts.audience import audience
from accounts.clock import today
from documents.models import Document
from policies.kinds import SITE_POLICY
from policies.models import AmendedPolicy


@audience("desk")
def amended(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Says it, or asks; a post marks the policy or takes the mark back."""
    mine = Document.objects.visible_to(request.user).select_related("owner")  # type: ignore[arg-type]
    document = get_object_or_404(mine, pk=pk, owner__slug=slug, kind=SITE_POLICY.name)
    mark = AmendedPolicy.objects.standing().filter(document=document).select_related("entered_by").first()
    may = request.user.has_perm("policies.publish_policy", document)
    if request.method == "POST":
        if not may:
            raise Http404
        _switch(request, document, mark)
        return redirect("policies_desk:amended", slug, pk)
    context = {"document": document, "school": document.owner, "mark": mark, "may": may, "kind": SITE_POLICY}
    return render(request, "policies/amended.html", context)


def _switch(request: HttpRequest, document: Document, mark: AmendedPolicy | None) -> None:
    try:
        if "unmark" in request.POST and mark is not None:
            schools.actions.void(mark, by=request.user, reason="not amended")  # type: ignore[arg-type]
        elif "mark" in request.POST:
            policies.actions.mark_amended(document, on=today(), by=request.user)  # type: ignore[arg-type]
        messages.success(request, pgettext("staff", "Saved."))
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
