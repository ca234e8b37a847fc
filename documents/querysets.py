"""Named reads of documents. Every list starts at visible_to(user)."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from documents.choices import TextState
from schools.querysets import EvidenceQuerySet, school_ids

if TYPE_CHECKING:
    from accounts.models import User


def _on_desk(rows: Any, language: str) -> Any:
    """Of rows in documents being worked on, those whose text in a language is a draft, stale, or missing beside one."""
    beside = "en" if language == "es" else "es"
    open_ones = Q(**{f"state_{language}__in": [TextState.DRAFT, TextState.STALE]})
    missing = Q(**{f"state_{language}": TextState.MISSING}) & ~Q(**{f"text_hash_{beside}": ""})
    return rows.filter(open_ones | missing, document__state__in=["draft", "adopted"])


class DocumentQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: "User") -> Self:
        """Documents of the schools whose staff pages the user may open."""
        ids = school_ids(user)
        return self if ids is None else self.filter(owner_id__in=ids)

    def of(self, owner_id: int, kind: str, variant: str = "") -> Self:
        return self.filter(owner_id=owner_id, kind=kind, variant=variant)

    def heard(self) -> Self:
        """Those that have something to tell of what families said; `was_asked`: laid before families.

        The others answer what came late for an earlier year's; only answers approved in both languages count for them.
        """
        windows = self.model._meta.get_field("windows").related_model.objects.standing()
        both = dict.fromkeys(("answers__state_es", "answers__state_en"), TextState.APPROVED)
        return (
            self.annotate(was_asked=Exists(windows.filter(document=OuterRef("pk"))))
            .filter(Q(was_asked=True) | Q(**both))
            .distinct()
        )


class SectionQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: "User") -> Self:
        ids = school_ids(user)
        return self if ids is None else self.filter(document__owner_id__in=ids)

    def waiting(self, language: str) -> Self:
        """Texts an approver of `language` has something to do about, in documents still being worked on."""
        waiting = Q(**{f"state_{language}__in": [TextState.DRAFT, TextState.STALE]})
        return self.filter(waiting, document__state__in=["draft", "adopted"], document__legacy=False)

    def on_desk(self, language: str) -> Self:
        """Texts a translator or an approver of `language` has something to do about: drafts, stale, not written yet."""
        found: Self = _on_desk(self.filter(document__legacy=False), language)
        return found


class AnswerQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: "User") -> Self:
        ids = school_ids(user)
        return self if ids is None else self.filter(document__owner_id__in=ids)

    def waiting(self, language: str) -> Self:
        """Answers an approver of `language` has something to do about."""
        waiting = Q(**{f"state_{language}__in": [TextState.DRAFT, TextState.STALE]})
        return self.filter(waiting, document__state__in=["draft", "adopted"])

    def on_desk(self, language: str) -> Self:
        """Answers a translator or an approver of `language` has something to do about."""
        found: Self = _on_desk(self, language)
        return found


class WindowQuerySet(EvidenceQuerySet):
    def open_on(self, day: date) -> Self:
        """Windows in which comments are taken on a day."""
        return self.standing().filter(on__lte=day, closes_on__gte=day)

    def with_late_answers(self) -> Self:
        """`late_is_answered`: a later year's document answered what came late, in both languages."""
        comments = self.model._meta.get_field("comments").related_model.objects
        both = dict.fromkeys(("answer__state_es", "answer__state_en"), TextState.APPROVED)
        later = {"answer__document__for_year__gt": OuterRef("document__for_year")}
        found = comments.filter(document=OuterRef("document"), window=None, **both, **later)
        return self.annotate(late_is_answered=Exists(found))


class CommentQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: "User") -> Self:
        """Comments on documents of the schools whose staff pages the user may open."""
        ids = school_ids(user)
        return self if ids is None else self.filter(document__owner_id__in=ids)

    def unanswered(self) -> Self:
        return self.filter(answer=None)

    def waiting(self) -> Self:
        """Made in a window and not answered yet: what a decision waits for."""
        return self.unanswered().exclude(window=None)

    def late(self) -> Self:
        """Came when no window was open: carries over."""
        return self.filter(window=None)

    def answerable_in(self, document: Any) -> Self:
        """What a document may answer: its own, and those that came late for the same one of an earlier year.

        The database refuses any other (trigger).
        """
        earlier = {f"document__{name}": getattr(document, name) for name in ("owner_id", "kind", "variant")}
        late = Q(window=None, document__for_year__lt=document.for_year, **earlier)
        return self.unanswered().filter(Q(document=document) | late)

    def unread(self) -> Self:
        """Its writer lets it be shown, and nobody has looked at it yet."""
        return self.filter(may_show=True, copies=None)

    def by_families(self) -> Self:
        """What families themselves said (6318(b)(4), (c)(5)); committees' comments have their own way."""
        return self.filter(role="family", committee="")

    def known(self, on: date, known_at: datetime) -> Self:
        """Comments made by day `on`, as known at `known_at`."""
        return self.filter(on__lte=on, at__lte=known_at)


class EditionQuerySet(models.QuerySet[Any]):
    def live(self) -> Self:
        """Editions not voided."""
        return self.filter(void=None)

    def known(self, on: date, known_at: datetime) -> Self:
        """Editions in force by day `on` as known at `known_at`: published and not voided by then."""
        return self.filter(Q(void=None) | Q(void__at__gt=known_at), on__lte=on, published_at__lte=known_at)

    def public(self, owner_id: int, kind: str) -> Self:
        """A school's live editions of a kind, newest first."""
        return self.history(owner_id, kind).live()

    def history(self, owner_id: int, kind: str) -> Self:
        """All editions of a kind a school ever published, newest first, those taken back with their void.

        `was_looked_at`: its document was looked at again and left as it is.
        """
        reviews = self.model._meta.get_field("document").related_model._meta.get_field("reviews").related_model.objects
        mine = self.filter(document__owner_id=owner_id, document__kind=kind)
        mine = mine.annotate(was_looked_at=Exists(reviews.standing().filter(document=OuterRef("document"))))
        return mine.select_related("document", "adoption", "void").order_by("-document__for_year", "-number")


class EditionFileQuerySet(models.QuerySet[Any]):
    def waiting(self, at: datetime) -> Self:
        """Files nobody has built and nobody is building at `at`, of editions that still stand."""
        free = Q(claimed_until=None) | Q(claimed_until__lt=at)
        return self.filter(free, built_at=None, edition__void=None)
