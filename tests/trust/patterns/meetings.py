"""Meetings: public pages, links sent to families, planning."""

from types import SimpleNamespace
from typing import TYPE_CHECKING

from tests.trust.patterns.entry import PUBLISHERS, WRITERS, Build, Form, Pattern, by, fixed, own, rows

if TYPE_CHECKING:
    from tests.trust.world import World

TITLES = {"title_es": "Junta de otoño", "title_en": "Autumn meeting"}
HOURS = {"day": "2026-11-30", "starts": "09:00", "ends": "10:00", "place_es": "Sala 2", "place_en": "Room 2"}
TEXTS = {"text_es": "Se habló de todo.", "text_en": "Everything was talked about."}
LETTER = {"subject_es": "Venga", "body_es": "Aquí {link}", "subject_en": "Come", "body_en": "Here {link}"}


def _answer(key: str) -> Build:
    return lambda world, side: _answered(world, side) | {"key": key}


def _answered(world: "World", side: SimpleNamespace) -> Form:
    session = f"session-{side.coming.sessions.get().pk}"
    return {"coming": session, "party": "4", "ride": "on", "call_me": "no", "phone": "2095550100"}


def _by_key(side: SimpleNamespace) -> dict[str, str]:
    return {"key": side.family.key}


PATTERNS = {
    **{f"meetings:{name}": Pattern(own("coming")) for name in ("page", "flyer", "calendar_one")},
    "meetings:answer": Pattern(own("coming"), (_answer("forged"),)),
    "meetings_token:answer": Pattern(lambda side: {"token": side.family.token}, (_answer("forged-by-link"),)),
    "meetings_token:change": Pattern(_by_key, (_answer("changed"),)),
    "meetings_token:done": Pattern(_by_key),
    "meetings_token:calendar": Pattern(_by_key),
    "meetings_desk:new": by(WRITERS, fixed(kind="family", **TITLES)),
    "meetings_desk:page": Pattern(own("coming")),
    "meetings_desk:what": by(WRITERS, fixed(**TITLES), record=own("draft")),
    "meetings_desk:sessions": by(WRITERS, fixed(**rows(HOURS)), record=own("draft")),
    "meetings_desk:agenda": by(WRITERS, fixed(**rows({"topic": "other", **TEXTS})), record=own("draft")),
    "meetings_desk:services": by(WRITERS, fixed(ride="on"), record=own("draft")),
    "meetings_desk:call": by(PUBLISHERS, fixed(), record=own("ready")),
    "meetings_desk:invite": by(PUBLISHERS, fixed(**LETTER), record=own("uninvited")),
    "meetings_desk:cancel": by(PUBLISHERS, fixed(reason="The room burned down"), record=own("coming")),
    "meetings_desk:count": by(
        WRITERS,
        fixed(people="7", method="counted"),
        record=lambda side: {"pk": side.uncounted.pk, "session": side.uncounted.sessions.get().pk},
    ),
    "meetings_desk:void_count": by(
        PUBLISHERS,
        fixed(reason="Counted twice"),
        record=lambda side: {"pk": side.held.pk, "count": side.count.pk},
    ),
    "meetings_desk:minutes": by(WRITERS, fixed(**TEXTS), record=own("held")),
}
