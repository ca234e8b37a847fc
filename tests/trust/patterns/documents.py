"""Bilingual texts: sections, approvals, helpers, decisions, editions."""

from types import SimpleNamespace
from typing import TYPE_CHECKING

from django.core.files.uploadedfile import SimpleUploadedFile

from documents.word import parts_of
from tests.documents.sounds import mp3
from tests.trust.patterns.entry import (
    APPROVERS,
    COUNTY,
    NOBODY,
    PUBLISHERS,
    WRITERS,
    Form,
    Found,
    Kwargs,
    Pattern,
    by,
    fixed,
    own,
)  # fmt: skip
from tests.trust.words import COUNTY_ALONE, STAFF

if TYPE_CHECKING:
    from tests.trust.world import World


def _section(side: SimpleNamespace) -> Kwargs:
    return {"pk": side.document.pk, "key": side.section.key}


def _kind(side: SimpleNamespace) -> Kwargs:
    return {"kind": "report-card"}


def _window(room: str) -> Found:
    return lambda side: {"window": side.asked[room].pk}


def _window_of_kind(side: SimpleNamespace) -> Kwargs:
    return {**_kind(side), "window": side.asked["documents"].pk}


def _told(side: SimpleNamespace) -> Kwargs:
    return {"pk": side.unheard.document_id, "window": side.unheard.pk}


def _answer(side: SimpleNamespace) -> Kwargs:
    return {"pk": side.open.pk, "answer": side.answer.pk}


def _chosen(world: "World", side: SimpleNamespace) -> Form:
    texts = {"text_es": "Sí", "text_en": "Yes"}
    return {"comment": str(side.comment.pk), "outcome": "unchanged", "part": "", "source": "en", **texts}


def _bare(side: SimpleNamespace) -> Kwargs:
    return {"pk": side.bare.pk, "key": "changes"}


def _translated(world: "World", side: SimpleNamespace) -> Form:
    """A part of a Word file as the page carries it after a look at its mistakes."""
    part = parts_of(side.document, "es")[0]
    return {"line": part.code, "text": "Traído de vuelta", "confirm": "1"}


def _voice(room: str) -> Found:
    """The recording beside an edition of a kind whose pages stand in a room."""
    kind = {"kind": "schoolwide-plan"} if room == "documents" else {}
    return lambda side: {**kind, "recording": side.voices[room].pk}


def _recording(side: SimpleNamespace) -> Kwargs:
    return {"pk": side.document.pk, "recording": side.voices["policies"].pk}


def _recorded(world: "World", side: SimpleNamespace) -> Form:
    return {"language": "en", "file": SimpleUploadedFile("voice.mp3", mp3(), content_type="audio/mpeg")}


def _package(side: SimpleNamespace) -> Kwargs:
    return {"pk": side.plan.pk, "package": side.package.pk}


RECEIVED = fixed(key="received", website="")
COMMENT = fixed(part="", text="It is too short.", role="family", key="a", may_show="on", name="Somebody")
LETTER = {"subject_es": "Opine", "body_es": "Hasta el martes", "subject_en": "Comment", "body_en": "Until Tuesday"}
PATTERNS = {
    "review": Pattern(own("window")),
    **{f"documents:{name}": Pattern(_kind) for name in ("page", "pdf", "review", "commented", "answers")},
    **{f"documents:{name}": Pattern(_kind) for name in ("changes", "received_done")},
    "documents:received": Pattern(lambda side: {"slug": "sjcoe", "kind": "agency-policy"}, (RECEIVED,)),
    "policies:received": Pattern(None, (RECEIVED,)),
    "compacts:received": Pattern(None, (RECEIVED,)),
    "policies:voice": Pattern(_voice("policies")),
    "compacts:voice": Pattern(_voice("compacts")),
    "documents:voice": Pattern(_voice("documents")),
    "edition": Pattern(own("edition")),
    "documents_desk:voice": Pattern(own("document"), (_recorded,), STAFF, PUBLISHERS),
    "documents_desk:voice_void": by(PUBLISHERS, fixed(reason="The wrong text"), record=_recording),
    "documents_desk:package": Pattern(own("plan"), (fixed(on="2026-10-26"),), STAFF, PUBLISHERS),
    "documents_desk:package_file": Pattern(_package, (), WRITERS, NOBODY),
    "documents_desk:package_void": by(PUBLISHERS, fixed(reason="Never sent"), record=_package),
    "compacts:comment": Pattern(_window("compacts"), (COMMENT,)),
    "policies:comment": Pattern(_window("policies"), (COMMENT,)),
    "documents:comment": Pattern(_window_of_kind, (COMMENT,)),
    "documents_desk:window": by(PUBLISHERS, fixed(closes_on="2026-11-12"), record=own("draft_to_open")),
    "documents_desk:tell": by(PUBLISHERS, fixed(**LETTER), record=_told),
    "documents_desk:window_void": by(PUBLISHERS, fixed(reason="Too early"), record=_told),
    "documents_desk:comments": Pattern(own("open")),
    "documents_desk:comment_new": by(
        WRITERS,
        fixed(part="talk", text="On paper", language="es", on="2026-10-26", role="family", key="b"),
        record=own("open"),
    ),
    "documents_desk:reply": by(WRITERS, _chosen, record=own("open")),
    "documents_desk:comment": by(
        PUBLISHERS,
        fixed(text_es="Dijo algo", text_en="Said something"),
        fixed(withhold="1", reason="It names a child"),
        record=lambda side: {"pk": side.open.pk, "comment": side.comment.pk},
    ),
    "documents_desk:answer": Pattern(_answer, (fixed(es="Otra respuesta", revision_es="0"),), STAFF, WRITERS),
    "documents_desk:answer_approve": by(APPROVERS, fixed(language="es", verb="approve", revision="0"), record=_answer),
    "documents_desk:answer_send_back": by(
        APPROVERS,
        fixed(remark="Say it more simply", revision="0"),
        record=lambda side: {**_answer(side), "code": "es"},
    ),
    "documents_desk:start": by(WRITERS, fixed(kind="site_policy", year="2027")),
    "documents_desk:queue": Pattern(None, (), APPROVERS, NOBODY),
    "documents_desk:page": Pattern(own("document")),
    "documents_desk:contributor": by(
        WRITERS,
        fixed(role="family", count="3", how="At a meeting", name="", on="2026-10-20"),
        record=own("document"),
    ),
    "documents_desk:contributor_void": by(
        WRITERS,
        fixed(reason="Entered twice"),
        record=lambda side: {"pk": side.document.pk, "row": side.contributor.pk},
    ),
    "documents_desk:adopt": by(
        PUBLISHERS,
        fixed(body="another", other_body="The board", on="2026-10-20", vote="5-0", anyway="on"),
        record=own("document"),
    ),
    "documents_desk:publish": by(PUBLISHERS, fixed(), record=own("adopted")),
    "documents_desk:take_back": by(PUBLISHERS, fixed(), record=own("adopted")),
    "documents_desk:void_edition": by(
        COUNTY,
        fixed(reason="The wrong text"),
        record=lambda side: {"pk": side.document.pk, "number": side.edition.number},
    ),
    "documents_desk:section": Pattern(
        _section,
        (lambda world, side: {"es": "Otro texto", "revision_es": str(side.section.revision)},),
        STAFF,
        WRITERS,
    ),
    "documents_desk:approve": by(
        APPROVERS,
        lambda world, side: {
            "language": "es",
            "verb": side.verb,
            "revision": str(side.section.revision),
            "remark": str(side.remark.pk),
        },
        record=_section,
    ),
    "documents_desk:send_back": by(
        APPROVERS,
        lambda world, side: {"remark": "Say it more simply", "revision": str(side.section.revision)},
        record=lambda side: {**_section(side), "code": "es"},
    ),
    "documents_desk:lead": by(WRITERS, fixed(language="es"), record=_section),
    "documents_desk:propose": by(WRITERS, fixed(), record=_bare),
    "documents_desk:add_sections": by(WRITERS, fixed(), record=own("bare")),
    "documents_desk:own_section": by(
        WRITERS, fixed(place="end", heading_es="Otra parte", heading_en="Another part"), record=own("bare")
    ),
    "documents_desk:rename": by(
        WRITERS,
        lambda world, side: {
            "heading_es": "Otro nombre",
            "heading_en": "Another name",
            "revision": str(side.own_section.revision),
        },
        record=lambda side: {"pk": side.bare.pk, "key": side.own_section.key},
    ),
    "documents_desk:take_out": by(
        WRITERS,
        lambda world, side: {"revision": str(side.own_section.revision)},
        record=lambda side: {"pk": side.bare.pk, "key": side.own_section.key},
    ),
    "documents_desk:plan": Pattern(own("bare"), (fixed(decide_on="2027-03-15", days="21"),), STAFF, WRITERS),
    "documents_desk:word": by(WRITERS | APPROVERS, _translated, record=own("document")),
    "documents_desk:word_file": Pattern(
        lambda side: {"pk": side.document.pk, "code": "es"}, (), WRITERS | APPROVERS, NOBODY
    ),
    "documents_desk:older": Pattern(None, (), PUBLISHERS, NOBODY),
    "documents_desk:older_enter": by(
        PUBLISHERS, fixed(year="2020", language="en", on="2020-09-01", whole="As it was"), record=_kind
    ),
    "documents_desk:looked_again": by(WRITERS, fixed(on="2026-10-20", family="3"), record=own("kept")),
    "documents_desk:void_looked_again": by(
        WRITERS,
        fixed(reason="Entered twice"),
        record=lambda side: {"pk": side.kept.pk, "review": side.review.pk},
    ),
    "translations:desk": Pattern(None, (), APPROVERS | COUNTY_ALONE, NOBODY),
    "documents_county:new": by(
        COUNTY, fixed(kind="compact", for_year="2026", heading_es="Una parte más", heading_en="One more part")
    ),
    "strategies_county:new": by(
        COUNTY,
        fixed(finding="It is late", text="At noon", tier="3", kind="agency-policy", language="en", on="2026-10-20"),
    ),
    "strategies_county:void": by(COUNTY, fixed(reason="Entered twice"), record=own("strategy")),
    "documents_county:void": by(COUNTY, fixed(reason="No longer asked"), record=own("asked_section")),
}
