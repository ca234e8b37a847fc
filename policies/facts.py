"""What compliance reads of policies: the one in force, and whether it is a general policy amended to serve."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from documents.facts import EditionFact, published
from documents.models import EditionSection
from policies.models import AmendedPolicy
from schools.choices import school_year

KIND = "site_policy"


@dataclass(frozen=True)
class PolicyFact(EditionFact):
    """An edition of a site policy; amended: rows that mark it as an amended general policy (B9).

    names_council: section B3 speaks of a council in both languages (A1.f).
    """

    amended_ids: tuple[int, ...] = ()
    names_council: bool = False

    @property
    def amended_general(self) -> bool:
        return bool(self.amended_ids)


def in_force(school_ids: Collection[int], on: date, known_at: datetime) -> dict[int, PolicyFact]:
    """Each school's policy in force on a day as known at a moment; schools without one are left out. Five queries.

    In force is the latest year's, next year's excepted: a policy adopted in May for the coming year waits for July.
    """
    year = school_year(on)
    marked = amended(school_ids, on, known_at)
    current: dict[int, EditionFact] = {}
    for school_id, editions in published(school_ids, KIND, on, known_at).items():
        if latest := next((one for one in editions if one.for_year <= year), None):
            current[school_id] = latest
    naming = _name_a_council([one.edition_id for one in current.values()])
    return {
        school_id: PolicyFact(
            **vars(one),
            amended_ids=marked.get(one.document_id, ()),
            names_council=one.edition_id in naming,
        )
        for school_id, one in current.items()
    }


def _name_a_council(edition_ids: Collection[int]) -> set[int]:
    """Editions whose section on planning speaks of a council or committee in both languages. One query."""
    spanish, english = Q(), Q()
    for word in ("consejo", "comité"):
        spanish |= Q(text_es__icontains=word)
    for word in ("council", "committee"):
        english |= Q(text_en__icontains=word)
    rows = EditionSection.objects.filter(spanish, english, edition_id__in=edition_ids, key="B3", legacy=False)
    return set(rows.values_list("edition_id", flat=True))


def amended(school_ids: Collection[int], on: date, known_at: datetime) -> dict[int, tuple[int, ...]]:
    """Rows that mark policies as amended general ones: {document_id: row ids}. One query."""
    rows = AmendedPolicy.objects.counting(on, known_at).filter(document__owner_id__in=school_ids)
    marked: dict[int, tuple[int, ...]] = {}
    for pk, document_id in rows.values_list("pk", "document_id"):
        marked[document_id] = (*marked.get(document_id, ()), pk)
    return marked
