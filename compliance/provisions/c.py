"""Part C: schools without Title I."""

from datetime import date

from compliance.provisions.engine import Facts, Standing, attested, either, on_action, rule, weigh
from compliance.provisions.papers import IMPROVEMENT, engagement_plan, heard_on_plan
from compliance.provisions.parts import (
    answered_question,
    both_languages,
    offered_service,
    questions_in_time,
    sent_notice,
    two_parts_of_the_day,
)


@attested("C1")
def c1(facts: Facts, on: date) -> Standing:
    """Attested: family workshop or resource, of topics standards and assessment."""
    return on_action("C1", facts, on)


@attested("C1.a")
def c1_a(facts: Facts, on: date) -> Standing:
    """Attested: family workshop or resource of kind agency."""
    return on_action("C1.a", facts, on)


@attested("C1.b")
def c1_b(facts: Facts, on: date) -> Standing:
    """Attested: resource of kind handbook."""
    return on_action("C1.b", facts, on)


@attested("C1.c")
def c1_c(facts: Facts, on: date) -> Standing:
    """Attested: resource or notice of topic homework."""
    return on_action("C1.c", facts, on)


@attested("C2")
def c2(facts: Facts, on: date) -> Standing:
    """Attested: resource of topic learning at home, notice of it."""
    return on_action("C2", facts, on)


@attested("C2.a")
def c2_a(facts: Facts, on: date) -> Standing:
    """Attested: resource of topic study habits."""
    return on_action("C2.a", facts, on)


@attested("C2.b")
def c2_b(facts: Facts, on: date) -> Standing:
    """Attested: resource of topic monitoring."""
    return on_action("C2.b", facts, on)


@attested("C2.c")
def c2_c(facts: Facts, on: date) -> Standing:
    """Attested: opportunity of kind volunteer or committee opening."""
    return on_action("C2.c", facts, on)


@rule("C3")
def c3(facts: Facts, on: date) -> Standing:
    """A notice of the year went out, and every question families asked has its answer by the promised day.

    The way to write or call is published on the school's page for every school.
    """
    return weigh("C3", facts, on, [sent_notice(facts), questions_in_time(facts, on)])


@attested("C3.a")
def c3_a(facts: Facts, on: date) -> Standing:
    """Attested: progress report rounds, conferences."""
    return on_action("C3.a", facts, on)


@attested("C3.b")
def c3_b(facts: Facts, on: date) -> Standing:
    """Attested: opportunity of kind observe or volunteer."""
    return on_action("C3.b", facts, on)


@rule("C3.c")
def c3_c(facts: Facts, on: date) -> Standing:
    """A notice of the year went out."""
    return weigh("C3.c", facts, on, [sent_notice(facts)])


@rule("C3.d")
def c3_d(facts: Facts, on: date) -> Standing:
    """Every notice of the year went out in both languages, at least one of them."""
    return weigh("C3.d", facts, on, both_languages(facts))


@rule("C3.e")
def c3_e(facts: Facts, on: date) -> Standing:
    """A question or suggestion of the year was answered."""
    return weigh("C3.e", facts, on, [answered_question(facts)])


@attested("C3.f")
def c3_f(facts: Facts, on: date) -> Standing:
    """Attested: finding of kind barrier."""
    return on_action("C3.f", facts, on)


@rule("C3.g")
def c3_g(facts: Facts, on: date) -> Standing:
    """Sessions given in two parts of the day, with a service offered."""
    return weigh("C3.g", facts, on, [*two_parts_of_the_day(facts), offered_service(facts)])


@attested("C4")
def c4(facts: Facts, on: date) -> Standing:
    """Attested: staff training."""
    return on_action("C4", facts, on)


@attested("C4.a")
def c4_a(facts: Facts, on: date) -> Standing:
    """Attested: staff training of topic communication."""
    return on_action("C4.a", facts, on)


@attested("C4.b")
def c4_b(facts: Facts, on: date) -> Standing:
    """Attested: staff training with family contributors."""
    return on_action("C4.b", facts, on)


@either("C5")
def c5(facts: Facts, on: date) -> Standing:
    """A plan of the year, the school's own or the office's LCAP where the office operates the school, names what is
    done with families; an attested action of coordination shows it too.
    """
    return weigh("C5", facts, on, [engagement_plan(facts)])


@rule("C5.a")
def c5_a(facts: Facts, on: date) -> Standing:
    """An improvement plan of the year names what is done with families."""
    return weigh("C5.a", facts, on, [engagement_plan(facts, [IMPROVEMENT])])


@rule("C5.b")
def c5_b(facts: Facts, on: date) -> Standing:
    """A family commented on a plan of the year within a review window."""
    return weigh("C5.b", facts, on, [heard_on_plan(facts)])
