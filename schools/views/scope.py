"""What the county may reach of one school, and how a page with one form works."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import pgettext

from accounts.models import User
from schools.actions import void
from schools.forms import VoidForm, refuse, submitted
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


def take_back(request: HttpRequest, school: School, row: Evidence | DayOff, title: str, lead: str) -> HttpResponse:
    """An entry's way back, with the reason; one taken back already says by whom and when instead of a form."""
    if row.voided_at is not None and row.voided_by is not None:
        back = (reverse("schools_county:detail", args=[school.slug]), school.name)
        return taken_back(request, row.voided_at, row.voided_by, title=title, back=back, school=school)
    return form_page(
        request,
        school,
        VoidForm(request.POST or None),
        lambda data: void(row, by=me(request), **data),
        title=title,
        lead=lead,
        button=pgettext("staff", "Take it back"),
        done=pgettext("staff", "Taken back."),
    )


def kept() -> str:
    """What is said of evidence that is taken back."""
    return pgettext(
        "staff", "It stays in the records as taken back, with your reason. What was known before stays known."
    )


def me(request: HttpRequest) -> User:
    user = request.user
    assert isinstance(user, User)  # noqa: S101  the audience has refused everyone else
    return user
