"""Drafts laid before families: TEAM's policy of 2026, answered before it was adopted; an agreement open right now."""

from datetime import date, timedelta

import documents.actions
from accounts.clock import at, now, today
from accounts.models import User
from documents.actions import Said
from documents.actions.writing import Text
from documents.choices import LANGUAGES
from documents.facts.names import given_names, masked
from documents.gaps import filled, gaps
from documents.models import Answer, Comment, Document, Section
from sjcoe_portal.demo.cast import COMMUNITY, TEAM, Stage, moment

APPROVERS = {"es": "esperanza@condado.invalid", "en": "edith@condado.invalid"}
OPENED, LAST = date(2026, 8, 31), date(2026, 9, 14)
# day, what was said, its translation by a person
SAID: list[tuple[date, Said, str]] = [
    (
        date(2026, 9, 2),
        Said("Salgo del trabajo a las seis. ¿Puede haber una junta en la mañana?", "es", "B2", may_show=True),
        "I leave work at six. Can there be a meeting in the morning?",
    ),
    (
        date(2026, 9, 3),
        Said("Could I join a meeting by phone when I cannot come?", "en", "B2", may_show=True),
        "¿Puedo entrar a la junta por teléfono cuando no puedo ir?",
    ),
    (
        date(2026, 9, 8),
        Said(
            "Mi hija Alma trae hojas solo en inglés y yo no las entiendo.",
            "es",
            "B8",
            not_satisfied=True,
            may_show=True,
        ),
        "My daughter [name] brings pages in English only and I do not understand them.",
    ),
    (date(2026, 9, 10), Said("Families should be paid for coming to meetings.", "en", not_satisfied=True), ""),
]
ADDED = {
    "en": "Each meeting is held twice: in the morning and in the evening. You can also join by phone.",
    "es": "Cada junta se hace dos veces: en la mañana y en la tarde. También puede entrar por teléfono.",
}
# which comments, outcome, section, words
ANSWERED: list[tuple[tuple[int, ...], str, str, dict[str, str]]] = [
    (
        (0, 1),
        "changed",
        "B2",
        {
            "en": "Each meeting is now held twice, in the morning and in the evening, and you can join by phone.",
            "es": "Ahora cada junta se hace dos veces, en la mañana y en la tarde, y puede entrar por teléfono.",
        },
    ),
    (
        (2,),
        "unchanged",
        "",
        {
            "en": "The policy says so already: everything we send goes in both languages. We reminded every teacher.",
            "es": "La política ya lo dice: todo lo que mandamos va en dos idiomas. Se lo recordamos a cada maestro.",
        },
    ),
    (
        (3,),
        "unchanged",
        "",
        {
            "en": "We may not use this money to pay families. It can pay for child care and a ride, and it does.",
            "es": "Con este dinero no podemos pagar a las familias. Sí paga el cuidado de niños y el transporte.",
        },
    ),
]
# What the model text leaves to the school.
HOURS = {
    "en": "(209) 468-4847, Monday to Friday, 8 a.m. to 4 p.m.",
    "es": "(209) 468-4847, de lunes a viernes, de 8 a.m. a 4 p.m.",
}
WAITING = [
    Said("¿Puede la escuela avisar por mensaje de texto y no solo por correo?", "es", "talk", may_show=True),
    Said("Ten minutes with the teacher is too short.", "en", "conferences", not_satisfied=True, may_show=True),
]


def ask_about_policy(stage: Stage, document: Document) -> None:
    """Two weeks in September: four comments, read and answered; one section changed; both languages approved."""
    by = stage.coordinator(TEAM)
    with at(moment(OPENED)):
        window = documents.actions.open_window(document, closes_on=LAST, by=by)
    for n, (day, said, _translation) in enumerate(SAID):
        with at(moment(day, 19)):
            documents.actions.comment(window, said, form_key=f"demo-{n}")
    with at(moment(date(2026, 9, 16))):
        answers = _answer(stage, document, list(window.comments.order_by("pk")))
        section = _added(document, by)
    with at(moment(date(2026, 9, 18))):
        approve(stage, section)
        for text in answers:
            approve(stage, text)


def _answer(stage: Stage, document: Document, comments: list[Comment]) -> list[Answer]:
    by, names = stage.coordinator(TEAM), given_names(document.owner_id)
    for row, (_day, said, translation) in zip(comments, SAID, strict=True):
        if said.may_show:
            other = "en" if said.language == "es" else "es"
            shown = {said.language: masked(said.text, said.language, names), other: translation}
            documents.actions.show(row, shown, by=by)
    return [
        documents.actions.reply(document, [comments[n] for n in which], outcome=outcome, key=key, texts=texts, by=by)
        for which, outcome, key, texts in ANSWERED
    ]


def _added(document: Document, by: User) -> Section:
    section: Section = document.sections.get(key="B2")
    for language, words in ADDED.items():
        text = f"{getattr(section, f'text_{language}')}\n\n{words}"
        section = documents.actions.write(section, language, text, revision=section.revision, by=by)
    return section


def ask_about_agreement(stage: Stage) -> None:
    """Opened three days ago, for eleven more: two comments wait for an answer."""
    by = stage.coordinator(COMMUNITY)
    with at(now() - timedelta(days=4)):
        document = documents.actions.start(stage.schools[COMMUNITY], "compact", 2026, by=by)
        for section in document.sections.all():
            approve(stage, _filled_in(section, by))
    with at(now() - timedelta(days=3)):
        window = documents.actions.open_window(document, closes_on=today() + timedelta(days=14), by=by)
    for n, said in enumerate(WAITING):
        with at(now() - timedelta(days=1, hours=n)):
            documents.actions.comment(window, said, form_key=f"demo-{n}")
    documents.actions.tell_families(window, by=by)


def _filled_in(section: Section, by: User) -> Section:
    """The model text's gaps are filled as a coordinator would."""
    for language, hours in HOURS.items():
        text = getattr(section, f"text_{language}")
        if gaps(text):
            said = filled(text, hours)
            section = documents.actions.write(section, language, said, revision=section.revision, by=by)
    return section


def approve(stage: Stage, text: Text) -> None:
    """Both languages of a text, each by its approver."""
    for language in LANGUAGES:
        documents.actions.approve(text, language, by=stage.users[APPROVERS[language]])
