"""Part A: what the county office does for Title I schools. Rows of the office alone."""

from datetime import date

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import pgettext_lazy

from compliance.provisions.engine import (
    NOTHING_HAPPENED,
    Facts,
    Part,
    Standing,
    all_of,
    attested,
    either,
    on_action,
    on_event,
    rule,
    weigh,
)
from compliance.provisions.papers import (
    AGENCY_POLICY,
    coordination_plan,
    councils_named,
    county_plan_parts,
    plan_draft_open,
    proposal_with_families,
    revised_or_left,
    strategies,
    told_of_plan,
)
from compliance.provisions.parts import (
    ACCOMMODATIONS,
    AT_OFFICE,
    answered_question,
    met_request,
    not_at_office,
    notices_or_meetings,
)


def _without_liaison(schools: int) -> Promise:
    return format_lazy("{} {}", schools, pgettext_lazy("staff", "Title I schools without a named liaison"))


@rule("A1")
def a1(facts: Facts, on: date) -> Standing:
    """A county plan of the year (LCAP or Title I plan) had a review window by that day, families helped or commented,
    every comment in a window is answered; the same for each Title I school's improvement plan begun this year, which
    is how a school identified for support shows (20 USC 6318(a)(2)(A)).
    """
    return weigh("A1", facts, on, county_plan_parts(facts))


@attested("A1.a")
def a1_a(facts: Facts, on: date) -> Standing:
    """Attested: committee, its meeting on the plan, its comment on the plan."""
    return on_action("A1.a", facts, on)


@attested("A1.b")
def a1_b(facts: Facts, on: date) -> Standing:
    """Attested: notice to committees or committee comment."""
    return on_action("A1.b", facts, on)


@rule("A1.c")
def a1_c(facts: Facts, on: date) -> Standing:
    """A notice that tells families of a review window on a county plan of the year was released by that day."""
    return weigh("A1.c", facts, on, [told_of_plan(facts)])


@rule("A1.d")
def a1_d(facts: Facts, on: date) -> Standing:
    """A draft of a county plan of the year was laid open in both languages by that day."""
    return weigh("A1.d", facts, on, [plan_draft_open(facts)])


@attested("A1.e")
def a1_e(facts: Facts, on: date) -> Standing:
    """A board hearing before the plan's approval; without one there is nothing to show."""
    return on_event("A1.e", facts, on)


@rule("A1.f")
def a1_f(facts: Facts, on: date) -> Standing:
    """Section B3 of the policy in force at every Title I school names a council or committee in both languages."""
    return weigh("A1.f", facts, on, councils_named(facts))


@rule("A2")
def a2(facts: Facts, on: date) -> Standing:
    """A2.a to A2.e are each complete."""
    return all_of("A2", facts, on, ["A2.a", "A2.b", "A2.c", "A2.d", "A2.e"])


@rule("A2.a")
def a2_a(facts: Facts, on: date) -> Standing:
    """A role of liaison is held at every school that part B binds that day."""
    without = [school for school in facts.title_i_schools if not school.liaisons]
    records = tuple(ref for school in facts.title_i_schools for ref in school.liaisons)
    named = Part(bool(records), pgettext_lazy("staff", "no liaison is named"), records)
    everywhere = Part(bool(records) and not without, _without_liaison(len(without)))
    return weigh("A2.a", facts, on, [named, everywhere])


@attested("A2.b")
def a2_b(facts: Facts, on: date) -> Standing:
    """Attested: resources of kind funding and community, reviewed this year."""
    return on_action("A2.b", facts, on)


@attested("A2.c")
def a2_c(facts: Facts, on: date) -> Standing:
    """Attested: staff training attended by the administrator or the named designee of every Title I school."""
    return on_action("A2.c", facts, on)


@attested("A2.d")
def a2_d(facts: Facts, on: date) -> Standing:
    """Attested: staff training with family contributors."""
    return on_action("A2.d", facts, on)


@attested("A2.e")
def a2_e(facts: Facts, on: date) -> Standing:
    """Attested: resource on indicators, notice of it to schools."""
    return on_action("A2.e", facts, on)


@attested("A3")
def a3(facts: Facts, on: date) -> Standing:
    """Attested: action of kind coordination, action of kind consistency check."""
    return on_action("A3", facts, on)


@attested("A3.a")
def a3_a(facts: Facts, on: date) -> Standing:
    """Attested: action."""
    return on_action("A3.a", facts, on)


@attested("A3.b")
def a3_b(facts: Facts, on: date) -> Standing:
    """Attested: action or meeting with partner programs."""
    return on_action("A3.b", facts, on)


@attested("A3.c")
def a3_c(facts: Facts, on: date) -> Standing:
    """Attested: meeting of kind joint program."""
    return on_action("A3.c", facts, on)


@rule("A3.d")
def a3_d(facts: Facts, on: date) -> Standing:
    """A coordination plan of the year is published."""
    return weigh("A3.d", facts, on, [coordination_plan(facts)])


@attested("A4")
def a4(facts: Facts, on: date) -> Standing:
    """Attested: county evaluation published, with family contributors."""
    return on_action("A4", facts, on)


@attested("A4.find.a")
def a4_find_a(facts: Facts, on: date) -> Standing:
    """Attested: finding of kind barrier for each of the five groups, or a note that none was found."""
    return on_action("A4.find.a", facts, on)


@attested("A4.find.b")
def a4_find_b(facts: Facts, on: date) -> Standing:
    """Attested: finding of kind need."""
    return on_action("A4.find.b", facts, on)


@attested("A4.find.c")
def a4_find_c(facts: Facts, on: date) -> Standing:
    """Attested: finding of kind strategy."""
    return on_action("A4.find.c", facts, on)


@attested("A4.do.a")
def a4_do_a(facts: Facts, on: date) -> Standing:
    """Attested: two or more methods recorded, families' satisfaction asked by one at least and staff's by one at
    least.
    """
    return on_action("A4.do.a", facts, on)


@attested("A4.do.b")
def a4_do_b(facts: Facts, on: date) -> Standing:
    """Attested: attendance recorded for the year's meetings, participation report."""
    return on_action("A4.do.b", facts, on)


@attested("A4.do.c")
def a4_do_c(facts: Facts, on: date) -> Standing:
    """Attested: impact section of the county evaluation."""
    return on_action("A4.do.c", facts, on)


@attested("A4.inform")
def a4_inform(facts: Facts, on: date) -> Standing:
    """Attested: notice of the evaluation with deliveries, every copy request answered."""
    return on_action("A4.inform", facts, on)


@either("A5")
def a5(facts: Facts, on: date) -> Standing:
    """A strategy of the year rests on a finding and names its evidence tier; and the agency's policy was published
    anew this year, or reviewed with families without a change.
    """
    return weigh("A5", facts, on, [strategies(facts), revised_or_left(facts, AGENCY_POLICY)])


@attested("A5.a")
def a5_a(facts: Facts, on: date) -> Standing:
    """Attested: participation report by activity."""
    return on_action("A5.a", facts, on)


@attested("A5.b")
def a5_b(facts: Facts, on: date) -> Standing:
    """Attested: participation report by group against enrolment."""
    return on_action("A5.b", facts, on)


@rule("A5.c")
def a5_c(facts: Facts, on: date) -> Standing:
    """The agency's policy of the year had a review window, and families helped or commented; without a draft there
    is nothing to show.
    """
    parts = proposal_with_families(facts)
    return weigh("A5.c", facts, on, parts) if parts else NOTHING_HAPPENED


@attested("A6")
def a6(facts: Facts, on: date) -> Standing:
    """Attested: activities open to families at every Title I school."""
    return on_action("A6", facts, on)


@rule("A6.a")
def a6_a(facts: Facts, on: date) -> Standing:
    """The office released a notice or called a meeting this year."""
    return weigh("A6.a", facts, on, [notices_or_meetings(facts)])


@rule("A6.b")
def a6_b(facts: Facts, on: date) -> Standing:
    """The office met at least one request for an interpreter or another accommodation."""
    return weigh("A6.b", facts, on, [met_request(facts, ACCOMMODATIONS)])


@rule("A6.c")
def a6_c(facts: Facts, on: date) -> Standing:
    """A question or suggestion made to the office was answered."""
    return weigh("A6.c", facts, on, [answered_question(facts)])


@rule("A7")
def a7(facts: Facts, on: date) -> Standing:
    """The actions of B7.a to B7.f are attested at the office itself (20 USC 6318(e))."""
    parts = [
        Part(bool(facts.actions.get(code)), not_at_office(code), facts.actions.get(code, ())) for code in AT_OFFICE
    ]
    return weigh("A7", facts, on, parts)
