"""What the database itself refuses, on SQLite and on PostgreSQL: changes to editions, and half a pair made public.

Columns are compared, never hashes computed. A migration that rebuilds one of these tables lifts the triggers first and
puts them back after (`drop`, `create`).
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

FINAL = ("documents_edition", "documents_editionsection", "documents_editionvoid")
# SQLite's INSERT OR REPLACE removes the row that is in the way without asking its DELETE trigger.
IN_THE_WAY = {
    "documents_document": "id = NEW.id OR (owner_id = NEW.owner_id AND kind = NEW.kind AND for_year = NEW.for_year"
    " AND variant = NEW.variant)",
    "documents_edition": "id = NEW.id OR (document_id = NEW.document_id AND number = NEW.number)",
    "documents_editionsection": "id = NEW.id OR (edition_id = NEW.edition_id AND key = NEW.key)",
    "documents_editionvoid": "id = NEW.id OR edition_id = NEW.edition_id",
    "documents_editionfile": "id = NEW.id OR (edition_id = NEW.edition_id AND language = NEW.language)",
}
SPACES = {"sqlite": "char(9)||char(10)||char(13)||' '", "postgresql": r"E' \t\n\r'"}
FALSE = {"sqlite": "0", "postgresql": "FALSE"}


class Trigger(NamedTuple):
    """One refusal: before `event` on `table`, when `condition` holds (NEW and OLD are the row)."""

    name: str
    table: str
    event: str
    condition: str
    message: str


def half_text(vendor: str, language: str) -> str:
    """True where one language of section row `s` is not approved as it stands (null is never enough)."""
    other = "en" if language == "es" else "es"
    return (
        f"COALESCE(s.state_{language}, '') <> 'approved'"
        f" OR COALESCE(s.text_hash_{language}, '') = ''"
        f" OR COALESCE(s.approved_hash_{language}, '') <> s.text_hash_{language}"
        f" OR TRIM(COALESCE(s.text_{language}, ''), {SPACES[vendor]}) = ''"
        f" OR COALESCE(s.source_hash_{language}, '') <> CASE s.source_language WHEN '{language}'"
        f" THEN s.text_hash_{language} ELSE COALESCE(s.text_hash_{other}, '') END"
    )


def half_pair(vendor: str, document: str) -> str:
    """True where a document has no section, or one that is not approved in both languages."""
    return (
        f"NOT EXISTS (SELECT 1 FROM documents_section s WHERE s.document_id = {document})"
        f" OR EXISTS (SELECT 1 FROM documents_section s WHERE s.document_id = {document}"
        f" AND ({half_text(vendor, 'es')} OR {half_text(vendor, 'en')}))"
    )


def not_in_newest(document: str) -> str:
    """True where the document's newest edition does not stand, or lacks one of its sections as approved today."""
    return (
        "EXISTS (SELECT 1 FROM documents_section s WHERE s.document_id = " + document + " AND NOT EXISTS ("
        "SELECT 1 FROM documents_editionsection es JOIN documents_edition e ON e.id = es.edition_id"
        " WHERE e.document_id = s.document_id AND es.key = s.key"
        " AND es.hash_es = s.approved_hash_es AND es.hash_en = s.approved_hash_en"
        " AND e.number = (SELECT MAX(n.number) FROM documents_edition n WHERE n.document_id = s.document_id)"
        " AND NOT EXISTS (SELECT 1 FROM documents_editionvoid v WHERE v.edition_id = e.id)))"
    )


def triggers(vendor: str) -> Iterator[Trigger]:
    """Every refusal, in the vendor's words."""
    no = FALSE[vendor]
    for table in FINAL:
        for event in ("UPDATE", "DELETE"):
            yield Trigger(f"{table}_no_{event.lower()}", table, event, "1 = 1", "an edition is never changed")
    for table, same in IN_THE_WAY.items() if vendor == "sqlite" else ():
        replaced = f"EXISTS (SELECT 1 FROM {table} WHERE {same})"
        yield Trigger(f"{table}_no_replace", table, "INSERT", replaced, "there is such a row already: UNIQUE")
    pair = "both languages of every section must be approved first"
    yield Trigger(
        "documents_edition_pair",
        "documents_edition",
        "INSERT",
        f"NEW.legacy = {no} AND ({half_pair(vendor, 'NEW.document_id')})",
        pair,
    )
    yield Trigger(
        "documents_edition_as_document",
        "documents_edition",
        "INSERT",
        "NOT EXISTS (SELECT 1 FROM documents_document d WHERE d.id = NEW.document_id AND d.legacy = NEW.legacy"
        f" AND (d.legacy <> {no} OR d.state = 'adopted'))",
        "an edition is made of an adopted document, a legacy one of a legacy document",
    )
    yield Trigger(
        "documents_editionsection_as_section",
        "documents_editionsection",
        "INSERT",
        "NOT EXISTS (SELECT 1 FROM documents_edition e JOIN documents_document d ON d.id = e.document_id"
        " WHERE e.id = NEW.edition_id AND e.legacy = NEW.legacy"
        f" AND (e.legacy <> {no} OR (d.state = 'adopted' AND EXISTS (SELECT 1 FROM documents_section s"
        " WHERE s.document_id = d.id AND s.key = NEW.key AND s.text_es = NEW.text_es AND s.text_en = NEW.text_en"
        " AND s.approved_hash_es = NEW.hash_es AND s.approved_hash_en = NEW.hash_en))))",
        "a published section is a copy of the approved one",
    )
    yield from _file()
    yield from _document(vendor, no, pair)


def _file() -> Iterator[Trigger]:
    """A PDF is claimed while it is not built, filled once and whole, and stays what it was handed out as."""
    table = "documents_editionfile"
    moved = " OR ".join(f"NEW.{name} <> OLD.{name}" for name in ("id", "edition_id", "language"))
    half = "NEW.built_at IS NULL AND (NEW.file <> '' OR NEW.sha256 <> '' OR NEW.size <> 0 OR NEW.pages <> 0)"
    kept = "the PDF of an edition is filled once and kept"
    yield Trigger(f"{table}_once", table, "UPDATE", f"OLD.built_at IS NOT NULL OR {moved} OR ({half})", kept)
    yield Trigger(f"{table}_no_delete", table, "DELETE", "1 = 1", kept)


def _document(vendor: str, no: str, pair: str) -> Iterator[Trigger]:
    table = "documents_document"
    becoming = f"NEW.state = 'published' AND OLD.state <> 'published' AND NEW.legacy = {no}"
    yield Trigger("documents_document_pair", table, "UPDATE", f"{becoming} AND ({half_pair(vendor, 'NEW.id')})", pair)
    yield Trigger(
        "documents_document_edition",
        table,
        "UPDATE",
        f"{becoming} AND ({not_in_newest('NEW.id')})",
        "publish an edition",
    )
    yield Trigger(
        "documents_document_begun",
        table,
        "INSERT",
        f"NEW.state <> 'draft' AND NEW.legacy = {no}",
        "a document begins as a draft",
    )
    yield from _moves(vendor, no)
    same = " OR ".join(f"NEW.{name} <> OLD.{name}" for name in ("owner_id", "kind", "for_year", "variant"))
    yield Trigger(
        "documents_document_same",
        table,
        "UPDATE",
        f"NEW.legacy <> OLD.legacy OR (({same}) AND EXISTS"
        " (SELECT 1 FROM documents_edition e WHERE e.document_id = OLD.id))",
        "a published document keeps its owner, kind and year",
    )


def _moves(vendor: str, no: str) -> Iterator[Trigger]:
    """The ways between states are those of documents.choices.TRANSITIONS; what was published is never removed."""
    table = "documents_document"
    ways = [("draft", "adopted"), ("adopted", "draft"), ("adopted", "published"), ("published", "draft")]
    allowed = " OR ".join(f"(OLD.state = '{known}' AND NEW.state = '{to}')" for known, to in ways)
    yield Trigger(
        "documents_document_moves",
        table,
        "UPDATE",
        f"NEW.state <> OLD.state AND (OLD.legacy <> {no} OR NOT ({allowed}))",
        "a document does not go from this state to that one",
    )
    yield Trigger(
        "documents_document_decided",
        table,
        "UPDATE",
        f"NEW.state = 'adopted' AND OLD.state <> 'adopted' AND ({undecided(vendor, 'NEW.id')})",
        "a document is adopted by a decision on its words",
    )
    yield Trigger(
        "documents_document_kept",
        table,
        "DELETE",
        "EXISTS (SELECT 1 FROM documents_edition e WHERE e.document_id = OLD.id)",
        "a published document is never removed",
    )


def undecided(vendor: str, document: str) -> str:
    """True where no decision stands that no edition rests on yet, or a section has no words to decide on."""
    source = "CASE s.source_language WHEN 'es' THEN s.text_es ELSE s.text_en END"
    return (
        f"NOT EXISTS (SELECT 1 FROM documents_adoption a WHERE a.document_id = {document} AND a.voided_at IS NULL"
        " AND NOT EXISTS (SELECT 1 FROM documents_edition e WHERE e.adoption_id = a.id))"
        f" OR NOT EXISTS (SELECT 1 FROM documents_section s WHERE s.document_id = {document})"
        f" OR EXISTS (SELECT 1 FROM documents_section s WHERE s.document_id = {document}"
        f" AND TRIM(COALESCE({source}, ''), {SPACES[vendor]}) = '')"
    )


def create(apps, schema_editor):
    """Put every trigger in place."""
    put(schema_editor, triggers(schema_editor.connection.vendor))


def drop(apps, schema_editor):
    """Take every trigger away (before the tables change, and when a test empties its database)."""
    take(schema_editor, triggers(schema_editor.connection.vendor))


def put(schema_editor, which: Iterable[Trigger]) -> None:
    """Put these triggers in place."""
    for trigger in which:
        for statement in _sql(schema_editor.connection.vendor, trigger):
            schema_editor.execute(statement, params=None)


def take(schema_editor, which: Iterable[Trigger]) -> None:
    """Take these triggers away where they are."""
    for trigger in which:
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {trigger.name}", params=None)
        else:
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {trigger.name} ON {trigger.table}", params=None)
            schema_editor.execute(f"DROP FUNCTION IF EXISTS {trigger.name}()", params=None)


def _sql(vendor: str, trigger: Trigger) -> Iterator[str]:
    if vendor == "sqlite":
        yield (
            f"CREATE TRIGGER {trigger.name} BEFORE {trigger.event} ON {trigger.table}"
            f" WHEN {trigger.condition} BEGIN SELECT RAISE(ABORT, '{trigger.message}'); END"
        )
        return
    row = "OLD" if trigger.event == "DELETE" else "NEW"
    yield (
        f"CREATE FUNCTION {trigger.name}() RETURNS trigger LANGUAGE plpgsql AS $refusal$ BEGIN"
        f" IF {trigger.condition} THEN RAISE EXCEPTION '{trigger.message}' USING ERRCODE = 'check_violation'; END IF;"
        f" RETURN {row}; END $refusal$"
    )
    yield (
        f"CREATE TRIGGER {trigger.name} BEFORE {trigger.event} ON {trigger.table}"
        f" FOR EACH ROW EXECUTE FUNCTION {trigger.name}()"
    )
