"""The annual meeting of October 15, 2026, counted and minuted; the next one four weeks after seeding.

Four weeks is 28 days, or the first day with school after that: nobody is invited to a Sunday or into winter break.
"""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.conf import settings

import feedback.actions
import meetings.actions
import notices.actions
from accounts.clock import at, now, today
from feedback.models import Request
from meetings.choices import REQUIRED_TOPICS
from meetings.models import Meeting
from notices.delivery.run import deliver
from people.models import Person
from sjcoe_portal.demo.calendar import school_day_from
from sjcoe_portal.demo.cast import ONE, PARENT, SPECIAL, TEAM, Stage, moment

if TYPE_CHECKING:
    from notices.models import Notice

ANNUAL = date(2026, 10, 15)
AGENDA = {
    "participation": ("Qué es Título I y cómo participa la escuela.", "What Title I is and how the school takes part."),
    "requirements": ("Qué pide Título I a la escuela este año.", "What Title I asks of the school this year."),
    "rights": ("Su derecho a participar, a saber y a opinar.", "Your right to take part, to know and to be heard."),
}
LIBRARY = ("Biblioteca de la escuela", "School library")
MINUTES = (
    "Se explicó qué es Título I, qué pide y qué derechos tienen las familias. Las familias pidieron juntas más cortas "
    "y avisos con más tiempo. La escuela avisará con dos semanas.",
    "We explained what Title I is, what it asks and what rights families have. Families asked for shorter meetings and "
    "earlier notice. The school will give two weeks' notice.",
)


def hold_meetings(stage: Stage) -> None:
    annual = _call(
        stage,
        TEAM,
        "annual",
        ("Junta anual para familias", "Annual meeting for families"),
        ANNUAL,
        (9, 18),
        date(2026, 9, 28),
    )
    _answers(stage, annual)
    _count(stage, annual, (21, 34))
    workshop = ("Taller: leer juntos en casa", "Workshop: reading together at home")
    _count(stage, _call(stage, SPECIAL, "workshop", workshop, date(2026, 10, 22), (17,), date(2026, 10, 8)), (13,))
    late = _call(
        stage,
        ONE,
        "annual",
        ("Junta anual para familias", "Annual meeting for families"),
        date(2026, 11, 5),
        (18,),
        date(2026, 10, 26),
    )
    _count(stage, late, (0,), minutes=False)
    _question(stage)


def call_next(stage: Stage) -> None:
    """Called now, for the first school day from 28 days on: its invitations go out as soon as the portal runs."""
    coming = school_day_from(stage.schools[TEAM], today() + timedelta(days=28))
    title = ("Junta de familias: cómo va el año", "Family meeting: how the year is going")
    meeting = _plan(stage, TEAM, "family", title, coming, (9, 18))
    # The demo is 2026-27 whatever the clock says.
    Meeting.objects.filter(pk=meeting.pk).update(for_year=2026)
    meeting.refresh_from_db()
    by = stage.coordinator(TEAM)
    meetings.actions.call(meeting, by=by)
    meetings.actions.invite(meeting, by=by)


def _plan(stage: Stage, slug: str, kind: str, title: tuple[str, str], on: date, hours: tuple[int, ...]) -> Meeting:
    by = stage.coordinator(slug)
    school = stage.schools[slug]
    meeting = meetings.actions.create(
        school, kind=kind, title_es=title[0], title_en=title[1], by=by, no_identification=True
    )
    for hour in hours:
        starts = moment(on, hour)
        times = {"starts_at": starts, "ends_at": starts + timedelta(hours=1, minutes=30)}
        meetings.actions.add_session(meeting, **times, place_es=LIBRARY[0], place_en=LIBRARY[1], by=by)
    topics = [(topic, *AGENDA[topic]) for topic in REQUIRED_TOPICS]
    other = [("other", "Qué hacemos y cómo puede ayudar.", "What we do and how you can help.")]
    meetings.actions.set_agenda(meeting, topics if kind == "annual" else other, by=by)
    for service in ("interpreter", "child_care"):
        meetings.actions.offer(meeting, service, by=by)
    return meeting


def _call(
    stage: Stage, slug: str, kind: str, title: tuple[str, str], on: date, hours: tuple[int, ...], called: date
) -> Meeting:
    by = stage.coordinator(slug)
    with at(moment(called)):
        meeting = _plan(stage, slug, kind, title, on, hours)
        meetings.actions.call(meeting, by=by)
        notice = meetings.actions.invite(meeting, by=by)
    _deliver(notice, moment(called) + timedelta(minutes=2))
    return meeting


def _deliver(notice: "Notice", when: datetime) -> None:
    """The invitations of past days count as delivered then; no mail leaves for them."""
    real, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, "django.core.mail.backends.dummy.EmailBackend"
    try:
        with at(when):
            notices.actions.expand(notice)
            deliver()
    finally:
        settings.EMAIL_BACKEND = real


def _answers(stage: Stage, meeting: Meeting) -> None:
    """Families answer; an interpreter asked for is provided."""
    morning, evening = meeting.sessions.all()
    here = Person.objects.filter(contact_points__value__startswith="team")[:6]
    with at(moment(date(2026, 10, 6), 19)):
        for n, person in enumerate([Person.objects.get(contact_points__value=PARENT), *here]):
            needs = [("interpreter", "Español")] if n < 2 else []
            said: dict[str, Any] = {
                "coming": "yes",
                "session": evening if n % 2 else morning,
                "party": 1 + n % 3,
                "language": person.reads[:2] or "es",
            }
            meetings.actions.answer(meeting, form_key=f"demo-{n}", person=person, needs=needs, **said)
    with at(moment(date(2026, 10, 8))):
        for request in Request.objects.filter(school=meeting.owner, kind="interpreter"):
            answer = "Una intérprete estará en la junta."
            feedback.actions.answer(request, text=answer, met=True, cost_usd=Decimal(45), by=stage.coordinator(TEAM))


def _count(stage: Stage, meeting: Meeting, people: tuple[int, ...], *, minutes: bool = True) -> None:
    by = stage.coordinator(meeting.owner.slug)
    sessions = list(meeting.sessions.all())
    with at(sessions[-1].ends_at + timedelta(minutes=20)):
        for session, came in zip(sessions, people, strict=True):
            meetings.actions.count(session, people=came, method="sheet", by=by)
    if minutes:
        with at(sessions[-1].ends_at + timedelta(days=4)):
            meetings.actions.write_minutes(meeting, text_es=MINUTES[0], text_en=MINUTES[1], by=by)


def _question(stage: Stage) -> None:
    """One question answered in October, one still waiting."""
    school = stage.schools[TEAM]
    with at(moment(date(2026, 10, 20), 20)):
        asked = "¿Pueden avisar de las juntas con dos semanas?"
        question = feedback.actions.ask(school, kind="question", language="es", detail=asked)
    with at(moment(date(2026, 10, 23))):
        feedback.actions.answer(
            question, text="Sí. Desde noviembre avisamos con dos semanas.", met=False, by=stage.coordinator(TEAM)
        )
    with at(min(now(), moment(date(2027, 5, 28)))):
        feedback.actions.ask(school, kind="question", language="es", detail="¿Habrá taller de matemáticas en la tarde?")
