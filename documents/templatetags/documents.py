"""How documents' texts and the people who helped are shown."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

from documents import kinds
from documents.choices import ContributorRole
from documents.facts import hearings
from documents.facts.hearings import Hearing
from documents.markup import TOP_HEADING, html
from documents.models import Contributor, Edition

register = template.Library()
HELPERS = {
    ContributorRole.FAMILY: ngettext_lazy("%(count)d family member", "%(count)d family members", "count"),
    ContributorRole.STUDENT: ngettext_lazy("%(count)d student", "%(count)d students", "count"),
    ContributorRole.TEACHER: ngettext_lazy("%(count)d teacher", "%(count)d teachers", "count"),
    ContributorRole.STAFF: ngettext_lazy(
        "%(count)d person who works at the school", "%(count)d people who work at the school", "count"
    ),
    ContributorRole.ADMINISTRATOR: ngettext_lazy(
        "%(count)d school administrator", "%(count)d school administrators", "count"
    ),
    ContributorRole.COMMUNITY: ngettext_lazy(
        "%(count)d person from the community", "%(count)d people from the community", "count"
    ),
}


@register.filter
def marked(text: str | None, top: int = TOP_HEADING) -> SafeString:
    """A text in narrow Markdown as safe HTML; its own headings begin at level `top`."""
    return mark_safe(html(text or "", top))  # noqa: S308  documents.markup lets nothing else through


@register.filter
def printed(text: str | None, top: int = TOP_HEADING) -> SafeString:
    """The same for paper: where a link leads stands after its words."""
    return mark_safe(html(text or "", top, on_paper=True))  # noqa: S308  documents.markup lets nothing else through


@register.filter
def named(document: Any) -> str:
    """A document's name; its grades beside it where it is for some alone."""
    return kinds.title_of(document)


@register.filter
def helpers(contributors: list[dict[str, Any]]) -> str:
    """Who helped, by role and number: "6 family members and 2 teachers". Families come first."""
    order = list(HELPERS)
    rows = sorted((row for row in contributors if row["role"] in HELPERS), key=lambda row: order.index(row["role"]))
    return get_text_list([str(HELPERS[row["role"]] % {"count": row["count"]}) for row in rows], _("and"))


@register.simple_tag
def heard_before(edition: Edition) -> Hearing | None:
    """The public hearing before the decision on an edition; None where there was none."""
    return hearings.held(edition)


@register.filter
def at(rows: dict[str, Any] | None, key: str) -> Any:
    """What stands under a key; nothing where there is none."""
    return (rows or {}).get(key, "")


@register.filter
def counted(rows: Iterable[Contributor]) -> str:
    """Contributors by role and number, as `helpers` says them; those taken back left out."""
    return helpers([{"role": row.role, "count": row.count} for row in rows if row.voided_at is None])
