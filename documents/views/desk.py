"""A school's documents: the year's list, one document and what it still lacks, texts waiting for an approver."""

from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from accounts.audience import audience
from accounts.clock import now, today
from documents import kinds
from documents.choices import LANGUAGES, PROMISED_SCHOOL_DAYS, SENT_BACK, State, TextState
from documents.facts import Held, held, lacking, required
from documents.facts.about import about, first_words
from documents.facts.asked import asked
from documents.facts.doubts import doubts
from documents.facts.helped import helpers, of_version
from documents.facts.lacks import unapproved
from documents.facts.looked import due, last_looked
from documents.facts.remarks import Remarks, remark_on
from documents.kinds import Kind
from documents.models import Answer, Document, Section
from documents.views.found import ADOPT, VOID, WRITE, approved_languages, document_of, person, school_of
from documents.views.queued import queued, sent_back
from schools.choices import ALL_SCHOOLS, RoleKind, SchoolKind, school_year
from schools.facts import bindings
from schools.models import School, StaffRole
from schools.rules import publishes, writes

# A document from before the portal has no section to count.
NOTHING = {"sections": 0, **dict.fromkeys(LANGUAGES, 0)}
STATES = [f"state_{code}" for code in LANGUAGES]


@audience("desk")
@require_safe
def listing(request: HttpRequest, slug: str) -> HttpResponse:
    """Every kind of document for one school year: where it stands, or a button to begin it."""
    school = school_of(request, slug)
    documents = Document.objects.visible_to(person(request)).filter(owner=school)
    current = school_year(today())
    # A plan is decided on before its year begins, so next year's documents are begun in this one.
    years = sorted({*documents.values_list("for_year", flat=True).distinct(), current, current + 1}, reverse=True)
    asked = request.GET.get("year", "")
    year = int(asked) if asked in map(str, years) else current
    begun = list(documents.filter(for_year=year).order_by("kind", "variant"))
    counts = _counts([row.pk for row in begun])
    looked = last_looked([row.pk for row in begun if row.state == State.PUBLISHED])
    context = {
        "school": school,
        "year": year,
        "due": due(begun, looked, today()),
        "may_enter_older": publishes(request.user, school.pk),
        "years": years,
        "rows": [
            (row, kind, kind.words.get(row.variant, ""), counts.get(row.pk, NOTHING))
            for row in begun
            for kind in [kinds.get(row.kind)]
        ],
        "to_begin": to_begin(school, begun),
        "may_write": writes(request.user, school.pk),
        "sent_back": sent_back(person(request), school) if writes(request.user, school.pk) else [],
        "approves": approved_languages(request.user, school.pk),
        # The office's own lists, for those who see every school.
        "of_office": school.kind == SchoolKind.OFFICE and any(r.kind in ALL_SCHOOLS for r in person(request).roles),
    }
    return render(request, "documents/list.html", context)


def to_begin(school: School, begun: Sequence[Document]) -> list[tuple[Kind, list[tuple[str, Any]]]]:
    """The kinds a school may begin, each with its variants that are not there yet.

    One for the whole school closes a kind, and beside those for some grades none is begun for the whole school.
    """
    bound = bindings([school], today(), now())[school.pk]
    there = {(row.kind, row.variant) for row in begun}
    open_kinds = []
    for kind in kinds.every():
        if school.kind not in kind.owners or not kind.fits(school, bound.part, bound.title_i):
            continue
        parted = any(name == kind.name and key for name, key in there)
        left = [(key, word) for key, word in kind.variants(school).items() if (kind.name, key) not in there]
        left = [(key, word) for key, word in left if key or not parted]
        if left and (kind.name, "") not in there:
            open_kinds.append((kind, left))
    # The policy and the agreement come first: the rules ask them of most schools, and families get them.
    return sorted(open_kinds, key=lambda row: not row[0].received)


@audience("desk")
@require_safe
def page(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One document: its sections, what is missing, who helped, the decision, its editions."""
    document = document_of(request, slug, pk)
    kind = kinds.get(document.kind)
    parts = held(document, today())
    sections, adoption = parts.sections, parts.adoption
    may_publish = request.user.has_perm(kind.publish_perm, document)
    editions = list(document.editions.select_related("void", "adoption").prefetch_related("files"))
    live = [one for one in editions if not hasattr(one, "void")]
    reviews = list(document.reviews.standing().prefetch_related("contributors").order_by("-on", "-pk"))
    with_families = asked(document)
    helped = helpers(document)
    # Those of the version under way; once it is published, of the edition shown.
    earlier = [one for one in live if document.state != State.PUBLISHED or one != live[0]]
    current = of_version(helped, earlier)
    looked = [*(one.on for one in live), *(one.on for one in reviews)]
    context = {
        "school": document.owner,
        "document": document,
        "kind": kind,
        "rows": [(row, kind.heading_of(row), shown_states(row, parts.sent_back)) for row in sections],
        "answers": [] if document.legacy or document.state == State.PUBLISHED else _answers(document, parts),
        "lacks": [] if document.legacy else lacking(document, parts, kind),
        "adoption": adoption,
        "contributors": [(row, row not in current) for row in helped],
        "editions": editions,
        "reviews": reviews,
        "is_due": bool(looked) and document.pk in due([document], {document.pk: max(looked)}, today()),
        "absent": _absent(document, parts, kind, again=bool(live)),
        "approved": {code: approved(sections, code) for code in LANGUAGES},
        "turns": [] if document.legacy or document.state == State.PUBLISHED else _turns(document, parts),
        "own_url": reverse(kind.own_url, args=[slug, document.pk]) if kind.own_url else "",
        "public_url": f"{kind.address(slug)}?{read_by(document)}",
        "asked": with_families,
        "undone": doubts(document) if document.state == State.ADOPTED else [],
        "review_url": kind.address(slug, "review"),
        "may_lay_open": request.user.has_perm(ADOPT, document),
        "may_write": request.user.has_perm(WRITE, document),
        "may_translate": request.user.has_perm(WRITE, document) or approved_languages(request.user, document.owner_id),
        "may_adopt": request.user.has_perm(ADOPT, document) and document.state == State.DRAFT,
        "may_publish": may_publish and document.state != State.PUBLISHED,
        "may_take_back": may_publish and document.state != State.DRAFT and not document.legacy,
        "may_void": request.user.has_perm(VOID, document),
    }
    return render(request, "documents/page.html", context)


@audience("desk")
@require_safe
def queue(request: HttpRequest, slug: str) -> HttpResponse:
    """Texts that wait for this approver, in each language they approve."""
    school = school_of(request, slug)
    languages = approved_languages(request.user, school.pk)
    if not languages:
        raise Http404
    sections, answers = queued(request.user, school.pk, languages)
    context = {"school": school, "waiting": sections, "answers": answers, "days": PROMISED_SCHOOL_DAYS}
    return render(request, "documents/queue.html", context)


def read_by(document: Document) -> str:
    """The query that asks the public page for a document's newest edition."""
    asked: dict[str, str | int] = {"year": document.for_year, "for": document.variant}
    return urlencode({name: value for name, value in asked.items() if value})


def _absent(document: Document, parts: Held, kind: Kind, *, again: bool) -> list[str]:
    """Keys of the sections a draft should have and has not."""
    if document.legacy or document.state == State.PUBLISHED:
        return []
    there = {row.key for row in parts.sections}
    return [key for key in required(kind, parts.added, again=again) if key not in there]


class Turn(NamedTuple):
    """Whose turn it is in one language: who may approve it, and how many texts wait for whom."""

    language: str
    approvers: list[str]
    # Written, and to be approved; written by the one approver there is, so that another must read it.
    to_approve: int
    own: int
    to_write: int
    # Sent back by an approver, to be changed; not among those to approve.
    sent_back: int
    # Answers to families, to be written or approved; not among the texts above.
    answers: int


def _turns(document: Document, parts: Held) -> list[Turn]:
    """Both languages' turns; one query."""
    roles = StaffRole.objects.counting(today(), now()).filter(school=document.owner_id, kind=RoleKind.APPROVER)
    found: dict[str, dict[int, str]] = {code: {} for code in LANGUAGES}
    for role in roles.select_related("user").order_by("user__name", "pk"):
        found[role.language][role.user_id] = role.user.name
    return [_turn(code, found[code], parts) for code in LANGUAGES]


def _turn(language: str, approvers: dict[int, str], parts: Held) -> Turn:
    states = Counter(getattr(row, f"state_{language}") or TextState.MISSING for row in parts.sections)
    back = [row for row in parts.sections if remark_on(parts.sent_back, row, language)]
    waiting = [row for row in parts.sections if _waits(row, language) and row not in back]
    own = sum(set(approvers) == {getattr(row, f"written_by_{language}_id")} for row in waiting)
    answers = len(parts.answers) - approved(parts.answers, language)
    return Turn(language, list(approvers.values()), len(waiting), own, states[TextState.MISSING], len(back), answers)


def _waits(row: Section, language: str) -> bool:
    return getattr(row, f"state_{language}") in (TextState.DRAFT, TextState.STALE)


def shown_states(row: Section | Answer, sent_back: Remarks) -> dict[str, str]:
    """Where each language of a text stands, as it is said in a word: sent back is one of them."""
    states = {code: getattr(row, f"state_{code}") or TextState.MISSING for code in LANGUAGES}
    return {code: SENT_BACK if remark_on(sent_back, row, code) else state for code, state in states.items()}


def _answers(document: Document, parts: Held) -> list[tuple[Answer, str, list[str], dict[str, str]]]:
    """Answers to families that still wait in a language: how each begins, and the sections it is about."""
    rows = unapproved(parts.answers)
    for row in rows:
        row.document = document
    headings = about(rows)
    return [(row, first_words(row), headings[row.pk], shown_states(row, parts.sent_back)) for row in rows]


def approved(texts: Sequence[Section | Answer], language: str) -> int:
    """How many sections or answers are approved in a language."""
    return sum(getattr(row, f"state_{language}") == TextState.APPROVED for row in texts)


def _counts(document_ids: list[int]) -> dict[int, dict[str, Any]]:
    """Approved texts by language and the number of sections, for each document: one query."""
    tallies: dict[int, Counter[str]] = {}
    for row in Section.objects.filter(document_id__in=document_ids).only("document_id", *STATES):
        tally = tallies.setdefault(row.document_id, Counter(dict.fromkeys(LANGUAGES, 0)))
        tally.update(["sections", *(code for code in LANGUAGES if approved([row], code))])
    return {pk: dict(tally) for pk, tally in tallies.items()}
