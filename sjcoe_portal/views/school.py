"""A school's page, in the order a parent asks: the next date, the agreement, the policy, asking, more."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.audience import audience
from accounts.clock import now, today
from documents import kinds
from documents.facts import kinds_in_force
from documents.models import ReviewWindow
from schools.models import School
from sjcoe_portal.views.public import next_dates


@audience("public")
@require_safe
def school(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(School.objects.public(), slug=slug)
    dates = next_dates(serves=found)
    context = {
        "school": found,
        "next": dates[0] if dates else None,
        "dates": dates[1:],
        "drafts": _drafts(found),
        "published": kinds_in_force(found.pk, today(), now()),
    }
    return render(request, "portal/school.html", context)


def _drafts(school: School) -> list[tuple[Any, date, str]]:
    """What families may comment on today: its name, the last day, where. One query."""
    windows = ReviewWindow.objects.open_on(today()).filter(document__owner=school).select_related("document")
    found = [(kinds.get(one.document.kind), one) for one in windows.order_by("closes_on", "pk")]
    return [
        (kind.label, one.closes_on, f"{kind.address(school.slug, 'review')}?for={one.document.variant}")
        for kind, one in found
    ]
