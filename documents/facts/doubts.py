"""What a coordinator is asked once before a decision: what was not done with families, and what stays open for it.

A site policy and an agreement are developed jointly with families (20 USC 6318(b)(1), (d)), the plans too
(6318(a)(2)(A), (c)(3)). The portal keeps nobody from recording what a body decided; the standing computed from the
records says it. As compliance does, this reads the year's document, not one printing of it (documents.facts.helped).
"""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import npgettext, pgettext

from accounts.clock import now, today
from documents import kinds
from documents.choices import LANGUAGES, Body, ContributorRole, TextState
from documents.facts.helped import helpers, of_version
from documents.kinds import CHANGES, Kind
from documents.models import Document, Edition, ReviewText
from regulation.provisions import PROVISIONS
from schools.facts import bindings

OFFICE = "A"


def doubts(document: Document) -> list[str]:
    """A sentence for each thing not done with families since the last edition; none for a document nobody has to
    write with them. Seven queries at most.
    """
    kind = kinds.get(document.kind)
    if kind.together is None or document.legacy:
        return []
    last = document.editions.live().order_by("-number").first()
    # What is shown for the year stays shown by a version before: a later one leaves no point open.
    bound = "" if last else bindings([document.owner], today(), now())[document.owner_id].part
    helped = any(row.role == ContributorRole.FAMILY for row in of_version(helpers(document), [last] if last else []))
    heard = _since(document.comments.by_families(), last, "at").exists()
    asked = _since(document.windows.standing(), last, "entered_at").exists()
    said = []
    named = (*kind.together.named, *(() if heard else kind.together.asked))
    if not helped and (named or not heard):
        sentence = pgettext("staff", "No family member is named among those who helped write it.")
        if last:
            sentence = pgettext("staff", "No family member is named among those who helped with this version.")
        said.append(_with_points(sentence, named, bound))
    if not asked:
        sentence = pgettext("staff", "Families were not asked about this draft: it was never open for their comments.")
        said.append(_with_points(sentence, kind.together.asked, bound))
    elif unseen := _unseen(document, kind):
        sentence = pgettext(
            "staff", "These sections came in after families were asked, who have not seen them: %(all)s."
        )
        said.append(sentence % {"all": ", ".join(f"“{heading}”" for heading in unseen)})
    return said


def _since(rows: Any, last: Edition | None, column: str) -> Any:
    return rows.filter(**{f"{column}__gt": last.published_at}) if last else rows


def decided_so(document: Document, *, body: str, on: date) -> list[str]:
    """What is odd about a decision itself: on texts nobody approved, after the law's day, by another body than the
    law's. One query.
    """
    kind, said = kinds.get(document.kind), []
    states = [getattr(row, f"state_{code}") for row in document.sections.all() for code in LANGUAGES]
    if open_texts := sum(state != TextState.APPROVED for state in states):
        sentence = npgettext(
            "staff",
            "%(n)s text is not approved yet: the body would decide on words that may still change.",
            "%(n)s texts are not approved yet: the body would decide on words that may still change.",
            open_texts,
        )
        said.append(sentence % {"n": open_texts})
    latest = date(document.for_year, *kind.decide_by) if kind.decide_by else None
    if latest and on > latest:
        sentence = pgettext("staff", "The law asks that it is decided by %(day)s. This day is later.")
        said.append(sentence % {"day": date_format(latest, "DATE_FORMAT")})
    if kind.hearing and body in (Body.SITE_COUNCIL, Body.FAMILIES):
        said.append(pgettext("staff", "The law asks that a governing board decides on this plan after its hearing."))
    return said


def _unseen(document: Document, kind: Kind) -> list[str]:
    """Headings of sections that no time to comment has shown; what changes in short is told of the others."""
    shown = ReviewText.objects.filter(window__document=document, window__voided_at=None).values("key")
    rows = document.sections.exclude(key__in=shown).exclude(key=CHANGES.key)
    return [str(kind.heading_of(row)) for row in rows]


def _with_points(sentence: str, codes: Collection[str], bound: str) -> str:
    """The sentence, and the points of the rules that stay open for it where they bind the school.

    An improvement plan's point is the office's own, as whose Title I school this one is.
    """
    binding = [PROVISIONS[code] for code in codes if code[0] == bound or (code[0] == OFFICE and bound == "B")]
    if not binding:
        return sentence
    points = ", ".join(f"{one.code} ({one.label()})" for one in binding)
    stays_open = pgettext("staff", "Of the rules this stays open: %(points)s.") % {"points": points}
    return f"{sentence} {stays_open}"
