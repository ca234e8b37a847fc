"""Days without school in the demo year: the office's for every school, and each school's own staff day."""

from datetime import date, timedelta

import schools.actions
from accounts.clock import at
from schools.facts import add_school_days
from schools.models import School
from sjcoe_portal.demo.cast import COMMUNITY, COURT, ONE, SPECIAL, TEAM, UNBOUND, VENTURE, Stage, moment

ENTERED = date(2026, 7, 15)
# What it is -> the first and the last day; weekends in between are without school anyway.
EVERYWHERE = {
    "Día del Trabajo / Labor Day": (date(2026, 9, 7), date(2026, 9, 7)),
    "Día de los Veteranos / Veterans Day": (date(2026, 11, 11), date(2026, 11, 11)),
    "Semana de Acción de Gracias / Thanksgiving week": (date(2026, 11, 23), date(2026, 11, 27)),
    "Vacaciones de invierno / Winter break": (date(2026, 12, 21), date(2027, 1, 1)),
    "Día de Martin Luther King Jr. / Martin Luther King Jr. Day": (date(2027, 1, 18), date(2027, 1, 18)),
    "Día de los Presidentes / Presidents’ Day": (date(2027, 2, 15), date(2027, 2, 15)),
    "Vacaciones de primavera / Spring break": (date(2027, 3, 22), date(2027, 3, 26)),
    "Día de los Caídos / Memorial Day": (date(2027, 5, 31), date(2027, 5, 31)),
}
STAFF_DAY = "Día del personal / Staff day"
STAFF_DAYS = {
    TEAM: date(2026, 10, 9),
    ONE: date(2026, 10, 12),
    COMMUNITY: date(2026, 10, 16),
    COURT: date(2026, 10, 16),
    SPECIAL: date(2026, 10, 30),
    VENTURE: date(2026, 11, 2),
    UNBOUND: date(2026, 11, 2),
}
SATURDAY = 5


def enter_days_off(stage: Stage) -> None:
    """Entered by the county in July, as an office's calendar is."""
    office = School.objects.office()
    with at(moment(ENTERED)):
        for name, (first, last) in EVERYWHERE.items():
            for n in range((last - first).days + 1):
                day = first + timedelta(days=n)
                if day.weekday() < SATURDAY:
                    schools.actions.close(office, day, name, by=stage.county)
        for slug, day in STAFF_DAYS.items():
            schools.actions.close(stage.schools[slug], day, STAFF_DAY, by=stage.county)


def school_day_from(school: School, day: date) -> date:
    """The day itself, or the first one after it with school at this school."""
    return add_school_days(school.pk, day - timedelta(days=1), 1)
