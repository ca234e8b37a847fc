"""What schools wrote down themselves, and the days the office's calendar names."""

from datetime import date

import compliance.actions
from accounts.clock import at
from sjcoe_portal.demo.cast import COMMUNITY, COURT, ONE, SPECIAL, TEAM, VENTURE, Stage, moment

# provision: the day the office's calendar names for every school.
DUE = {
    "B1": date(2026, 10, 30),
    "B6.c.2": date(2026, 10, 30),
    "B3": date(2026, 12, 11),
    "B8": date(2026, 12, 18),
    "B0": date(2027, 1, 29),
    "B6": date(2027, 1, 29),
    "B7.c": date(2027, 2, 26),
    "B7.a": date(2027, 3, 12),
    "C4": date(2026, 12, 11),
    "A2.c": date(2026, 12, 15),
}
# school, part, provision, day, what was done
DONE = [
    (TEAM, "B", "B4.a", date(2026, 9, 10), "Title I letter in both languages went home with every student"),
    (
        TEAM,
        "B",
        "B4.b",
        date(2026, 9, 17),
        "Back to school night: curriculum, tests and levels explained in both languages",
    ),
    (
        TEAM,
        "B",
        "B6.c.3",
        date(2026, 9, 28),
        "Hours to reach staff, to visit and to volunteer posted at the door and online",
    ),
    (TEAM, "B", "B7.b", date(2026, 10, 8), "Family night: reading at home, safe use of the school's tablets"),
    (TEAM, "B", "B7.opt.i", date(2026, 10, 12), "List of adult literacy classes handed out"),
    (ONE, "B", "B4.a", date(2026, 9, 14), "Title I letter in both languages mailed to families"),
    (COMMUNITY, "B", "B7.d", date(2026, 10, 14), "Joint evening with the public preschool and the library"),
    (COURT, "B", "B4.a", date(2026, 9, 18), "Program letter in both languages handed to families at visits"),
    (SPECIAL, "C", "C1", date(2026, 9, 29), "Workshop on the state standards and tests for families"),
    (SPECIAL, "C", "C2", date(2026, 10, 6), "Home learning guide in both languages sent to every family"),
    (SPECIAL, "C", "C4", date(2026, 9, 3), "All staff trained to work with families as equal partners"),
    (VENTURE, "C", "C1.b", date(2026, 8, 24), "Family handbook explains what is expected in each grade"),
    (VENTURE, "C", "C2.a", date(2026, 9, 15), "Leaflet on a good place to study"),
]
OFFICE = [
    ("A2.b", date(2026, 9, 9), "List of funds and community partners reviewed with the schools"),
    ("A2.e", date(2026, 9, 16), "Sheet on the progress indicators sent to the Title I schools"),
    ("A3", date(2026, 10, 7), "Family engagement work aligned with the migrant and English learner programs"),
]


def write_down(stage: Stage) -> None:
    office = next(school for school in stage.schools.values() if school.kind == "office")
    with at(moment(date(2026, 7, 15))):
        for code, due in DUE.items():
            compliance.actions.set_due(office, code, 2026, due, by=stage.county)
    for slug, part, code, on, what in DONE:
        _attest(stage, stage.schools[slug], part, code, on, what, stage.coordinator(slug))
    for code, on, what in OFFICE:
        _attest(stage, office, "A", code, on, what, stage.county)


def _attest(stage, school, part, code, on, what, by):  # type: ignore[no-untyped-def]
    with at(moment(on, 15)):
        compliance.actions.attest(school, code, on=on, description=what, person=by.name, part=part, by=by)
