"""The year in review, for everyone; until the first one is published, what it will be and what a family can do."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.audience import audience
from schools.models import School


@audience("public")
@require_safe
def page(request: HttpRequest, slug: str) -> HttpResponse:
    school = get_object_or_404(School.objects.public(), slug=slug)
    return render(request, "evaluations/page.html", {"school": school, "phone": school.phone})
