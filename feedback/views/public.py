"""A family asks: a question, a call, a meeting. No account, and a name only if it likes."""

from datetime import date
from typing import Any

from django.core import signing
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.audience import audience
from feedback.actions import ask as enter
from feedback.choices import Kind
from feedback.forms import AskForm
from feedback.models import Request
from feedback.views import sender_of
from schools.models import School

# What the confirmation says is signed, so that nobody is shown promises the school never made.
SALT = "feedback.done"


@audience("form")
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, slug: str) -> HttpResponse:
    school = get_object_or_404(School.objects.public(), slug=slug)
    posted = request.POST if request.method == "POST" else None
    form = AskForm(posted, kind=request.GET.get("kind", ""))
    if "switch_language" in request.POST:
        form.errors.clear()
    elif form.is_bound and form.is_valid():
        try:
            row = _enter(request, school, form)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            return redirect(f"{reverse('feedback:done', args=[slug])}?r={_receipt(row)}")
    context = {"school": school, "form": form, "phone": school.phone, "wanted": form.wanted()}
    return render(request, "feedback/ask.html", context)


@audience("form")
@require_safe
def done(request: HttpRequest, slug: str) -> HttpResponse:
    """What we understood and by when it is answered: no word of what was written."""
    school = get_object_or_404(School.objects.public(), slug=slug)
    try:
        receipt = signing.loads(request.GET.get("r", ""), salt=SALT)
    except signing.BadSignature:
        return redirect("feedback:ask", slug=slug)
    context: dict[str, Any] = {
        "school": school,
        "phone": school.phone,
        "kind": receipt["kind"],
        "is_call": receipt["kind"] == Kind.CALL,
        "is_meeting": receipt["kind"] == Kind.MEETING,
        "due_on": date.fromisoformat(receipt["due_on"]),
        "reachable": receipt["reachable"],
    }
    return render(request, "feedback/done.html", context)


def _enter(request: HttpRequest, school: School, form: AskForm) -> Request:
    return enter(school, form_key=form.cleaned_data["key"], sender=sender_of(request), **form.wish())


def _receipt(row: Request) -> str:
    receipt = {"kind": row.kind, "due_on": row.due_on.isoformat(), "reachable": bool(row.contact)}
    return signing.dumps(receipt, salt=SALT, compress=True)
