"""What a coordinator is asked once before a decision: what was not done with families, and what stays open for it.

A site policy and an agreement are developed jointly with families (20 USC 6318(b)(1), (d)), the plans too
(6318(a)(2)(A), (c)(3)). The portal keeps nobody from recording what a body decided; the standing computed from the
records says it. As compliance does, this reads the year's document, not one printing of it (documents.facts.helped).
"""

from collections.abc import Collection

from django.utils.translation import pgettext

from accounts.clock import now, today
from documents import kinds
from documents.choices import ContributorRole
from documents.kinds import CHANGES, Kind
from documents.models import Document, ReviewText
from regulation.provisions import PROVISIONS
from schools.facts import bindings

OFFICE = "A"


def doubts(document: Document) -> list[str]:
    """A sentence for each thing; none for a document nobody has to write with families. Six queries at most."""
    kind = kinds.get(document.kind)
    if kind.together is None or document.legacy:
        return []
    bound = bindings([document.owner], today(), now())[document.owner_id].part
    helped = document.contributors.standing().filter(review=None, role=ContributorRole.FAMILY).exists()
    heard = document.comments.by_families().exists()
    asked = document.windows.standing().exists()
    said = []
    named = (*kind.together.named, *(() if heard else kind.together.asked))
    if not helped and (named or not heard):
        sentence = pgettext("staff", "No family member is named among those who helped write it.")
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
