"""Who works in the demo: accounts, roles, and what binds each school."""

from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

import schools.actions
from accounts.actions import enrol_totp, open_family_account, open_staff_account
from accounts.clock import at
from accounts.models import User
from schools.models import School

PACIFIC = ZoneInfo("America/Los_Angeles")
# Invented accounts of an invented year, printed at every start of a demo.
PASSWORD = "delta-calendario-2026"
TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PARENT, COORDINATOR, COUNTY = "ana@familias.invalid", "ofelia@escuelas.invalid", "teodoro@condado.invalid"
START = date(2025, 7, 1)
TEAM, ONE, COMMUNITY = "team-charter", "one-charter", "san-joaquin-county-community"
COURT, SPECIAL = "john-f-cruikshank-jr", "san-joaquin-county-special-education"
VENTURE, UNBOUND = "venture-academy", "unbound-stockton-community"

STAFF = [
    (COUNTY, "Teodoro Sample", "en", [("", "county", "")]),
    ("lina@condado.invalid", "Lina Lectora", "es", [("", "county_readonly", "")]),
    (COORDINATOR, "Ofelia Ejemplo", "es", [(TEAM, "coordinator", "")]),
    ("asis@escuelas.invalid", "Asís Tente", "es", [(TEAM, "assistant", "")]),
    ("carlo@escuelas.invalid", "Carlo Maqueta", "en", [(COMMUNITY, "coordinator", ""), (COURT, "coordinator", "")]),
    ("nora@escuelas.invalid", "Nora Mockup", "en", [(ONE, "coordinator", "")]),
    ("vera@escuelas.invalid", "Vera Prueba", "es", [(VENTURE, "coordinator", ""), (SPECIAL, "coordinator", "")]),
    ("esperanza@condado.invalid", "Esperanza Muestra", "es", [(TEAM, "approver", "es"), (COMMUNITY, "approver", "es")]),
    ("edith@condado.invalid", "Edith Muster", "en", [(TEAM, "approver", "en"), (COMMUNITY, "approver", "en")]),
    (
        "lidia@condado.invalid",
        "Lidia Enlace",
        "es",
        [(TEAM, "liaison", ""), (ONE, "liaison", ""), (COMMUNITY, "liaison", "")],
    ),
]
# slug: title I, operator, part and reason the office decided, confirmed
BINDINGS = {
    TEAM: ("schoolwide", "charter", "", "", True),
    ONE: ("targeted", "charter", "", "", True),
    COMMUNITY: ("schoolwide", "office", "", "", True),
    COURT: ("part_d", "office", "B", "The office applies part B to the students it serves with Part D money.", True),
    SPECIAL: ("none", "office", "", "", True),
    VENTURE: ("none", "charter", "", "", True),
    UNBOUND: ("schoolwide", "charter", "", "", False),
}


@dataclass
class Stage:
    """The people and schools that the demo's acts name."""

    schools: dict[str, School]
    users: dict[str, User] = field(default_factory=dict)

    @property
    def county(self) -> User:
        return self.users[COUNTY]

    def coordinator(self, slug: str) -> User:
        return next(
            self.users[email]
            for email, _n, _l, roles in STAFF
            for where, kind, _x in roles
            if (where, kind) == (slug, "coordinator")
        )


def moment(day: date, hour: int = 9) -> datetime:
    """An hour of a day at the office."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=PACIFIC)


def set_stage() -> Stage:
    """Accounts, roles and what binds each school, entered on July 1, 2025."""
    stage = Stage({school.slug: school for school in School.objects.all()})
    with at(moment(START)):
        for email, name, language, _roles in STAFF:
            user = open_staff_account(email, name, language, by=None)
            user.set_password(PASSWORD)
            user.save()
            enrol_totp(user, TOTP_SECRET, by=None)
            stage.users[email] = user
        stage.users[PARENT] = open_family_account(PARENT, "Ana Invento", "es", by=None)
        _appoint(stage)
        _bind(stage)
    return stage


def _appoint(stage: Stage) -> None:
    office = School.objects.office()
    for email, _name, _language, roles in STAFF:
        for slug, kind, language in roles:
            where = stage.schools[slug] if slug else office
            schools.actions.appoint(stage.users[email], where, kind, by=stage.county, on=START, language=language)


def _bind(stage: Stage) -> None:
    for slug, (title_i, operator, part, reason, confirmed) in BINDINGS.items():
        row = schools.actions.designate(
            stage.schools[slug], title_i=title_i, operator=operator, part=part, reason=reason, on=START, by=stage.county
        )
        if confirmed:
            schools.actions.confirm(row, by=stage.county)
