"""What families said about a draft and what became of it: for the public page, the desk and the editor."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Count, Q, QuerySet

from documents.choices import LANGUAGES, ContributorRole, TextState, other
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
    # The school year of the document it was said of.
    for_year: int
    # The committee or council that sent it; empty where a person said it.
    committee: str = ""


@dataclass
class Became:
    """One answer, approved in both languages, with the comments it serves. words: in the page's language.

    What is not shown: how many people said it, and which committees.
    """

    answer: Answer
    words: str
    quotes: list[Quote] = field(default_factory=list)
    unseen: int = 0
    committees: list[str] = field(default_factory=list)


@dataclass
class Onward:
    """An answer a later year's document gave to comments that came late for this one."""

    answer: Answer
    quotes: list[Quote] = field(default_factory=list)
    number: int = 0


@dataclass
class Tally:
    """Comments made in time by one sort of writer, and how many of them have an answer."""

    received: int = 0
    answered: int = 0


@dataclass
class Heard:
    """What the public page tells of a document: how many spoke, what came of it, what carries over.

    Families are counted apart from students, staff and neighbours, and from committees, which are named.
    """

    families: Tally = field(default_factory=Tally)
    others: Tally = field(default_factory=Tally)
    committees: Tally = field(default_factory=Tally)
    committee_names: list[str] = field(default_factory=list)
    late: int = 0
    became: list[Became] = field(default_factory=list)
    waiting: list[Quote] = field(default_factory=list)
    carried: list[Quote] = field(default_factory=list)
    onward: list[Onward] = field(default_factory=list)


@dataclass(frozen=True)
class Counts:
    """Comments of a document: all, those a decision waits for, late, those somebody has to look at before they show.

    carried: from earlier years, not answered yet.
    """

    total: int = 0
    waiting: int = 0
    late: int = 0
    unread: int = 0
    carried: int = 0


def heard(document: Document, language: str) -> Heard:
    """Everything the public may know of a document's comments, in a page's language. Three queries.

    An answer counts once it is approved in both languages; until then its comments stand as not answered yet. Comments
    that came late for an earlier year's and are answered here stand among the others; those of this one that a later
    year's answered lead there.
    """
    ours = Q(comment__document=document) | Q(comment__answer__document=document)
    copies = latest_copies(CommentCopy.objects.filter(ours))
    given = [row for row in document.answers.order_by("pk") if _is_public(row)]
    became = {row.pk: Became(row, getattr(row, f"text_{language}")) for row in given}
    onward: dict[int, Onward] = {}
    told = Heard(became=list(became.values()))
    spoken = Comment.objects.filter(Q(document=document) | Q(answer__document=document)).order_by("pk")
    for row in spoken.select_related("document", "answer__document"):
        quote = _quote(row, copies.get(row.pk), language)
        if row.window_id is not None:
            _counted(told, row, answered=row.answer_id in became)
        if row.answer_id in became:
            _under(became[row.answer_id], row, quote)
        elif row.answer is not None and _is_public(row.answer):
            place = onward.setdefault(row.answer.pk, Onward(row.answer))
            place.number += 1
            place.quotes += [quote] if quote else []
        elif row.document_id == document.pk:
            # One of an earlier year's whose answer here is not public yet stands on that year's page alone.
            told.late += row.window_id is None
            (told.carried if row.window_id is None else told.waiting).extend([quote] if quote else [])
    told.onward = list(onward.values())
    return told


def _counted(told: Heard, row: Comment, *, answered: bool) -> None:
    if row.committee:
        tally = told.committees
        told.committee_names += [row.committee] if row.committee not in told.committee_names else []
    else:
        tally = told.families if row.role == ContributorRole.FAMILY else told.others
    tally.received += 1
    tally.answered += answered


def _under(group: Became, row: Comment, quote: Quote | None) -> None:
    if quote is not None:
        group.quotes.append(quote)
    elif not row.committee:
        group.unseen += 1
    elif row.committee not in group.committees:
        group.committees.append(row.committee)


def latest_copies(rows: Iterable[CommentCopy]) -> dict[int, CommentCopy]:
    """The copy that holds for each comment: its last row."""
    return {row.comment_id: row for row in sorted(rows, key=lambda row: row.pk)}


def copies_of(comments: Iterable[Comment]) -> dict[int, CommentCopy]:
    """The copies that hold for these comments. One query."""
    return latest_copies(CommentCopy.objects.filter(comment__in=[row.pk for row in comments]))


def decided_before(comments: Iterable[Comment]) -> set[int]:
    """Ids of those that came after the decision; all others can still be answered before it. One query at most."""
    ids = [row.pk for row in comments if row.window_id is None and row.answer_id is None]
    return set(Comment.objects.filter(pk__in=ids).after_decision().values_list("pk", flat=True)) if ids else set()


def counts(document: Document) -> Counts:
    """How many comments there are and what they wait for. Two queries."""
    waiting, late = Q(answer=None) & ~Q(window=None, committee=""), Q(window=None)
    tally = document.comments.aggregate(
        total=Count("pk", distinct=True),
        waiting=Count("pk", filter=waiting, distinct=True),
        late=Count("pk", filter=late, distinct=True),
        unread=Count("pk", filter=Q(may_show=True, copies=None), distinct=True),
    )
    return Counts(**tally, carried=carried_over(document).count())


def by_section(window_id: int) -> dict[str, int]:
    """How many comments of a window there are on each section ("" for the whole). One query."""
    tally: dict[str, int] = defaultdict(int)
    rows = Comment.objects.filter(window_id=window_id).order_by().values_list("key").annotate(number=Count("pk"))
    tally.update(dict(rows))
    return tally


def carried_over(document: Document) -> "QuerySet[Comment]":
    """Late comments on the same document of earlier years (owner, kind, variant) that nobody has answered."""
    return Comment.objects.answerable_in(document).exclude(document=document)


def beside(document: Document, key: str) -> tuple[Sequence[Comment], Sequence[Comment]]:
    """What stands beside a section: comments on it, newest first, and those carried over from the document before."""
    own = document.comments.filter(key=key).select_related("answer").order_by("-pk")[:BESIDE]
    carried = carried_over(document).filter(key=key).select_related("document").order_by("-pk")[:BESIDE]
    return list(own), list(carried)


def _is_public(answer: Answer) -> bool:
    """Half a pair is never public: neither the words nor what became of the comment."""
    return all(getattr(answer, f"state_{code}") == TextState.APPROVED for code in LANGUAGES)


def _quote(row: Comment, copy: CommentCopy | None, language: str) -> Quote | None:
    """What may be read of a comment; None without its writer's consent, or where nobody let it through."""
    if copy is None or not copy.shown or not row.may_show:
        return None
    said = getattr(copy, f"text_{row.language}")
    translated = getattr(copy, f"text_{other(row.language)}") if row.language != language else ""
    return Quote(said, row.language, translated, row.key, row.document.for_year, row.committee) if said else None
