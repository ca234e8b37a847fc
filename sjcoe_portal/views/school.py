"""A school's page, in the order a parent asks: the next date, the agreement, the policy, asking, more."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.audience import audience
from accounts.clock import now, today
from accounts.drawings import drawn
from compacts.kinds import COMPACT
from documents.facts import kinds_in_force
from schools.facts import is_outside_title_i
from schools.models import School
from sjcoe_portal.context import office_phone
from sjcoe_portal.views.public import next_dates, open_drafts


@audience("public")
@require_safe
def school(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(School.objects.public(), slug=slug)
    dates = next_dates(found)
    published = kinds_in_force(found.pk, today(), now())
    shown = {
        "school": found,
        "next": dates[0] if dates else None,
        "dates": dates[1:],
        "drafts": open_drafts(document__owner=found),
        "published": sorted(published),
        "grades": COMPACT.choices(found.slug, published.get(COMPACT.name, ())),
        "outside": not {"site_policy", COMPACT.name} <= set(published) and is_outside_title_i(found),
        "office_phone": office_phone(),
    }
    main = drawn("portal/school_main.html", shown)
    return render(request, "portal/school.html", {"school": found, "main": main})
