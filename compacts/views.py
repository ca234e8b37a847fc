"""The agreement between school and family: what it is, and that none is published here yet."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.audience import audience
from schools.models import School


@audience("public")
@require_safe
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """What an agreement says and what a family can do today. Schools will publish theirs through the documents room."""
    school = get_object_or_404(School.objects.public(), slug=slug)
    phone = "" if school.confidential_setting else school.phone
    return render(request, "compacts/page.html", {"school": school, "phone": phone})
