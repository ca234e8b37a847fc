"""What the county may reach of one school, and how a page with one form works."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from accounts.models import User
from schools.forms import refuse, submitted
from schools.models import DayOff, Evidence, School
from schools.views.stands import taken_back


def school_of(request: HttpRequest, slug: str, perm: str = "schools.view_school") -> School:
    """The school, if the person may do this there; else it reads as absent."""
    school: School = get_object_or_404(School.objects.visible_to(request.user), slug=slug)  # type: ignore[arg-type]
    if not request.user.has_perm(perm, school):
        raise Http404
    return school


def form_page(
    request: HttpRequest, school: School, form: forms.Form, act: Callable[[dict[str, Any]], object], **texts: str
) -> HttpResponse:
    """Show a form, or do what it says: a refusal is shown beside what was typed."""
    if request.method == "POST" and submitted(form):
        try:
            act(form.cleaned_data)
        except ValidationError as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, texts["done"])
            return redirect("schools_county:detail", school.slug)
    return render(request, "schools/form.html", {"school": school, "form": form, **texts})


def voided(request: HttpRequest, school: School, row: Evidence | DayOff, title: str) -> HttpResponse | None:
    """Who took an entry back and when, in place of the form that would; None where it stands."""
    if row.voided_at is None or row.voided_by is None:
        return None
    back = (reverse("schools_county:detail", args=[school.slug]), school.name)
    return taken_back(request, row.voided_at, row.voided_by, title=title, back=back, school=school)


def me(request: HttpRequest) -> User:
    user = request.user
    assert isinstance(user, User)  # noqa: S101  the audience has refused everyone else
    return user
