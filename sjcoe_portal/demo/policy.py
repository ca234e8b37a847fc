"""The demo's policies: last year's at TEAM Charter and this year's, and a draft under way at the community school."""

from datetime import date

import documents.actions
from accounts.clock import at
from documents.choices import LANGUAGES
from documents.models import Document
from sjcoe_portal.demo.cast import COMMUNITY, TEAM, Stage, moment
from sjcoe_portal.demo.joint import ask_about_policy

LEADING = "en"
NEWS = {
    "en": "- You can say that you come, and what you need, from your phone.\n- We answer your questions within five"
    " school days.",
    "es": "- Usted puede decir desde su teléfono que viene y qué necesita.\n- Contestamos sus preguntas en cinco días"
    " de clases.",
}
# The office writes a field of one language in both.
EVENINGS = "Dos juntas en la tarde / Two evening meetings"
APPROVERS = {"es": "esperanza@condado.invalid", "en": "edith@condado.invalid"}


def write_policies(stage: Stage) -> None:
    last = _write(stage, TEAM, 2025, date(2025, 8, 20))
    _publish(stage, TEAM, last, date(2025, 9, 23), date(2025, 9, 25), "7-0")
    this = _write(stage, TEAM, 2026, date(2026, 8, 18))
    ask_about_policy(stage, this)
    _publish(stage, TEAM, this, date(2026, 9, 22), date(2026, 9, 24), "8-0")
    _draft_under_way(stage)


def _write(stage: Stage, slug: str, year: int, on: date) -> Document:
    """Started from the model text or last year's; both languages read and approved three weeks later."""
    with at(moment(on)):
        document = documents.actions.start(stage.schools[slug], "site_policy", year, by=stage.coordinator(slug))
        for section in document.sections.filter(key="changes"):
            for language, text in NEWS.items():
                section = documents.actions.write(
                    section, language, text, revision=section.revision, by=stage.coordinator(slug)
                )
    with at(moment(on.replace(day=on.day + 10))):
        for section in document.sections.all():
            for language in LANGUAGES:
                section.refresh_from_db()
                documents.actions.approve(section, language, by=stage.users[APPROVERS[language]])
    return document


def _publish(stage: Stage, slug: str, document: Document, adopted: date, published: date, vote: str) -> None:
    by = stage.coordinator(slug)
    with at(moment(adopted, 17)):
        for role, count, how in [
            (
                "family",
                6,
                "Dos juntas en la tarde y una mesa a la salida / Two evening meetings and a table at pick-up time",
            ),
            ("teacher", 2, EVENINGS),
            ("administrator", 1, EVENINGS),
        ]:
            documents.actions.add_contributor(document, role=role, count=count, how=how, on=adopted, by=by)
        documents.actions.adopt(document, "site_council", adopted, vote, by=by)
    with at(moment(published)):
        documents.actions.publish(document, by=by)


def _draft_under_way(stage: Stage) -> None:
    """Some sections approved in both languages, one whose Spanish fell behind, the rest still drafts."""
    by = stage.coordinator(COMMUNITY)
    with at(moment(date(2026, 10, 6))):
        document = documents.actions.start(stage.schools[COMMUNITY], "site_policy", 2026, by=by)
    with at(moment(date(2026, 10, 20))):
        for section in document.sections.all()[:4]:
            for language in LANGUAGES:
                section.refresh_from_db()
                documents.actions.approve(section, language, by=stage.users[APPROVERS[language]])
    with at(moment(date(2026, 11, 3))):
        section = document.sections.get(key="B4")
        text = str(getattr(section, f"text_{LEADING}")) + "\n\nYou can also ask by text message. We answer those too."
        documents.actions.write(section, LEADING, text, revision=section.revision, by=by)
        documents.actions.add_contributor(
            document,
            role="family",
            count=3,
            how="Una junta el 20 de octubre / A meeting on October 20",
            on=date(2026, 10, 20),
            by=by,
        )
