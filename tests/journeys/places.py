"""Where pages are on the demo year: records found, or made where the demo has none."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core import signing

import compacts.actions
import documents.actions
import meetings.actions
import notices.actions
from accounts.actions import open_staff_account
from accounts.clock import today
from accounts.models import User
from compacts.models import Handout
from documents.actions.recording import record_voice
from documents.models import AddedSection, Answer, Comment, Document, OpenPoint, ReviewWindow, Submission
from documents.views.received import SALT as RECEIVED
from documents.views.review import SALT as COMMENTED
from feedback.choices import Kind
from feedback.models import Request
from feedback.views.public import SALT
from meetings.models import Meeting
from notices.models import Notice
from people.models import Enrolment, Person
from schools.actions import close, count_students, designate
from schools.models import DayOff, Designation, EnrolmentCount, School, StaffRole
from tests.documents.sounds import mp3
from tests.gaps import fill_in

PUBLIC, PARENT, COORDINATOR = "", "ana@familias.invalid", "ofelia@escuelas.invalid"
WRITER, APPROVER, COUNTY = "carlo@escuelas.invalid", "esperanza@condado.invalid", "teodoro@condado.invalid"
APPROVER_EN = "edith@condado.invalid"
BARE = "nueva@escuelas.invalid"
TEAM, COMMUNITY, VENTURE = "team-charter", "san-joaquin-county-community", "venture-academy"


def coming() -> Meeting:
    return Meeting.objects.filter(owner__slug=TEAM, kind="family").earliest("pk")


def annual() -> Meeting:
    return Meeting.objects.filter(owner__slug=TEAM, kind="annual").earliest("pk")


def draft() -> Meeting:
    found = Meeting.objects.filter(owner__slug=TEAM, state="draft").first()
    by = User.objects.get(email=COORDINATOR)
    titles = {"title_es": "Junta en preparación", "title_en": "Meeting in preparation"}
    return found or meetings.actions.create(School.objects.get(slug=TEAM), kind="annual", by=by, **titles)


def at_team(**more: Any) -> Callable[[], dict[str, Any]]:
    return lambda: {"slug": TEAM, **{key: value() if callable(value) else value for key, value in more.items()}}


def of_ana() -> Person:
    return Person.objects.get(user__email=PARENT)


def child() -> int:
    return of_ana().links.get().child_id


def link_token() -> dict[str, str]:
    return {"token": notices.actions.issue(of_ana(), School.objects.get(slug=TEAM), "rsvp", coming().pk)}


def answered() -> dict[str, str]:
    key = "looked-at-by-all"
    said: dict[str, Any] = {"coming": "yes", "session": coming().sessions.first(), "party": 2, "language": "es"}
    needs = [("interpreter", "es"), ("child_care", "2: 4, 7")]
    meetings.actions.answer(coming(), form_key=key, person=of_ana(), needs=needs, **said)
    return {"key": meetings.actions.edit_key(coming(), key, of_ana())}


def request_in(state: str) -> int:
    return Request.objects.filter(school__slug=TEAM, state=state).values_list("pk", flat=True)[0]


def receipt() -> str:
    said = {"kind": Kind.QUESTION, "due_on": date(2026, 12, 3).isoformat(), "reachable": True}
    return "?r=" + signing.dumps(said, salt=SALT)


def thanked() -> str:
    return "?r=" + signing.dumps({"edition": 1}, salt=RECEIVED)


def notice() -> int:
    return Notice.objects.filter(owner__slug=TEAM).latest("pk").pk


def community_draft() -> dict[str, Any]:
    return {"slug": COMMUNITY, "pk": Document.objects.get(owner__slug=COMMUNITY, kind="site_policy").pk}


def section(key: str) -> Callable[[], dict[str, Any]]:
    return lambda: {**community_draft(), "key": key}


def team_policy() -> dict[str, Any]:
    return {"slug": TEAM, "pk": Document.objects.filter(owner__slug=TEAM, state="published").latest("for_year").pk}


def agreement() -> dict[str, Any]:
    return {"slug": COMMUNITY, "pk": Document.objects.get(owner__slug=COMMUNITY, kind="compact").pk}


def open_window() -> dict[str, Any]:
    window = ReviewWindow.objects.standing().get(document__owner__slug=COMMUNITY, document__kind="compact")
    return {"slug": COMMUNITY, "window": window.pk}


def waiting() -> int:
    return Comment.objects.waiting().filter(document__owner__slug=COMMUNITY).earliest("pk").pk


def answer_given() -> int:
    return Answer.objects.filter(document__owner__slug=TEAM).earliest("pk").pk


def kept() -> str:
    return "?r=" + signing.dumps({"late": False, "last": date(2026, 12, 3).isoformat()}, salt=COMMENTED)


def following() -> dict[str, Any]:
    """The section on what changes of next year's draft, after a published policy."""
    school, by = School.objects.get(slug=TEAM), User.objects.get(email=COORDINATOR)
    year = Document.objects.filter(owner=school, kind="site_policy", state="published").latest("for_year").for_year + 1
    found = Document.objects.filter(owner=school, kind="site_policy", for_year=year).first()
    document = found or documents.actions.start(school, "site_policy", year, by=by)
    return {"slug": TEAM, "pk": document.pk, "key": "changes"}


def own_section() -> dict[str, Any]:
    """A section of the school's own in a draft."""
    takes, by = community_draft(), User.objects.get(email=WRITER)
    document = Document.objects.get(pk=takes["pk"])
    headings = {"es": "Por qué lo escribimos", "en": "Why we wrote this"}
    found = document.sections.filter(key__startswith="own-").first()
    found = found or documents.actions.add_own_section(document, headings=headings, first=True, by=by)
    return {**takes, "key": found.key}


def planned() -> dict[str, Any]:
    """A draft whose decision is planned."""
    takes = agreement()
    Document.objects.filter(pk=takes["pk"]).update(decide_on=date(2027, 3, 15))
    return takes


def looked_again() -> dict[str, Any]:
    document = Document.objects.get(pk=team_policy()["pk"])
    by = User.objects.get(email=COORDINATOR)
    found = document.reviews.standing().first()
    found = found or documents.actions.reviewed(document, on=today(), helped={"family": 3, "teacher": 1}, by=by)
    return {**team_policy(), "review": found.pk}


def strategy() -> dict[str, Any]:
    by = User.objects.get(email=COUNTY)
    said = {"text": "Meetings by video too", "finding": "Families work in the evening", "language": "en"}
    found = OpenPoint.objects.standing().first()
    found = found or documents.actions.add_strategy("agency-policy", **said, tier="3", on=today(), by=by)
    return {"pk": found.pk}


def asked_section() -> dict[str, Any]:
    headings = {"es": "Cómo llegar a la escuela", "en": "How to get to the school"}
    by = User.objects.get(email=COUNTY)
    found = AddedSection.objects.standing().first()
    found = found or documents.actions.add_section("coordination-plan", headings=headings, for_year=2027, by=by)
    return {"pk": found.pk}


def unconfirmed() -> dict[str, Any]:
    school = School.objects.get(slug=VENTURE)
    row = Designation.objects.standing().filter(school=school, confirmed_at=None).first()
    by = User.objects.get(email=COUNTY)
    row = row or designate(school, title_i="schoolwide", operator="charter", on=date(2026, 11, 1), by=by)
    return {"slug": VENTURE, "pk": row.pk}


def day_off() -> dict[str, Any]:
    """A Friday without school that stands; entered where the demo has none."""
    school, by = School.objects.get(slug=TEAM), User.objects.get(email=COUNTY)
    row = DayOff.objects.at(school.pk).filter(school=school).first()
    row = row or close(school, date(2026, 11, 27), "Vacaciones de otoño", by=by)
    return {"slug": TEAM, "pk": row.pk}


def head_count() -> dict[str, Any]:
    school, by = School.objects.get(slug=TEAM), User.objects.get(email=COUNTY)
    row = EnrolmentCount.objects.latest_of(school.pk).first()
    row = row or count_students(school, on=date(2026, 10, 7), students=312, english_learners=96, by=by)
    return {"slug": TEAM, "pk": row.pk}


def role() -> dict[str, Any]:
    return {"slug": TEAM, "pk": StaffRole.objects.standing().filter(school__slug=TEAM, kind="coordinator").first().pk}


def reset_link() -> dict[str, str]:
    user = User.objects.get(email=COUNTY)
    return {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}


def bare_staff() -> None:
    """A staff account that has no second factor yet."""
    if not User.objects.filter(email=BARE).exists():
        open_staff_account(BARE, "Nueva Muestra", "es", by=None)


def recovery_codes() -> None:
    """The county's demo person has codes for the day without the phone."""
    RecoveryCodes.activate(User.objects.get(email=COUNTY))


def asks_for_code(visitor: Any) -> None:
    """Ask for a code as a family: the page of the six digits opens only then."""
    visitor.open(f"/{visitor.language}/account/login/")
    visitor.page.locator("#id_email").fill(f"no{time.monotonic_ns()}@familias.invalid")
    visitor.page.locator("main form [type=submit]").first.click()


def gives_password(visitor: Any) -> None:
    """The first half of a staff sign-in."""
    visitor.open(f"/{visitor.language}/account/login/staff/")
    visitor.page.locator("[name=login]").fill("nora@escuelas.invalid")
    visitor.page.locator("[name=password]").fill("delta-calendario-2026")
    visitor.page.locator("main form [type=submit]").first.click()


def searches(visitor: Any) -> None:
    """A search for a family is posted, so that no name stands in an address."""
    visitor.open(f"/{visitor.language}/desk/{TEAM}/families/")
    visitor.page.locator("#search [name=words]").fill("Ana")
    visitor.page.locator("#search [type=submit]").click()


# These ask for the password once more first: that page is what is looked at.


def contributor() -> int:
    return Document.objects.get(owner__slug=COMMUNITY, kind="site_policy").contributors.first().pk


def count() -> int:
    return annual().sessions.first().attendance.standing().first().pk


def enrolment() -> int:
    return Enrolment.objects.get(child_id=child()).pk


def published() -> Document:
    return Document.objects.filter(owner__slug=TEAM, kind="site_policy", state="published").latest("for_year")


def voice() -> int:
    """A recording beside the policy in force."""
    edition, by = published().editions.live()[0], User.objects.get(email=COORDINATOR)
    return (edition.recordings.standing().first() or record_voice(edition, "es", mp3(), by=by)).pk


def sent_plan() -> Submission:
    """A plan that was sent on with what families said of it."""
    if found := Submission.objects.filter(edition__document__owner__slug=TEAM).first():
        return found
    school, by = School.objects.get(slug=TEAM), User.objects.get(email=COORDINATOR)
    plan = documents.actions.start(school, "schoolwide-plan", 2024, by=by)
    fill_in(plan, by=by)
    for row in plan.sections.all():
        for language, email in (("es", APPROVER), ("en", APPROVER_EN)):
            row = documents.actions.approve(row, language, by=User.objects.get(email=email))
    words = documents.actions.Said("Falta ayuda después de clases.", "es", not_satisfied=True)
    documents.actions.enter_comment(plan, words, on=today(), by=by, form_key="looked-at")
    documents.actions.adopt(plan, "site_council", today(), "7-0", by=by)
    plan.refresh_from_db()
    return documents.actions.send_on(documents.actions.publish(plan, by=by), on=today(), by=by)


def week() -> str:
    by = User.objects.get(email=COORDINATOR)
    if not Handout.objects.standing().filter(school__slug=TEAM).exists():
        compacts.actions.hand_out(School.objects.get(slug=TEAM), today(), {"es": 3}, by=by)
    return Handout.objects.standing().filter(school__slug=TEAM).earliest("pk").on.isoformat()
