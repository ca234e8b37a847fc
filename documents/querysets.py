"""Named reads of documents. Every list starts at visible_to(user)."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Case, DateTimeField, Exists, F, OuterRef, Q, When
from django.db.models.functions import Coalesce

from documents.choices import State, TextState, other
from schools.querysets import EvidenceQuerySet, school_ids

if TYPE_CHECKING:
    from accounts.models import User


def _on_desk(rows: Any, language: str) -> Any:
    """Of rows in documents being worked on, those whose text in a language is a draft, stale, or missing beside one."""
    open_ones = Q(**{f"state_{language}__in": [TextState.DRAFT, TextState.STALE]})
    missing = Q(**{f"state_{language}": TextState.MISSING}) & ~Q(**{f"text_hash_{other(language)}": ""})
    return rows.filter(open_ones | missing, document__state__in=["draft", "adopted"])


def _sent_back(rows: Any, language: str) -> Any:
    """Whether an approver sent a row's text in a language back, and nobody has changed it since."""
    found = rows.model._meta.get_field("sent_back").related_model.objects.open()
    return Exists(found.filter(language=language, **{rows.model._meta.model_name: OuterRef("pk")}))


def _with_since(rows: Any, language: str, begun: str) -> Any:
    """`since`: the moment a text began to wait; a stale or missing one when its source was written."""
    late = Q(**{f"state_{language}__in": [TextState.STALE, TextState.MISSING]})
    written, source = F(f"written_at_{language}"), F(f"written_at_{other(language)}")
    since = Case(When(late, then=source), default=written, output_field=DateTimeField())
    return rows.annotate(since=Coalesce(since, F(begun), output_field=DateTimeField()))


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
        open_ones = self.filter(waiting, document__state__in=["draft", "adopted"], document__legacy=False)
        return open_ones.exclude(_sent_back(self, language))

    def with_sent_back(self, language: str) -> Self:
        """`sent_back_now`: an approver sent the text back, and nobody has changed it since."""
        return self.annotate(sent_back_now=_sent_back(self, language))

    def on_desk(self, language: str) -> Self:
        """Texts a translator or an approver of `language` has something to do about: drafts, stale, not written yet."""
        found: Self = _on_desk(self.filter(document__legacy=False), language)
        return found

    def with_since(self, language: str) -> Self:
        """`since`: the moment a text that waits in `language` began to."""
        found: Self = _with_since(self, language, "document__created_at")
        return found


class AnswerQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: "User") -> Self:
        ids = school_ids(user)
        return self if ids is None else self.filter(document__owner_id__in=ids)

    def waiting(self, language: str) -> Self:
        """Answers an approver of `language` has something to do about."""
        waiting = Q(**{f"state_{language}__in": [TextState.DRAFT, TextState.STALE]})
        open_ones = self.filter(waiting, document__state__in=["draft", "adopted"])
        return open_ones.exclude(_sent_back(self, language))

    def with_sent_back(self, language: str) -> Self:
        """`sent_back_now`: an approver sent the answer back, and nobody has changed it since."""
        return self.annotate(sent_back_now=_sent_back(self, language))

    def on_desk(self, language: str) -> Self:
        """Answers a translator or an approver of `language` has something to do about."""
        found: Self = _on_desk(self, language)
        return found

    def with_since(self, language: str) -> Self:
        """`since`: the moment an answer that waits in `language` began to."""
        found: Self = _with_since(self, language, "entered_at")
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
        """Not answered yet, and a decision waits for it: made in a window, or a committee's whenever it came."""
        return self.unanswered().exclude(window=None, committee="")

    def late(self) -> Self:
        """Came when no window was open: carries over where it is not answered."""
        return self.filter(window=None)

    def after_decision(self) -> Self:
        """Came when no window was open, and after the decision in force: too late for this version."""
        adoptions = self.model._meta.get_field("document").related_model._meta.get_field("adoptions").related_model
        decided = adoptions.objects.standing().filter(document=OuterRef("document"), on__gte=OuterRef("on"))
        return self.late().exclude(document__state=State.DRAFT).exclude(Exists(decided))

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


class SentBackQuerySet(EvidenceQuerySet):
    def visible_to(self, user: "User") -> Self:
        ids = school_ids(user)
        return self if ids is None else self.filter(document__owner_id__in=ids)

    def open(self) -> Self:
        """Those whose text nobody has changed or approved since."""
        return self.standing().filter(ends_on=None)

    def of(self, text: Any, language: str) -> Self:
        """Those of one language of a section or an answer."""
        return self.filter(language=language, **{text._meta.model_name: text})


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
