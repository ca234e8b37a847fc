"""Part B: the site policy of a Title I school and what it puts to work."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from compliance.provisions.drafts import stale_notes
from compliance.provisions.engine import (
    NOTHING_HAPPENED,
    Facts,
    Part,
    Standing,
    all_of,
    attested,
    due_on,
    on_action,
    on_event,
    points,
    rule,
    weigh,
)
from compliance.provisions.papers import (
    COMPACT,
    FOUR_WAYS,
    POLICY,
    after_the_plan,
    compact_parts,
    compact_sections,
    dissent,
    planning_parts,
    report_card,
    way_to_ask,
)
from compliance.provisions.parts import (
    AT_OFFICE,
    amended_policy,
    annual_meeting_parts,
    both_languages,
    formats_answered,
    interpreters,
    on_calendar,
    paid_request,
    policy_of_the_year,
    policy_parts,
    sent_notice,
    two_parts_of_the_day,
    uncounted_notes,
)
from schools.choices import TitleI

WAYS = ["B6.c.1", "B6.c.2", "B6.c.3", "B6.c.4"]


@rule("B0")
def b0(facts: Facts, on: date) -> Standing:
    """The policy in force was adopted and published, with families, each of B1 to B8 in both languages."""
    notes = stale_notes(facts, POLICY) if facts.policy else ()
    return replace(weigh("B0", facts, on, policy_parts(facts)), notes=notes)


@rule("B1")
def b1(facts: Facts, on: date) -> Standing:
    """An annual meeting held by that day: every family invited, the three topics, a count (zero is one), minutes.

    Of several annual meetings the one that shows most is read (20 USC 6318(c)(1)).
    """
    return replace(weigh("B1", facts, on, annual_meeting_parts(facts)), notes=uncounted_notes(facts))


@rule("B2")
def b2(facts: Facts, on: date) -> Standing:
    """Sessions given in two parts of the day (morning, afternoon, evening); one is a part of it."""
    return weigh("B2", facts, on, two_parts_of_the_day(facts))


@rule("B3")
def b3(facts: Facts, on: date) -> Standing:
    """Families helped with the policy or the plan of the year on two days or more; the policy of the year had a
    review window, with families helping or commenting; where schoolwide, so had the schoolwide plan of the year.
    """
    schoolwide = facts.title_i == TitleI.SCHOOLWIDE
    return weigh("B3", facts, on, planning_parts(facts, schoolwide=schoolwide))


@attested("B3.process")
def b3_process(facts: Facts, on: date) -> Standing:
    """Attested: committee named as the process, with its representation."""
    return on_action("B3.process", facts, on)


@rule("B4")
def b4(facts: Facts, on: date) -> Standing:
    """B4.a to B4.c are each complete."""
    return all_of("B4", facts, on, ["B4.a", "B4.b", "B4.c"])


@attested("B4.a")
def b4_a(facts: Facts, on: date) -> Standing:
    """Attested: notice about the program with deliveries."""
    return on_action("B4.a", facts, on)


@attested("B4.b")
def b4_b(facts: Facts, on: date) -> Standing:
    """Attested: resource of topic curriculum and of topic assessment published in both languages."""
    return on_action("B4.b", facts, on)


@attested("B4.c")
def b4_c(facts: Facts, on: date) -> Standing:
    """Attested: families told that they may ask, every meeting request scheduled or answered, every suggestion
    answered within the promised days.
    """
    return on_action("B4.c", facts, on)


@rule("B5")
def b5(facts: Facts, on: date) -> Standing:
    """Where schoolwide and a family was not satisfied with the plan of the year: a sealed package carries the plan
    to the county with every comment families had made by then, and what one not satisfied said afterwards goes on in
    one more. Otherwise not applicable. A comment that came late never undoes what was sent.
    """
    if facts.title_i != TitleI.SCHOOLWIDE:
        return NOTHING_HAPPENED
    due = due_on("B5", facts)
    parts = dissent(facts, due)
    if not parts:
        return on_event("B5", facts, on)
    return replace(weigh("B5", facts, on, parts), notes=after_the_plan(facts, due))


def _compact(code: str, facts: Facts, on: date, parts: list[Part], keys: Collection[str] = ()) -> Standing:
    """Beside the compacts in force, what no longer matches in a draft of one; before the first, B6 itself says it."""
    notes = stale_notes(facts, COMPACT, keys) if COMPACT in facts.editions or keys else ()
    return replace(weigh(code, facts, on, parts), notes=notes)


@rule("B6")
def b6(facts: Facts, on: date) -> Standing:
    """Each compact in force was published, with families among its contributors, every section in both languages."""
    return _compact("B6", facts, on, compact_parts(facts))


@rule("B6.a")
def b6_a(facts: Facts, on: date) -> Standing:
    """The section on the school stands in both languages in every compact in force."""
    return _compact("B6.a", facts, on, [compact_sections(facts, frozenset({"school"}))], {"school"})


@rule("B6.b")
def b6_b(facts: Facts, on: date) -> Standing:
    """The section on the family stands in both languages in every compact in force."""
    return _compact("B6.b", facts, on, [compact_sections(facts, frozenset({"family"}))], {"family"})


@rule("B6.c")
def b6_c(facts: Facts, on: date) -> Standing:
    """The sections on the four ways stand in both languages in every compact in force; B6.c.1 to B6.c.4 are shown."""
    return _compact("B6.c", facts, on, [compact_sections(facts, FOUR_WAYS), *points(facts, on, WAYS)], FOUR_WAYS)


@attested("B6.c.1")
def b6_c_1(facts: Facts, on: date) -> Standing:
    """Conferences with every elementary family; not applicable in a year without a student in those grades."""
    return on_action("B6.c.1", facts, on) if facts.elementary else NOTHING_HAPPENED


@attested("B6.c.2")
def b6_c_2(facts: Facts, on: date) -> Standing:
    """Attested: progress report rounds recorded, as many as the office set."""
    return on_action("B6.c.2", facts, on)


@attested("B6.c.3")
def b6_c_3(facts: Facts, on: date) -> Standing:
    """Attested: how and when to reach staff published, opportunity of kind volunteer and of kind observe published
    or the alternative of a secure site, with its reason.
    """
    return on_action("B6.c.3", facts, on)


@attested("B6.c.4")
def b6_c_4(facts: Facts, on: date) -> Standing:
    """Attested: notices delivered in each family's language or interpreter or call recorded where the portal lacks
    it, family messages answered.
    """
    return on_action("B6.c.4", facts, on)


@rule("B7")
def b7(facts: Facts, on: date) -> Standing:
    """B7.a to B7.f are each complete."""
    return all_of("B7", facts, on, AT_OFFICE)


@attested("B7.a")
def b7_a(facts: Facts, on: date) -> Standing:
    """Attested: family workshop or resource, of each of the topics."""
    return on_action("B7.a", facts, on)


@attested("B7.b")
def b7_b(facts: Facts, on: date) -> Standing:
    """Attested: family workshop or resource, of topic literacy or technology or learning at home."""
    return on_action("B7.b", facts, on)


@attested("B7.c")
def b7_c(facts: Facts, on: date) -> Standing:
    """Attested: staff training with family contributors."""
    return on_action("B7.c", facts, on)


@attested("B7.d")
def b7_d(facts: Facts, on: date) -> Standing:
    """Attested: action of kind coordination or joint meeting."""
    return on_action("B7.d", facts, on)


@rule("B7.e")
def b7_e(facts: Facts, on: date) -> Standing:
    """Every notice of the year went out in both languages, at least one of them (20 USC 6318(e)(5))."""
    return weigh("B7.e", facts, on, both_languages(facts))


@attested("B7.f")
def b7_f(facts: Facts, on: date) -> Standing:
    """Attested: families told that they may ask, every support request answered."""
    return on_action("B7.f", facts, on)


@attested("B7.opt.a")
def b7_opt_a(facts: Facts, on: date) -> Standing:
    """Attested: staff training with family contributors."""
    return on_action("B7.opt.a", facts, on)


@attested("B7.opt.b")
def b7_opt_b(facts: Facts, on: date) -> Standing:
    """Attested: family workshop of topic literacy with its funding source."""
    return on_action("B7.opt.b", facts, on)


@rule("B7.opt.c")
def b7_opt_c(facts: Facts, on: date) -> Standing:
    """A request was met and what it cost is written down."""
    return weigh("B7.opt.c", facts, on, [paid_request(facts)])


@attested("B7.opt.d")
def b7_opt_d(facts: Facts, on: date) -> Standing:
    """Attested: family workshop of topic leadership."""
    return on_action("B7.opt.d", facts, on)


@rule("B7.opt.e")
def b7_opt_e(facts: Facts, on: date) -> Standing:
    """Sessions given in two parts of the day."""
    return weigh("B7.opt.e", facts, on, two_parts_of_the_day(facts))


@attested("B7.opt.f")
def b7_opt_f(facts: Facts, on: date) -> Standing:
    """Attested: strategy adopted."""
    return on_action("B7.opt.f", facts, on)


@attested("B7.opt.g")
def b7_opt_g(facts: Facts, on: date) -> Standing:
    """Attested: committee of kind parent advisory council."""
    return on_action("B7.opt.g", facts, on)


@attested("B7.opt.h")
def b7_opt_h(facts: Facts, on: date) -> Standing:
    """Attested: resource of kind partner."""
    return on_action("B7.opt.h", facts, on)


@attested("B7.opt.i")
def b7_opt_i(facts: Facts, on: date) -> Standing:
    """Attested: resource of kind agency or referral."""
    return on_action("B7.opt.i", facts, on)


@rule("B7.opt.j")
def b7_opt_j(facts: Facts, on: date) -> Standing:
    """The school's public calendar carries a meeting of this year, called by that day."""
    return weigh("B7.opt.j", facts, on, [on_calendar(facts)])


@rule("B7.opt.k")
def b7_opt_k(facts: Facts, on: date) -> Standing:
    """A notice of the year went out."""
    return weigh("B7.opt.k", facts, on, [sent_notice(facts)])


@attested("B7.opt.l")
def b7_opt_l(facts: Facts, on: date) -> Standing:
    """Attested: notice or meeting, to parent organisations."""
    return on_action("B7.opt.l", facts, on)


@rule("B7.opt.m")
def b7_opt_m(facts: Facts, on: date) -> Standing:
    """Every request for an interpreter was met, at least one of them."""
    return weigh("B7.opt.m", facts, on, interpreters(facts))


@attested("B7.opt.n")
def b7_opt_n(facts: Facts, on: date) -> Standing:
    """Attested: training attended by committee members."""
    return on_action("B7.opt.n", facts, on)


@attested("B7.opt.o")
def b7_opt_o(facts: Facts, on: date) -> Standing:
    """Attested: family workshop of topic school improvement."""
    return on_action("B7.opt.o", facts, on)


@attested("B7.opt.p")
def b7_opt_p(facts: Facts, on: date) -> Standing:
    """Attested: training feedback recorded."""
    return on_action("B7.opt.p", facts, on)


@attested("B7.opt.q")
def b7_opt_q(facts: Facts, on: date) -> Standing:
    """Attested: action with its document."""
    return on_action("B7.opt.q", facts, on)


@rule("B8")
def b8(facts: Facts, on: date) -> Standing:
    """How the school is doing (6311(h)) is published this year in both languages, the policy in force says how to ask
    for another format or language, and no such request is past its promised day without an answer.
    """
    return weigh("B8", facts, on, [report_card(facts), way_to_ask(facts), formats_answered(facts, on)])


@rule("B9")
def b9(facts: Facts, on: date) -> Standing:
    """The policy in force is marked as a general policy amended to serve."""
    return weigh("B9", facts, on, [amended_policy(facts)])


@attested("B10")
def b10(facts: Facts, on: date) -> Standing:
    """Attested: site evaluation published or plan review linked to it."""
    return on_action("B10", facts, on)


@rule("B11")
def b11(facts: Facts, on: date) -> Standing:
    """The policy of this school year is published, or families took part in a review of it this year."""
    return weigh("B11", facts, on, [policy_of_the_year(facts)])
