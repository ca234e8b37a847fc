"""Bilingual texts: sections, approvals, helpers, decisions, editions."""

from types import SimpleNamespace

from tests.trust.patterns.entry import APPROVERS, COUNTY, NOBODY, PUBLISHERS, WRITERS, Kwargs, Pattern, by, fixed, own
from tests.trust.words import STAFF


def _section(side: SimpleNamespace) -> Kwargs:
    return {"pk": side.document.pk, "key": side.section.key}


PATTERNS = {
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
        fixed(body="another", other_body="The board", on="2026-10-20", vote="5-0"),
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
        lambda world, side: {"language": "es", "verb": side.verb, "revision": str(side.section.revision)},
        record=_section,
    ),
    "documents_desk:lead": by(WRITERS, fixed(language="es"), record=_section),
}
