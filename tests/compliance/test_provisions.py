"""Every provision has one rule; what a rule says follows from facts and a day alone."""

from datetime import date

import pytest
from django.utils.translation import override

from compliance.choices import State
from compliance.provisions import ATTESTED, RULES, Facts, judge
from compliance.provisions.engine import Part, Ref, named, weigh
from compliance.provisions.parts import not_at_office
from regulation.provisions import PROVISIONS

YEAR = 2026
EMPTY = {part: Facts(school_id=1, year=YEAR, part=part, title_i="schoolwide") for part in "ABC"}


def test_every_one_of_the_103_provisions_has_a_rule_and_no_rule_is_left_over():
    assert len(RULES) == 103
    assert set(RULES) == set(PROVISIONS)


@pytest.mark.parametrize("code", PROVISIONS)
def test_without_records_nothing_is_shown_and_a_reason_is_given(code):
    standing = judge(code, EMPTY[code[0]], date(2026, 10, 1))
    assert standing.state in {State.NONE, State.NOT_APPLICABLE}
    assert standing.records == ()
    assert bool(standing.missing) == (standing.state == State.NONE)


@pytest.mark.parametrize("code", PROVISIONS)
def test_an_attested_action_completes_its_own_provision_and_no_other(code):
    part = code[0]
    with_action = Facts(
        school_id=1, year=YEAR, part=part, title_i="schoolwide", actions={code: (Ref("compliance.action", 1),)}
    )
    before = {one: judge(one, EMPTY[part], date(2026, 10, 1)).state for one in RULES if one[0] == part}
    after = {one: judge(one, with_action, date(2026, 10, 1)).state for one in RULES if one[0] == part}
    changed = {one for one in before if before[one] != after[one]}
    assert after[code] == State.COMPLETE
    assert changed - {code} <= composites_of(code)


def composites_of(code: str) -> set[str]:
    """Provisions made of others, which an action for one of those may move."""
    parents = {"A2.": {"A2"}, "B4.": {"B4"}, "B7.": {"B7"}, "B6.c.": {"B6.c"}}
    return next((found for prefix, found in parents.items() if code.startswith(prefix)), set())


@pytest.mark.parametrize(
    ("on", "shown", "state"),
    [
        (date(2027, 7, 1), (True, True), State.COMPLETE),
        (date(2027, 7, 1), (True, False), State.OVERDUE),
        (date(2027, 6, 30), (True, False), State.DUE_SOON),
        (date(2027, 5, 31), (False, False), State.DUE_SOON),
        (date(2027, 5, 30), (True, False), State.PARTLY),
        (date(2027, 5, 30), (False, False), State.NONE),
    ],
)
def test_the_first_standing_that_holds_is_taken(on, shown, state):
    parts = [Part(one, "missing", (Ref("x", n),) if one else ()) for n, one in enumerate(shown)]
    assert weigh("B1", EMPTY["B"], on, parts).state == state


def test_an_optional_provision_has_no_day_and_is_never_overdue():
    standing = weigh("B9", EMPTY["B"], date(2030, 1, 1), [Part(False, "missing")])
    assert (standing.state, standing.due_on) == (State.NONE, None)


def test_the_offices_calendar_names_another_day_than_june_30():
    facts = Facts(school_id=1, year=YEAR, part="B", due={"B1": date(2026, 10, 30)})
    assert judge("B1", facts, date(2026, 10, 31)).state == State.OVERDUE
    assert judge("B1", EMPTY["B"], date(2026, 10, 31)).due_on == date(2027, 6, 30)


def test_an_override_shows_as_one_with_its_reason():
    facts = Facts(school_id=1, year=YEAR, part="B", overrides={"B1": ("complete", "Seen on paper")})
    standing = judge("B1", facts, date(2026, 10, 1))
    assert (standing.state, standing.basis, standing.reason) == ("complete", "override", "Seen on paper")
    # A decision is no evidence, and what it stands in place of is said.
    assert (standing.records, standing.without) == ((), "none")
    assert judge("B1", facts, date(2027, 7, 1)).without == "overdue"


def test_conferences_do_not_apply_where_no_elementary_student_is_enrolled():
    facts = Facts(school_id=1, year=YEAR, part="B", elementary=False)
    assert judge("B6.c.1", facts, date(2026, 10, 1)).state == State.NOT_APPLICABLE


def test_the_schoolwide_plans_comments_do_not_apply_to_a_targeted_school():
    action = {"B5": (Ref("compliance.action", 1),)}
    targeted = Facts(school_id=1, year=YEAR, part="B", title_i="targeted", actions=action)
    assert RULES["B5"](targeted, date(2026, 10, 1)).state == State.NOT_APPLICABLE
    schoolwide = Facts(school_id=1, year=YEAR, part="B", title_i="schoolwide", actions=action)
    assert judge("B5", schoolwide, date(2026, 10, 1)).state == State.COMPLETE


def test_computed_rules_take_no_attested_action():
    computed = set(RULES) - ATTESTED
    assert {"B0", "B1", "B2", "B4", "B7", "B7.e", "B9", "B11", "A2", "A2.a", "A7", "C3"} <= computed


@pytest.mark.parametrize(
    ("language", "said"), [("es", "B7.a (Entender la escuela)"), ("en", "B7.a (Make sense of school)")]
)
def test_a_point_of_the_rules_has_its_name_in_a_sentence(language, said):
    with override(language):
        assert str(named("B7.a")) == said
        assert str(not_at_office("B7.a")).startswith(said)
