"""Packages of a plan with families' comments: what would travel, what was sealed, and whether it still is."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, F, Q

from accounts.clock import now, today
from documents.choices import LANGUAGES, Recipient
from documents.markup import combined, digest
from documents.models import Comment, Document, Edition, EditionFile, Submission
from schools.choices import RoleKind
from schools.models import StaffRole


@dataclass(frozen=True)
class Travels:
    """Families' comments on a plan: all, of those not satisfied, with a name its writer chose, in no package yet."""

    total: int = 0
    not_satisfied: int = 0
    named: int = 0
    unsent: int = 0


def travels(document: Document, packages: Sequence[Submission]) -> Travels:
    """What would go on with a plan today. One query.

    Args:
        packages: the document's standing sealed ones, newest first.
    """
    sealed = packages[0].sealed_at if packages else None
    unsent = Q(at__gt=sealed) if sealed else Q()
    found = document.comments.by_families().aggregate(
        total=Count("pk"),
        not_satisfied=Count("pk", filter=Q(not_satisfied=True)),
        named=Count("pk", filter=~Q(name="")),
        unsent=Count("pk", filter=unsent),
    )
    return Travels(**found)


def sealed(document: Document) -> list[Submission]:
    """A document's packages, those taken back too, newest first, each with how many comments are in it. One query."""
    rows = Submission.objects.filter(edition__document=document, sealed_at__isnull=False)
    counted = rows.annotate(
        size=Count("comments"), unhappy=Count("comments", filter=Q(comments__comment__not_satisfied=True))
    )
    return list(counted.select_related("edition", "entered_by").order_by("-sealed_at"))


def being_built(packages: Sequence[Submission]) -> set[int]:
    """Ids of the packages whose file must wait: a PDF of the plan is still to be built. One query, none without any.

    Nothing more is built of an edition that was taken back: its package is given as it is, and says what it lacks.
    """
    editions = {one.edition_id for one in packages}
    if not editions:
        return set()
    files = EditionFile.objects.filter(edition__in=editions, edition__void=None, built_at=None)
    waiting = set(files.values_list("edition_id", flat=True))
    return {one.pk for one in packages if one.edition_id in waiting}


def nothing_new(edition: Edition | None, packages: Sequence[Submission], found: Travels) -> Submission | None:
    """The package that holds the edition and all that would travel; None where there is something to seal.

    Args:
        packages: the document's standing sealed ones, newest first, with their sizes.
    """
    same = (one for one in packages if edition and one.edition_id == edition.pk and one.size == found.total)  # type: ignore[attr-defined]
    return next(same, None)


def arrived() -> Any:
    """Packages for the county office, newest first, those taken back too, each with how many comments are in it."""
    rows = Submission.objects.filter(recipient=Recipient.COUNTY, sealed_at__isnull=False)
    counted = rows.annotate(
        size=Count("comments"), unhappy=Count("comments", filter=Q(comments__comment__not_satisfied=True))
    )
    return counted.select_related("edition__document__owner", "entered_by").order_by("-sealed_at", "-pk")


def arrived_by(year: int, on: date, known_at: datetime) -> int:
    """How many stand for a school year by a day, as known. One query."""
    rows = Submission.objects.counting(on, known_at).filter(for_year=year, recipient=Recipient.COUNTY)
    return int(rows.filter(sealed_at__isnull=False).count())


def county_readers() -> list[str]:
    """Who at the county office finds a package in its list: county staff of today, by name. One query."""
    rows = StaffRole.objects.counting(today(), now()).filter(kind=RoleKind.COUNTY).select_related("user")
    return sorted({row.user.name for row in rows})


def contents(edition: Edition, comments: Sequence[Comment]) -> dict[str, Any]:
    """What the seal is over, in its order: the edition's hash, and each comment as it travels.

    Names are outside the seal: a family may take its name back later, and the package must still hold.
    """
    return {
        "edition": edition.digest,
        "comments": [
            {
                "on": one.on.isoformat(),
                "language": one.language,
                "section": one.key,
                "text": one.text,
                "not_satisfied": one.not_satisfied,
            }
            for one in comments
        ],
    }


def seal_of(edition: Edition, comments: Sequence[Comment]) -> str:
    """SHA-256 over the package's contents as canonical JSON."""
    said = json.dumps(contents(edition, comments), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(said.encode()).hexdigest()


def comments_in(package: Submission) -> list[Comment]:
    """The comments of a package in the order they were sealed in."""
    return [row.comment for row in package.comments.select_related("comment")]


def faults(package: Submission) -> list[str]:
    """What no longer is as it was sealed: "words" (a comment or their order), "lost" (a comment), "plan" (its text)."""
    edition, comments = package.edition, comments_in(package)
    found = []
    if seal_of(edition, comments) != package.digest:
        found.append("words")
    made = edition.document.comments.by_families().filter(at__lt=package.sealed_at)
    if made.exclude(pk__in=[one.pk for one in comments]).exists():
        found.append("lost")
    texts = [getattr(row, f"text_{code}") for row in edition.sections.all() for code in LANGUAGES]
    if combined(digest(text) for text in texts) != edition.digest:
        found.append("plan")
    return found


def every_sealed() -> Any:
    """All sealed packages, for a check of every one."""
    return Submission.objects.filter(sealed_at__isnull=False).select_related("edition__document").order_by(F("pk"))
