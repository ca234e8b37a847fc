"""What families said about a draft and what became of it: for the public page, the desk and the editor."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Count, Q, QuerySet

from documents.choices import TextState, other
from documents.models import Answer, Comment, CommentCopy, Document

# Beside a section stand this many at most; the list has them all.
BESIDE = 12


@dataclass(frozen=True)
class Quote:
    """A comment as the public may read it: its words, the language they are in, a person's translation if any."""

    text: str
    language: str
    translation: str
    key: str


@dataclass
class Became:
    """One answer with the comments it serves. words: empty until they are approved in the page's language."""

    answer: Answer
    words: str
    quotes: list[Quote] = field(default_factory=list)
    unseen: int = 0


@dataclass
class Heard:
    """What the public page tells of a document: how many spoke, what came of it, what carries over."""

    received: int = 0
    answered: int = 0
    late: int = 0
    became: list[Became] = field(default_factory=list)
    waiting: list[Quote] = field(default_factory=list)
    carried: list[Quote] = field(default_factory=list)


@dataclass(frozen=True)
class Counts:
    """Comments of a document: all, without an answer, late, and those somebody has to look at before they show."""

    total: int = 0
    waiting: int = 0
    late: int = 0
    unread: int = 0


def heard(document: Document, language: str) -> Heard:
    """Everything the public may know of a document's comments, in a page's language. Three queries."""
    copies = latest_copies(CommentCopy.objects.filter(comment__document=document))
    became = {row.pk: Became(row, _approved(row, language)) for row in document.answers.order_by("pk")}
    told = Heard(became=list(became.values()))
    for row in document.comments.order_by("pk"):
        told.received += row.window_id is not None
        told.late += row.window_id is None
        told.answered += row.window_id is not None and row.answer_id is not None
        quote = _quote(row, copies.get(row.pk), language)
        if row.answer_id is not None:
            group = became[row.answer_id]
            group.unseen += quote is None
        if quote is not None:
            place = told.carried if row.window_id is None else told.waiting
            (became[row.answer_id].quotes if row.answer_id is not None else place).append(quote)
    return told


def latest_copies(rows: Iterable[CommentCopy]) -> dict[int, CommentCopy]:
    """The copy that holds for each comment: its last row."""
    return {row.comment_id: row for row in sorted(rows, key=lambda row: row.pk)}


def copies_of(comments: Iterable[Comment]) -> dict[int, CommentCopy]:
    """The copies that hold for these comments. One query."""
    return latest_copies(CommentCopy.objects.filter(comment__in=[row.pk for row in comments]))


def counts(document: Document) -> Counts:
    """How many comments there are and what they wait for. One query."""
    waiting, late = Q(answer=None, window__isnull=False), Q(window=None)
    tally = document.comments.aggregate(
        total=Count("pk", distinct=True),
        waiting=Count("pk", filter=waiting, distinct=True),
        late=Count("pk", filter=late, distinct=True),
        unread=Count("pk", filter=Q(may_show=True, copies=None), distinct=True),
    )
    return Counts(**tally)


def by_section(window_id: int) -> dict[str, int]:
    """How many comments of a window there are on each section ("" for the whole). One query."""
    tally: dict[str, int] = defaultdict(int)
    rows = Comment.objects.filter(window_id=window_id).order_by().values_list("key").annotate(number=Count("pk"))
    tally.update(dict(rows))
    return tally


def carried_over(document: Document) -> "QuerySet[Comment]":
    """Comments on the document before this one (same owner, kind, variant) that nobody has answered."""
    before = Document.objects.of(document.owner_id, document.kind, document.variant)
    last = before.filter(for_year__lt=document.for_year).order_by("-for_year").values_list("pk", flat=True).first()
    return Comment.objects.unanswered().filter(document_id=last or 0)


def beside(document: Document, key: str) -> tuple[Sequence[Comment], Sequence[Comment]]:
    """What stands beside a section: comments on it, newest first, and those carried over from the document before."""
    own = document.comments.filter(key=key).select_related("answer").order_by("-pk")[:BESIDE]
    return list(own), list(carried_over(document).filter(key=key).order_by("-pk")[:BESIDE])


def _approved(answer: Answer, language: str) -> str:
    is_approved = getattr(answer, f"state_{language}") == TextState.APPROVED
    return str(getattr(answer, f"text_{language}")) if is_approved else ""


def _quote(row: Comment, copy: CommentCopy | None, language: str) -> Quote | None:
    """What may be read of a comment; None without its writer's consent, or where nobody let it through."""
    if copy is None or not copy.shown or not row.may_show:
        return None
    said = getattr(copy, f"text_{row.language}")
    translated = getattr(copy, f"text_{other(row.language)}") if row.language != language else ""
    return Quote(said, row.language, translated, row.key) if said else None
