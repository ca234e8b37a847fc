"""Policies and plans: their sections as AR 6020 and the law number them, and the model texts a first one has."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.clock import now, today
from documents.kinds import Kind, SectionSpec, Texts, Together, layered
from schools.choices import SETTINGS, SchoolKind, TitleI
from schools.facts import bindings

if TYPE_CHECKING:
    from schools.models import School

MODELS = Path(__file__).parent / "data"
OFFICE, SCHOOL = (SchoolKind.OFFICE,), (SchoolKind.SCHOOL,)
DECIDES = "documents.adopt_document"


def policy_texts(owner: "School", variant: str) -> Texts:
    """Both languages' model text of every section, fitted to the Title I program of today and the kind of school.

    A targeted program has no plan for the whole school, so its sections on planning and dissent differ.
    """
    bound = bindings([owner], today(), now())[owner.pk]
    setting, outside = SETTINGS.get(owner.type_code, ""), bound.part == "C"
    names = ["general"]
    names += ["outside"] if outside else ["targeted"] if bound.title_i == TitleI.TARGETED else []
    names += ["charter"] if owner.charter else []
    # The kind of school says it in words that are true with Title I and without.
    names += [setting] if setting else []
    names += ["court_outside"] if setting == "court" and outside else []
    return layered(MODELS, names, owner)


def texts_of(name: str) -> "Callable[[School, str], Texts]":
    """Model texts that are the same for every school."""
    return lambda owner, variant: layered(MODELS, [name], owner)


def schoolwide(owner: "School", part: str, title_i: str) -> bool:
    """Schools whose Title I program serves the whole school (20 USC 6314)."""
    return title_i == TitleI.SCHOOLWIDE


SITE_POLICY = Kind(
    name="site_policy",
    label=_("How the school works with families"),
    sections=(
        SectionSpec("B1", ("B1",), _("The yearly meeting")),
        SectionSpec("B2", ("B2",), _("Meetings at times that work for you")),
        SectionSpec("B3", ("B3", "B3.process", "A1.f"), _("Your part in the school’s plans")),
        SectionSpec("B4", ("B4", "B4.a", "B4.b", "B4.c"), _("What we tell you")),
        SectionSpec("B5", ("B5",), _("If the plan does not seem right to you")),
        SectionSpec("B6", ("B6", "B6.a", "B6.b", "B6.c"), _("The agreement between school and family")),
        SectionSpec(
            "B7", ("B7", "B7.a", "B7.b", "B7.c", "B7.d", "B7.e", "B7.f"), _("How we help you support learning")
        ),
        SectionSpec("B8", ("B8",), _("In your language, and open to all")),
    ),
    publish_perm="policies.publish_policy",
    official=pgettext_lazy("official", "parent and family engagement policy"),
    intro=_(
        "This page says how the school works with families: when there are meetings, how we tell you and how you can"
        " give your opinion. We write it with families like yours."
    ),
    note=_(
        "Title I is money from the federal government so that the school can help students more. You have the right to"
        " know what it is used for and to give your opinion."
    ),
    none_template="policies/none.html",
    file_name=pgettext_lazy("file name", "policy"),
    namespace="policies",
    own_url="policies_desk:amended",
    own_label=pgettext_lazy("staff", "A general policy amended to serve (B9)"),
    models=policy_texts,
    received=True,
    together=Together(named=("B0",), asked=("B3",)),
)

AGENCY_POLICY = Kind(
    name="agency-policy",
    label=_("How the county office works with families"),
    sections=(
        SectionSpec("expectations", (), _("What we want to reach together")),
        SectionSpec("plan", ("A1",), _("Your part in the county’s plans")),
        SectionSpec("support", ("A2",), _("How we help the schools")),
        SectionSpec("coordination", ("A3",), _("We work with other programs")),
        SectionSpec("evaluation", ("A4",), _("Each year we look at how it went")),
        SectionSpec("findings", ("A5",), _("What we do with what we find")),
        SectionSpec("participation", ("A6",), _("How you can take part")),
        SectionSpec("capacity", ("A7",), _("How we help you support learning")),
    ),
    publish_perm=DECIDES,
    official=pgettext_lazy("official", "parent and family engagement policy of the agency"),
    intro=_("This page says how the county office and its schools work with families. We write it with families."),
    file_name=pgettext_lazy("file name", "county-policy"),
    owners=OFFICE,
    models=texts_of("agency"),
    sent_to="state",
    received=True,
    together=Together(asked=("A5.c",)),
)

ENGAGEMENT = SectionSpec("engagement", ("A1", "C5"), _("How families take part"))
NEEDS = SectionSpec("needs", ("A1",), _("What students need"))

LCAP = Kind(
    name="lcap",
    label=_("The plan of goals and spending"),
    sections=(
        NEEDS,
        SectionSpec("goals", ("A1",), _("What we want to reach")),
        SectionSpec("services", ("A1",), _("What we do for students")),
        ENGAGEMENT,
        SectionSpec("money", ("A1",), _("What the money is used for")),
    ),
    publish_perm=DECIDES,
    official=pgettext_lazy("official", "Local Control and Accountability Plan (LCAP)"),
    intro=_("This plan says what the schools want to reach, what they do for students and what the money is used for."),
    file_name=pgettext_lazy("file name", "lcap"),
    owners=OFFICE + SCHOOL,
    fits=lambda owner, part, title_i: owner.charter or owner.kind == SchoolKind.OFFICE,
    models=texts_of("lcap"),
    hearing=True,
    decide_by=(7, 1),
    together=Together(asked=("A1",)),
)

TITLE_I_PLAN = Kind(
    name="title-i-plan",
    label=_("The county’s Title I plan"),
    sections=(
        NEEDS,
        SectionSpec("services", ("A1",), _("What Title I pays for")),
        ENGAGEMENT,
        SectionSpec("measure", ("A1",), _("How we know that it works")),
    ),
    publish_perm=DECIDES,
    official=pgettext_lazy("official", "Title I plan (20 USC 6312)"),
    intro=_("This plan says how the schools use Title I. It is federal money to help students more."),
    file_name=pgettext_lazy("file name", "title-i-plan"),
    owners=OFFICE,
    models=texts_of("title_i_plan"),
    sent_to="state",
    together=Together(asked=("A1",)),
)

SCHOOLWIDE_PLAN = Kind(
    name="schoolwide-plan",
    label=_("The plan for the whole school"),
    sections=(
        SectionSpec("needs", ("B3", "B5"), _("What students need")),
        SectionSpec("strategies", ("B3", "B5"), _("What the school does")),
        SectionSpec("engagement", ("B3", "C5"), _("How families take part")),
        SectionSpec("review", ("B3",), _("How we know that it works")),
    ),
    publish_perm=DECIDES,
    official=pgettext_lazy("official", "schoolwide program plan (20 USC 6314)"),
    intro=_("This plan says what the school does with Title I for all its students. You may say what you think of it."),
    file_name=pgettext_lazy("file name", "school-plan"),
    fits=schoolwide,
    models=texts_of("schoolwide_plan"),
    sent_to="county",
    together=Together(asked=("B3",)),
)

IMPROVEMENT_PLAN = Kind(
    name="improvement-plan",
    label=_("The plan to support the school"),
    sections=(
        SectionSpec("why", ("A1",), _("Why the school gets support")),
        SectionSpec("actions", ("A1",), _("What will be done")),
        SectionSpec("engagement", ("A1", "C5", "C5.a"), _("How families take part")),
        SectionSpec("review", ("A1",), _("How we know that it works")),
    ),
    publish_perm=DECIDES,
    official=pgettext_lazy("official", "school support and improvement plan (20 USC 6311)"),
    intro=_("The State asked for more support for this school. This plan says what will be done, and your part in it."),
    file_name=pgettext_lazy("file name", "support-plan"),
    models=texts_of("improvement_plan"),
    together=Together(asked=("A1",)),
)

COORDINATION_PLAN = Kind(
    name="coordination-plan",
    label=_("How the programs work together"),
    sections=(
        SectionSpec("programs", ("A3.d",), _("The programs")),
        NEEDS,
        SectionSpec("together", ("A3.d",), _("What they do together")),
        SectionSpec("engagement", ("A3.d", "C5"), _("How families take part")),
    ),
    publish_perm=DECIDES,
    official=pgettext_lazy("official", "coordination plan"),
    intro=_("Several programs help the same students. This plan says how they work together."),
    file_name=pgettext_lazy("file name", "coordination-plan"),
    owners=OFFICE,
    models=texts_of("coordination_plan"),
    together=Together(),
)

REPORT_CARD = Kind(
    name="report-card",
    label=_("How the school is doing"),
    sections=(
        SectionSpec("meaning", ("B8",), _("What the report says")),
        SectionSpec("where", ("B8",), _("Where you can read it")),
        SectionSpec("ask", ("B8",), _("In another language or another form")),
    ),
    publish_perm=DECIDES,
    official=pgettext_lazy("official", "school accountability report card (20 USC 6311(h))"),
    intro=_("Each year a report says how the students of the school are doing. Here it is in plain words."),
    file_name=pgettext_lazy("file name", "school-report"),
    models=texts_of("report_card"),
)

KINDS = (
    SITE_POLICY,
    AGENCY_POLICY,
    LCAP,
    TITLE_I_PLAN,
    SCHOOLWIDE_PLAN,
    IMPROVEMENT_PLAN,
    COORDINATION_PLAN,
    REPORT_CARD,
)
