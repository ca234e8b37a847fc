"""What goes on from a document of one side: a plan sent on with dissent, voices beside editions, packets given."""

from datetime import date
from types import SimpleNamespace

import compacts.actions
import documents.actions
from accounts.clock import at
from documents.actions.filing import claim, keep
from documents.actions.recording import record_voice
from documents.models import Edition
from tests.cast import Cast, moment
from tests.documents.sounds import mp3
from tests.gaps import fill_in
from tests.trust.patterns.entry import WRITERS
from tests.trust.words import STAFF, Words

# A week is a packet's address, so each side has one of its own.
WEEKS = {"here": date(2026, 10, 12), "there": date(2026, 10, 5)}


def kept(cast: Cast, side: SimpleNamespace, words: Words) -> None:
    """A package sealed and sent; a voice beside a policy, an agreement and a plan; a week's welcome packets."""
    plan = _published(cast, side, "schoolwide-plan", words)
    with at(moment("2026-10-09T09:00")):
        for file in plan.files.all():
            # A package is given once its plan is built.
            keep(claim(file.pk), b"%PDF-1.4 of a plan", 1)
        side.package = documents.actions.send_on(plan, on=date(2026, 10, 9), by=side.by)
    side.plan = plan.document
    # What came after it goes on with another package.
    with at(moment("2026-10-10T09:00")):
        more = documents.actions.Said("Faltan más juntas.", "es", not_satisfied=True)
        documents.actions.comment(side.plan.windows.get(), more, form_key=f"{side.key}-after")
    agreement = _published(cast, side, "compact", words, variant="9-12")
    with at(moment("2026-10-12T10:00")):
        editions = {"policies": side.edition, "documents": plan, "compacts": agreement}
        side.voices = {room: record_voice(one, "es", mp3(), by=side.by) for room, one in editions.items()}
    with at(moment("2026-10-14T10:00")):
        side.week = WEEKS[side.key]
        compacts.actions.hand_out(side.school, side.week, {"es": 3, "en": 1}, by=side.by)


def office(cast: Cast, side: SimpleNamespace, words: Words) -> None:
    """The county's policy, which families of every school may say they read."""
    county = SimpleNamespace(key=side.key, school=cast.office, by=cast.county)
    _published(cast, county, "agency-policy", words)


def _published(cast: Cast, side: SimpleNamespace, kind: str, words: Words, variant: str = "") -> Edition:
    """Approved, laid open, commented on by a family that is not satisfied, answered, adopted, published."""
    with at(moment("2026-09-25T09:00")):
        document = documents.actions.start(side.school, kind, 2026, by=side.by, variant=variant)
        fill_in(document, by=side.by)
        _approve(cast, document.sections.all())
        window = documents.actions.open_window(document, closes_on=date(2026, 10, 5), by=side.by)
    with at(moment("2026-10-01T19:00")):
        text = words.new(f"what a family says of a {kind}", side.key, STAFF)
        name = words.new(f"who says it of a {kind}", side.key, WRITERS)
        said = documents.actions.Said(text, "es", not_satisfied=True, name=name)
        comment = documents.actions.comment(window, said, form_key=f"{side.key}-{kind}")
    with at(moment("2026-10-06T09:00")):
        texts = {"es": "Se queda así.", "en": "It stays."}
        answer = documents.actions.reply(document, [comment], outcome="unchanged", texts=texts, by=side.by)
        _approve(cast, [answer])
        documents.actions.adopt(document, "Consejo Escolar", date(2026, 10, 6), "8-0", by=side.by)
        return documents.actions.publish(document, by=side.by)


def _approve(cast: Cast, rows: object) -> None:
    for row in rows:
        for language, approver in (("es", cast.approver_es), ("en", cast.approver_en)):
            row.refresh_from_db()
            documents.actions.approve(row, language, by=approver)
