"""What a document's working draft says beside what is published. Words alone, never a standing. No queries.

Standing follows from records (design.md): an edition is one, a draft is not, for it may change until it is published.
So a draft shows no part of a provision and takes none away; but whoever asks why is told what is there and what it
lacks: of a document with no edition yet in place of "nothing", of one in force as a note beside its standing.
"""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import npgettext_lazy, pgettext_lazy

from compliance.provisions.engine import Facts, Part, Text

NAMES = {"es": pgettext_lazy("staff", "Spanish"), "en": pgettext_lazy("staff", "English")}
STALE = {
    "es": pgettext_lazy("staff", "The Spanish of “{heading}” no longer matches the English in the draft"),
    "en": pgettext_lazy("staff", "The English of “{heading}” no longer matches the Spanish in the draft"),
}
WAITING = {
    "missing": pgettext_lazy("staff", "sections of the draft without a text:"),
    "draft": pgettext_lazy("staff", "sections of the draft not approved yet:"),
}


def unpublished(facts: Facts, kind: str) -> list[Any]:
    """The year's documents of a kind whose drafts are known as they stood on the day asked about."""
    found = facts.joint.papers.get(kind, ()) if facts.joint else ()
    return [paper for paper in found if paper.draft is not None]


def section_parts(facts: Facts, kind: str, otherwise: Text) -> list[Part]:
    """What the texts of a kind without an edition lack, a sentence each; `otherwise` where nothing is begun."""
    drafts = unpublished(facts, kind)
    if not drafts:
        return [Part(False, otherwise)]
    texts = [text for paper in drafts for text in paper.draft]
    whole = pgettext_lazy("staff", "every section of the draft is approved in both languages; it is not published yet")
    return [Part(False, said) for said in [*_waiting(texts), *_stale(texts)] or [whole]]


def families_part(facts: Facts, kind: str, otherwise: Text) -> Part:
    """Who helped with a draft stands in the record; it counts with the edition they helped to write."""
    helped = sum(paper.families for paper in unpublished(facts, kind))
    named = npgettext_lazy(
        "staff",
        "{n} family member is entered as a helper, but no published edition names that person yet",
        "{n} family members are entered as helpers, but no published edition names them yet",
        helped,
    )
    return Part(False, format_lazy(named, n=helped) if helped else otherwise)


def stale_notes(facts: Facts, kind: str, keys: Collection[str] = ()) -> tuple[Text, ...]:
    """Pairs of a draft under way that no longer match, of these sections or of all."""
    texts = [text for paper in unpublished(facts, kind) for text in paper.draft]
    return tuple(_stale([text for text in texts if not keys or text.key in keys]))


def _waiting(texts: list[Any]) -> Iterator[Text]:
    for state, words in WAITING.items():
        sections: dict[Text, list[Text]] = {}
        for text in texts:
            if text.state == state:
                sections.setdefault(text.key, [text.heading]).append(NAMES[text.language])
        if sections:
            named = [format_lazy("“{}” ({})", head, _listed(rest)) for head, *rest in sections.values()]
            yield format_lazy("{} {}", words, _listed(named))


def _stale(texts: list[Any]) -> Iterator[Text]:
    for text in texts:
        if text.state == "stale":
            yield format_lazy(STALE[text.language], heading=text.heading)


def _listed(items: Sequence[Text]) -> Text:
    return format_lazy(", ".join("{}" for _item in items), *items)
