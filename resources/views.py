"""Help for learning at home, for everyone; until the school publishes some, what it will be and whom to ask."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.audience import audience
from schools.models import School


@audience("public")
@require_safe
def page(request: HttpRequest, slug: str) -> HttpResponse:
    school = get_object_or_404(School.objects.public(), slug=slug)
    return render(request, "resources/page.html", {"school": school, "phone": school.phone})
