"""Every page of the portal that opens with GET: who opens it, and where it is on the demo year."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core import signing
from django.urls import reverse

import compacts.actions
import documents.actions
import meetings.actions
import notices.actions
from accounts.actions import open_staff_account
from accounts.clock import today
from accounts.models import User
from compacts.models import Handout
from compliance.models import Action
from documents.actions.recording import record_voice
from documents.models import AddedSection, Answer, Comment, Document, OpenPoint, ReviewWindow, Submission
from documents.views.received import SALT as RECEIVED
from documents.views.review import SALT as COMMENTED
from feedback.choices import Kind, State
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


@dataclass(frozen=True)
class Page:
    """One page: its URL name, who opens it, what its address takes, its query, what goes before."""

    name: str
    who: str = PUBLIC
    takes: Callable[[], dict[str, Any]] = dict
    query: str | Callable[[], str] = ""
    before: Callable[[Any], None] | None = None
    # The form on it is posted as it stands, so that the page with its errors is seen.
    posts: str = ""
    # Where it leads before it shows.
    lands: str = ""

    def path(self) -> str:
        query = self.query if isinstance(self.query, str) else self.query()
        return reverse(self.name, kwargs=self.takes()) + query

    @property
    def label(self) -> str:
        """What the page is called in a test's name: the first like it has no number."""
        who = self.who.split("@")[0] or "anyone"
        query = self.query if isinstance(self.query, str) else ""
        return f"{self.name}{query}{' posted' if self.posts else ''} as {who}"


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
AGAIN = "/account/again/"
AT_MEETING = at_team(pk=lambda: coming().pk)
AT_DRAFT = at_team(pk=lambda: draft().pk)
COUNTING = at_team(pk=lambda: annual().pk, session=lambda: annual().sessions.first().pk)
AT_FAMILY = at_team(pk=lambda: of_ana().pk)
PAGES = [
    # Families' pages.
    Page("home"),
    Page("home", query="?q=zzz"),
    Page("privacy"),
    Page("accessibility"),
    Page("regulation:list"),
    Page("regulation:detail", takes=lambda: {"code": "B7.e"}),
    Page("school", takes=at_team()),
    Page("school", takes=lambda: {"slug": VENTURE}),
    Page("policies:page", takes=at_team()),
    Page("policies:page", takes=lambda: {"slug": VENTURE}),
    Page("compacts:page", takes=at_team()),
    Page("meetings:list", takes=at_team()),
    Page("meetings:page", takes=AT_MEETING),
    Page("meetings:page", takes=at_team(pk=lambda: annual().pk)),
    Page("meetings:flyer", takes=AT_MEETING),
    Page("meetings:answer", takes=AT_MEETING),
    Page("meetings:answer", takes=AT_MEETING, posts="#rsvp"),
    Page("compacts:review", takes=lambda: {"slug": COMMUNITY}),
    Page("policies:review", takes=at_team()),
    Page("compacts:comment", takes=open_window, query="?part=talk"),
    Page("compacts:comment", takes=open_window, posts="#comment"),
    Page("compacts:commented", takes=lambda: {"slug": COMMUNITY}, query=kept),
    Page("policies:changes", takes=at_team()),
    Page("policies:received", takes=at_team()),
    Page("policies:received_done", takes=at_team(), query=thanked),
    Page("welcome:welcome", takes=at_team()),
    Page("policies:answers", takes=at_team()),
    Page("documents:answers", takes=at_team(kind="report-card")),
    Page("evaluations:page", takes=at_team()),
    Page("resources:page", takes=at_team()),
    Page("feedback:ask", takes=at_team()),
    Page("feedback:ask", takes=at_team(), posts="main form"),
    Page("feedback:done", takes=at_team(), query=receipt),
    Page("meetings_token:answer", takes=link_token),
    Page("meetings_token:done", takes=answered),
    Page("meetings_token:change", takes=answered),
    Page("me", PARENT),
    # Signing in.
    Page("account_login"),
    Page("account_login", posts="main form"),
    Page("account_confirm_login_code", before=asks_for_code),
    Page("account_staff_login"),
    Page("account_staff_login", posts="main form"),
    Page("mfa_authenticate", before=gives_password),
    Page("account_logout", PARENT),
    Page("account_reset_password"),
    Page("account_reset_password_done"),
    Page("account_reset_password_from_key", takes=reset_link, lands="-set-password/"),
    Page("account_change_password", COUNTY),
    Page("account_reauthenticate", COUNTY),
    Page("mfa_reauthenticate", COUNTY),
    Page("mfa_index", COUNTY),
    Page("mfa_activate_totp", BARE),
    Page("mfa_deactivate_totp", COUNTY, lands=AGAIN),
    Page("mfa_view_recovery_codes", COUNTY, lands=AGAIN),
    Page("mfa_generate_recovery_codes", COUNTY, lands=AGAIN),
    # The coordinator's desk.
    Page("desk:home", WRITER),
    Page("desk:year", COORDINATOR, at_team()),
    Page("desk:why", COORDINATOR, at_team(code="B1")),
    Page("compliance_desk:list", COORDINATOR, at_team()),
    Page("compliance_desk:new", COORDINATOR, at_team()),
    Page("compliance_desk:new", COORDINATOR, at_team(), posts="main form"),
    Page("compliance_desk:action", COORDINATOR, at_team(pk=lambda: Action.objects.filter(school__slug=TEAM)[0].pk)),
    Page("documents_desk:list", COORDINATOR, at_team()),
    Page("documents_desk:voice", COORDINATOR, lambda: {"slug": TEAM, "pk": published().pk}),
    Page("documents_desk:voice", COORDINATOR, lambda: {"slug": TEAM, "pk": published().pk}, posts="#step"),
    Page("documents_desk:voice_void", COORDINATOR, lambda: {"slug": TEAM, "pk": published().pk, "recording": voice()}),
    Page("documents_desk:package", COORDINATOR, lambda: {"slug": TEAM, "pk": sent_plan().edition.document_id}),
    Page(
        "documents_desk:package_void",
        COORDINATOR,
        lambda: {"slug": TEAM, "pk": sent_plan().edition.document_id, "package": sent_plan().pk},
    ),
    Page("compacts_desk:welcome", COORDINATOR, at_team()),
    Page("compacts_desk:welcome", COORDINATOR, at_team(), posts="#step"),
    Page("compacts_desk:void", COORDINATOR, at_team(week=lambda: week())),
    Page("documents_desk:page", COORDINATOR, team_policy),
    Page("documents_desk:page", WRITER, community_draft),
    Page("documents_desk:section", WRITER, section("B4")),
    Page("documents_desk:section", APPROVER, section("B6")),
    Page("documents_desk:contributor", WRITER, community_draft),
    Page("documents_desk:contributor", WRITER, community_draft, posts="#step"),
    Page("documents_desk:contributor_void", WRITER, lambda: {**community_draft(), "row": contributor()}),
    Page("policies_desk:amended", COORDINATOR, team_policy),
    Page("documents_desk:adopt", WRITER, community_draft),
    Page("documents_desk:send_back", APPROVER, lambda: {**section("B6")(), "code": "es"}),
    Page("documents_desk:send_back", APPROVER, lambda: {**section("B6")(), "code": "es"}, posts="#step"),
    Page("documents_desk:queue", APPROVER, lambda: {"slug": COMMUNITY}),
    Page("documents_desk:page", WRITER, agreement),
    Page("documents_desk:section", WRITER, lambda: {**agreement(), "key": "talk"}),
    Page("documents_desk:section", COORDINATOR, following),
    Page("documents_desk:word", WRITER, community_draft),
    Page("documents_desk:word", WRITER, community_draft, posts="#word"),
    Page("documents_desk:plan", WRITER, community_draft),
    Page("documents_desk:plan", WRITER, planned),
    Page("documents_desk:plan", WRITER, community_draft, posts="#plan"),
    Page("documents_desk:own_section", WRITER, community_draft),
    Page("documents_desk:own_section", WRITER, community_draft, posts="#step"),
    Page("documents_desk:take_out", WRITER, own_section),
    Page("documents_desk:rename", WRITER, own_section),
    Page("documents_desk:section", WRITER, own_section),
    Page("documents_desk:older", WRITER, lambda: {"slug": COMMUNITY}),
    Page("documents_desk:older_enter", WRITER, lambda: {"slug": COMMUNITY, "kind": "site_policy"}),
    Page("documents_desk:older_enter", WRITER, lambda: {"slug": COMMUNITY, "kind": "site_policy"}, posts="#older"),
    Page("documents_desk:looked_again", COORDINATOR, team_policy),
    Page("documents_desk:looked_again", COORDINATOR, team_policy, posts="#step"),
    Page("documents_desk:void_looked_again", COORDINATOR, looked_again),
    Page("translations:desk", APPROVER),
    Page("translations:desk", COUNTY, query="?language=es"),
    Page("plans_county:list", COUNTY, lambda: sent_plan() and {}),
    Page("strategies_county:list", COUNTY),
    Page("strategies_county:new", COUNTY),
    Page("strategies_county:new", COUNTY, posts="#step"),
    Page("strategies_county:void", COUNTY, strategy),
    Page("documents_county:list", COUNTY),
    Page("documents_county:new", COUNTY),
    Page("documents_county:new", COUNTY, posts="#step"),
    Page("documents_county:void", COUNTY, asked_section),
    Page("documents_desk:window", WRITER, community_draft),
    Page("documents_desk:tell", WRITER, lambda: {**agreement(), "window": open_window()["window"]}),
    Page("documents_desk:window_void", WRITER, lambda: {**agreement(), "window": open_window()["window"]}),
    Page("documents_desk:comments", WRITER, agreement),
    Page("documents_desk:comments", COORDINATOR, team_policy),
    Page("documents_desk:comments", WRITER, agreement, query="?show=carried"),
    Page("documents_desk:comment", WRITER, lambda: {**agreement(), "comment": waiting()}),
    Page("documents_desk:comment_new", WRITER, agreement),
    Page("documents_desk:comment_new", WRITER, agreement, posts="#step"),
    Page("documents_desk:reply", WRITER, agreement, query=lambda: f"?comment={waiting()}"),
    Page("documents_desk:reply", WRITER, agreement, query=lambda: f"?comment={waiting()}", posts="#reply"),
    Page("documents_desk:answer", COORDINATOR, lambda: {**team_policy(), "answer": answer_given()}),
    Page(
        "documents_desk:answer_send_back", APPROVER, lambda: {**team_policy(), "answer": answer_given(), "code": "es"}
    ),
    Page("documents_desk:void_edition", COUNTY, lambda: {**team_policy(), "number": 1}),
    Page("meetings_desk:list", COORDINATOR, at_team()),
    Page("meetings_desk:new", COORDINATOR, at_team()),
    Page("meetings_desk:page", COORDINATOR, AT_MEETING),
    Page("meetings_desk:page", COORDINATOR, at_team(pk=lambda: annual().pk)),
    Page("meetings_desk:page", COORDINATOR, AT_DRAFT),
    Page("meetings_desk:what", COORDINATOR, AT_DRAFT),
    Page("meetings_desk:sessions", COORDINATOR, AT_DRAFT),
    Page("meetings_desk:sessions", COORDINATOR, AT_MEETING, posts="#step"),
    Page("meetings_desk:agenda", COORDINATOR, AT_DRAFT),
    Page("meetings_desk:services", COORDINATOR, AT_DRAFT),
    Page("meetings_desk:invite", COORDINATOR, AT_MEETING),
    Page("meetings_desk:cancel", COORDINATOR, AT_MEETING),
    Page(
        "meetings_desk:count",
        COORDINATOR,
        COUNTING,
    ),
    Page("meetings_desk:void_count", COORDINATOR, lambda: {"slug": TEAM, "pk": annual().pk, "count": count()}),
    Page("meetings_desk:minutes", COORDINATOR, at_team(pk=lambda: annual().pk)),
    Page("people_desk:list", COORDINATOR, at_team()),
    Page("people_desk:search", COORDINATOR, at_team(), before=searches),
    Page("people_desk:new", COORDINATOR, at_team()),
    Page("people_desk:new", COORDINATOR, at_team(), posts="main form"),
    Page("people_desk:family", COORDINATOR, AT_FAMILY),
    Page("people_desk:correct", COORDINATOR, AT_FAMILY),
    Page("people_desk:new_contact", COORDINATOR, AT_FAMILY),
    Page("people_desk:new_student", COORDINATOR, AT_FAMILY),
    Page("people_desk:new_link", COORDINATOR, AT_FAMILY),
    Page("people_desk:link", COORDINATOR, at_team(pk=lambda: of_ana().pk, link=lambda: of_ana().links.get().pk)),
    Page("people_desk:end_link", COORDINATOR, at_team(pk=lambda: of_ana().pk, link=lambda: of_ana().links.get().pk)),
    Page("people_desk:student", COORDINATOR, at_team(pk=lambda: enrolment())),
    Page("people_desk:new_guardian", COORDINATOR, at_team(pk=lambda: enrolment())),
    Page("people_desk:end_enrolment", COORDINATOR, at_team(pk=lambda: enrolment())),
    Page("feedback_desk:list", COORDINATOR, at_team()),
    Page("feedback_desk:answer", COORDINATOR, at_team(pk=lambda: request_in(State.OPEN))),
    Page("feedback_desk:reopen", COORDINATOR, at_team(pk=lambda: request_in(State.ANSWERED))),
    Page("notices_desk:list", COORDINATOR, at_team()),
    Page("notices_desk:page", COORDINATOR, at_team(pk=notice)),
    Page("notices_desk:paper", COORDINATOR, at_team(pk=notice)),
    Page("notices_desk:paper", COORDINATOR, at_team(pk=notice), posts="main form"),
    # The county.
    Page("county:matrix", COUNTY),
    Page("county:matrix", COUNTY, query="?on=2026-10-01&force=all"),
    Page("county:matrix", COUNTY, query="?on=never"),
    Page("desk:home", COUNTY),
    Page("desk:why", COUNTY, at_team(code="B1")),
    Page("desk:why", COUNTY, lambda: {"slug": School.objects.office().slug, "code": "A4"}),
    Page("schools_county:list", COUNTY),
    Page("schools_county:detail", COUNTY, at_team()),
    Page("schools_county:detail", COUNTY, lambda: {"slug": unconfirmed()["slug"]}),
    Page("schools_county:designate", COUNTY, at_team()),
    Page("schools_county:designate", COUNTY, at_team(), posts="main form"),
    Page("schools_county:void", COUNTY, unconfirmed),
    Page("schools_county:add_day", COUNTY, at_team()),
    Page("schools_county:void_day", COUNTY, day_off),
    Page("schools_county:add_count", COUNTY, at_team()),
    Page("schools_county:void_count", COUNTY, head_count),
    Page("schools_county:appoint", COUNTY, at_team()),
    Page("schools_county:end_role", COUNTY, role),
]
# Addresses that answer GET with no page of their own, and why.
NO_PAGE = {
    "edition": "leads on",
    "policies:voice": "a file",
    "compacts:voice": "a file",
    "documents:voice": "a file",
    "documents_desk:package_file": "a file",
    "root": "leads to the home page of the reader's language",
    "healthz": "a line for machines",
    "readyz": "a line for machines",
    "home_after_login": "leads on",
    "me_answer": "only posts",
    "account_request_login_code": "the sign-in page by another name",
    "mfa_download_recovery_codes": "a file",
    "review": "leads to the draft",
    "compacts:answers": "the policy's page for another kind",
    **{
        f"{room}:{name}": "the policy's page for another kind"
        for room in ("compacts", "documents")
        for name in ("changes", "received", "received_done")
    },
    **{f"policies:{name}": "the agreement's page for another kind" for name in ("comment", "commented")},
    **{f"documents:{name}": "the agreement's page for another kind" for name in ("review", "comment", "commented")},
    "documents_desk:answer_approve": "only posts",
    "documents:page": "the policy's own page is this one at another address",
    "documents:pdf": "a file, like the policy's",
    "compacts:pdf": "a file, like the policy's",
    "policies:pdf": "a file; what it says while it is being built is looked at among the errors",
    "meetings:calendar": "a file",
    "meetings:calendar_one": "a file",
    "meetings_token:calendar": "a file",
    "compliance_desk:file": "a file",
    "documents_desk:start": "only posts",
    "documents_desk:publish": "only posts",
    "documents_desk:take_back": "only posts",
    "documents_desk:approve": "only posts",
    "documents_desk:lead": "only posts",
    "documents_desk:propose": "only posts",
    "documents_desk:add_sections": "only posts",
    "documents_desk:word_file": "a file",
    "meetings_desk:call": "only posts",
    "people_desk:contact": "only posts",
    "notices_desk:cancel": "only posts",
    "notices_desk:letters": "what the button of notices_desk:paper shows",
    "county:csv": "a file",
    "schools_county:confirm": "only posts",
}


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
