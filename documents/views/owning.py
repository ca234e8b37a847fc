"""Sections of a school's own: added with a heading in both languages, renamed, and taken out while it is a draft."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods

from accounts.audience import audience
from documents import actions, kinds
from documents.forms import HeadingForm, OwnSectionForm
from documents.kinds import is_own
from documents.models import Document, Section
from documents.views.found import WRITE, document_of, person, sections_of
from documents.views.posted import METHODS, is_done, posted


@audience("desk")
@require_http_methods(METHODS)
def add(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Where it stands and how it is called; then its words are written like any other's."""
    document = document_of(request, slug, pk, WRITE)
    form, made = OwnSectionForm(posted(request)), []

    def act() -> None:
        made.append(actions.add_own_section(document, **form.section, by=person(request)))

    if is_done(request, form, act, pgettext("staff", "Added. Write it here in both languages.")):
        return redirect("documents_desk:section", slug=slug, pk=pk, key=made[0].key)
    title, button = pgettext("staff", "Add a section of your own"), pgettext("staff", "Add it")
    return _page(request, document, "documents/own_section.html", form=form, title=title, button=button)


@audience("desk")
@require_http_methods(METHODS)
def rename(request: HttpRequest, slug: str, pk: int, key: str) -> HttpResponse:
    """Its heading in both languages; the words under it stay."""
    document, one = _own(request, slug, pk, key)
    form = HeadingForm(posted(request), initial={name: getattr(one, name) for name in HeadingForm.base_fields})

    def act() -> None:
        actions.rename_section(one, headings=form.headings, by=person(request), revision=_revision(request))

    if is_done(request, form, act, pgettext("staff", "Saved.")):
        return redirect("documents_desk:section", slug=slug, pk=pk, key=key)
    title, button = pgettext("staff", "Change the heading"), pgettext("staff", "Save")
    more = {"form": form, "section": one, "title": title, "button": button}
    return _page(request, document, "documents/rename.html", **more)


@audience("desk")
@require_http_methods(METHODS)
def take_out(request: HttpRequest, slug: str, pk: int, key: str) -> HttpResponse:
    """What goes with it, and the button."""
    document, one = _own(request, slug, pk, key)
    form = forms.Form(posted(request))

    def act() -> None:
        actions.take_out(one, by=person(request), revision=_revision(request))

    if is_done(request, form, act, pgettext("staff", "Taken out.")):
        return redirect("documents_desk:page", slug=slug, pk=pk)
    title, button = pgettext("staff", "Take this section out"), pgettext("staff", "Take it out")
    heading = kinds.get(document.kind).heading_of(one)
    more = {"form": form, "section": one, "heading": heading, "title": title, "button": button}
    return _page(request, document, "documents/take_out.html", **more)


def _own(request: HttpRequest, slug: str, pk: int, key: str) -> tuple[Document, Section]:
    document = document_of(request, slug, pk, WRITE)
    _rows, one = sections_of(document, key)
    if not is_own(key):
        raise Http404
    return document, one


def _revision(request: HttpRequest) -> int:
    """What was read before, as the page knows it; none that there is where it says none."""
    given = request.POST.get("revision", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) <= 9 else -1


def _page(request: HttpRequest, document: Document, template: str, **more: Any) -> HttpResponse:
    context = {"school": document.owner, "document": document, "kind": kinds.get(document.kind)}
    return render(request, template, context | more)
