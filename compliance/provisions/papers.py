"""The things provisions ask of documents written with families, each read from a school's facts. No queries."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import pgettext_lazy

from compliance.provisions.drafts import families_part, section_parts
from compliance.provisions.engine import Facts, Part, Ref

POLICY, AGENCY_POLICY, COMPACT, REPORT_CARD = "site_policy", "agency-policy", "compact", "report-card"
SCHOOLWIDE, IMPROVEMENT, COORDINATION = "schoolwide-plan", "improvement-plan", "coordination-plan"
COUNTY_PLANS = ("lcap", "title-i-plan")
PLANS = (*COUNTY_PLANS, SCHOOLWIDE, IMPROVEMENT, COORDINATION)
COMPACT_KEYS = frozenset({"school", "family", "student", "conferences", "reports", "access", "talk"})
FOUR_WAYS = frozenset({"conferences", "reports", "access", "talk"})
TWO = 2
NO_FAMILY = pgettext_lazy("staff", "no family is named among those who helped write the agreement")
NOT_IN_BOTH = pgettext_lazy("staff", "the agreement’s section on this is not published in both languages")


def papers(facts: Facts, kinds: Iterable[str]) -> list[Any]:
    """The year's documents of these kinds, begun by that day."""
    found = facts.joint.papers if facts.joint else {}
    return [paper for kind in kinds for paper in found.get(kind, ())]


def editions(facts: Facts, kinds: Iterable[str], *, of_the_year: bool = False) -> list[Any]:
    """Editions in force of these kinds; of_the_year: only of this school year's documents."""
    rows = [one for kind in kinds for one in facts.editions.get(kind, ())]
    return [one for one in rows if not of_the_year or one.for_year == facts.year]


def edition_refs(rows: Iterable[Any]) -> tuple[Ref, ...]:
    return tuple(Ref("documents.edition", one.edition_id) for one in rows)


def window_refs(rows: Iterable[Any]) -> tuple[Ref, ...]:
    return tuple(Ref("documents.reviewwindow", window.window_id) for paper in rows for window in paper.windows)


def helper_refs(rows: Iterable[Any]) -> tuple[Ref, ...]:
    return tuple(Ref("documents.contributor", pk) for paper in rows for pk in paper.helpers)


def joint_parts(rows: list[Any], what: Promise) -> list[Part]:
    """A document of the year was laid before families, families took part, and each comment in a window is answered."""
    laid = [paper for paper in rows if paper.windows]
    with_families = [paper for paper in laid if paper.with_families]
    waiting = sum(paper.unanswered for paper in laid)
    parts = [
        Part(
            bool(laid), _says(what, pgettext_lazy("staff", "families were not asked to review it")), window_refs(laid)
        ),
        Part(
            bool(with_families),
            _says(what, pgettext_lazy("staff", "no family is named or heard among those who worked on it")),
            helper_refs(with_families),
        ),
    ]
    # Where families were not asked there is no comment to wait for: none is nothing missing.
    said = _says(what, format_lazy("{}: {}", pgettext_lazy("staff", "comments without an answer"), waiting))
    return [*parts, Part(not waiting, said)] if laid else parts


def county_plan_parts(facts: Facts) -> list[Part]:
    """A1's parts: of the county plan that shows most of them, and of each school's improvement plan begun this year."""
    what = pgettext_lazy("staff", "county plan")
    tries = [joint_parts([paper], what) for paper in papers(facts, COUNTY_PLANS)] or [joint_parts([], what)]
    parts = max(tries, key=lambda one: sum(part.shown for part in one))
    for school in facts.title_i_schools:
        for paper in papers(school, [IMPROVEMENT]):
            parts += joint_parts([paper], pgettext_lazy("staff", "improvement plan"))
    return parts


def told_of_plan(facts: Facts) -> Part:
    told = [window for paper in papers(facts, COUNTY_PLANS) for window in paper.windows if window.notice_id]
    refs = tuple(Ref("notices.notice", window.notice_id) for window in told)
    return Part(bool(refs), pgettext_lazy("staff", "families were not told how to comment on the plan"), refs)


def plan_draft_open(facts: Facts) -> Part:
    """A window lays a draft open in both languages or not at all (the database sees to it)."""
    refs = window_refs(papers(facts, COUNTY_PLANS))
    return Part(bool(refs), pgettext_lazy("staff", "no draft of the plan was shared in both languages"), refs)


def councils_named(facts: Facts) -> list[Part]:
    """Every Title I school's policy in force says in section B3 what part councils have in its plans."""
    naming = [school.policy for school in facts.title_i_schools if school.policy and school.policy.names_council]
    missing = len(facts.title_i_schools) - len(naming)
    without = format_lazy(
        "{} {}", missing, pgettext_lazy("staff", "Title I schools whose policy does not name a council in section B3")
    )
    none = pgettext_lazy("staff", "no school’s policy names a council in section B3")
    return [Part(bool(naming), none, edition_refs(naming)), Part(bool(naming) and not missing, without)]


def coordination_plan(facts: Facts) -> Part:
    rows = editions(facts, [COORDINATION], of_the_year=True)
    return Part(bool(rows), pgettext_lazy("staff", "no coordination plan is published this year"), edition_refs(rows))


def strategies(facts: Facts) -> Part:
    found = facts.joint.points if facts.joint else {}
    refs = tuple(Ref("documents.openpoint", pk) for pks in found.values() for pk in pks)
    return Part(bool(refs), pgettext_lazy("staff", "no strategy rests on a finding, with its evidence tier"), refs)


def revised_or_left(facts: Facts, kind: str) -> Part:
    """A new edition of the year, or a review of the year with families that changed nothing."""
    rows = editions(facts, [kind], of_the_year=True)
    refs = edition_refs(rows) + reviews(facts, kind)
    return Part(
        bool(refs), pgettext_lazy("staff", "the policy was neither revised nor looked at again this year"), refs
    )


def reviews(facts: Facts, kind: str) -> tuple[Ref, ...]:
    found = facts.joint.reviews if facts.joint else {}
    return tuple(Ref("documents.periodicreview", pk) for pk in found.get(kind, ()))


def proposal_with_families(facts: Facts) -> list[Part]:
    rows = papers(facts, [AGENCY_POLICY])
    return joint_parts(rows, pgettext_lazy("staff", "county policy"))[:2] if rows else []


def program_review(facts: Facts) -> Part:
    """Families worked on the program, in its policy or its plan, on two days of the year or more."""
    rows = papers(facts, [POLICY, SCHOOLWIDE])
    days = frozenset[date]().union(*(paper.family_days for paper in rows)) if rows else frozenset()
    missing = pgettext_lazy("staff", "families have not worked on the program on two days of the year")
    return Part(len(days) >= TWO, missing, helper_refs(paper for paper in rows if paper.family_days))


def planning_parts(facts: Facts, *, schoolwide: bool) -> list[Part]:
    """B3's parts."""
    parts = [program_review(facts), *joint_parts(papers(facts, [POLICY]), pgettext_lazy("staff", "policy"))[:2]]
    if schoolwide:
        parts += joint_parts(papers(facts, [SCHOOLWIDE]), pgettext_lazy("staff", "schoolwide plan"))[:2]
    return parts


def dissent(facts: Facts, due: date | None) -> list[Part]:
    """The plan went on with every comment of families, where one was not satisfied; nothing without such a one.

    The law asks for what families had said when the plan went on (20 USC 6318(c)(5)), and a package is sealed with all
    of it. What a family not satisfied says afterwards, to the due day, is a second part: it goes on in one more.
    """
    rows = [paper for paper in papers(facts, [SCHOOLWIDE]) if paper.unsatisfied or paper.sent]
    if not rows:
        return []
    refs = tuple(Ref("documents.submission", sent.submission_id) for paper in rows for sent in paper.sent)
    missing = pgettext_lazy("staff", "the plan has not been sent to the county with all comments of families")
    sent = Part(all(paper.sent for paper in rows), missing, refs)
    waiting = sum(_waits(one, due) for paper in rows for one in paper.after_sent)
    said = pgettext_lazy("staff", "comments of families not satisfied that came after the plan was sent, not sent yet")
    return [sent, Part(False, format_lazy("{}: {}", said, waiting))] if waiting else [sent]


def after_the_plan(facts: Facts, due: date | None) -> tuple[Promise, ...]:
    """What came after the plan went on and leaves its standing as it is: it goes on with the next package."""
    rows = [one for paper in papers(facts, [SCHOOLWIDE]) for one in paper.after_sent]
    number = sum(not _waits(one, due) for one in rows)
    said = pgettext_lazy("staff", "other comments of families that came after the plan was sent, for the next package")
    return (format_lazy("{}: {}", said, number),) if number else ()


def _waits(one: tuple[date, bool], due: date | None) -> bool:
    """Whether a comment made after the plan went on is asked of this year: not satisfied, and made in its time."""
    on, not_satisfied = one
    return not_satisfied and (due is None or on <= due)


def compact_parts(facts: Facts) -> list[Part]:
    """B6's parts, of every compact in force."""
    rows = editions(facts, [COMPACT])
    families = bool(rows) and all("family" in one.contributor_roles for one in rows)
    return [
        Part(bool(rows), pgettext_lazy("staff", "no agreement with families is published"), edition_refs(rows)),
        Part(families, NO_FAMILY) if rows else families_part(facts, COMPACT, NO_FAMILY),
        *([compact_sections(facts, COMPACT_KEYS)] if rows else section_parts(facts, COMPACT, NOT_IN_BOTH)),
    ]


def compact_sections(facts: Facts, keys: frozenset[str]) -> Part:
    """These sections stand in both languages in every compact in force."""
    rows = editions(facts, [COMPACT])
    there = bool(rows) and all(keys <= one.complete_keys for one in rows)
    return Part(there, NOT_IN_BOTH, edition_refs(rows) if there else ())


def report_card(facts: Facts) -> Part:
    rows = [one for one in editions(facts, [REPORT_CARD], of_the_year=True) if not one.legacy]
    return Part(
        bool(rows),
        pgettext_lazy("staff", "how the school is doing is not published in both languages"),
        edition_refs(rows),
    )


def way_to_ask(facts: Facts) -> Part:
    """The policy in force says in both languages how to ask for another format or language."""
    there = facts.policy is not None and "B8" in facts.policy.complete_keys
    missing = pgettext_lazy("staff", "no published text says how to ask for another format or language")
    return Part(there, missing, edition_refs([facts.policy]) if there else ())


def engagement_plan(facts: Facts, kinds: Iterable[str] = PLANS) -> Part:
    """A plan of the year names what is done with families, the school's own or the office's where it operates it."""
    rows = editions(facts, kinds, of_the_year=True)
    rows += [one for one in facts.office_editions.get("lcap", ()) if one.for_year == facts.year and "lcap" in kinds]
    naming = [one for one in rows if "engagement" in one.complete_keys]
    missing = pgettext_lazy("staff", "no plan of the year names what is done with families")
    return Part(bool(naming), missing, edition_refs(naming))


def heard_on_plan(facts: Facts) -> Part:
    rows = [paper for paper in papers(facts, PLANS) if any(window.by_families for window in paper.windows)]
    missing = pgettext_lazy("staff", "no family has commented on a plan in a review window")
    return Part(bool(rows), missing, window_refs(rows))


def _says(what: Promise, said: Any) -> Promise:
    return format_lazy("{}: {}", what, said)
