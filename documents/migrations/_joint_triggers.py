"""What the database itself refuses of the work with families: changed comments, lost dissent, half a pair laid open.

Written as in `_triggers`; a migration that rebuilds one of these tables lifts them first and puts them back after.
"""

from collections.abc import Iterator

from documents.migrations._triggers import FALSE, SPACES, Trigger, half_pair, put, take

# Rows that are never changed or removed.
APPEND_ONLY = ("documents_reviewtext", "documents_commentcopy", "documents_submittedcomment")
UNIQUE = {
    "documents_reviewtext": "id = NEW.id OR (window_id = NEW.window_id AND key = NEW.key)",
    "documents_commentcopy": "id = NEW.id",
    "documents_comment": "id = NEW.id OR form_key = NEW.form_key",
    "documents_submission": "id = NEW.id",
    "documents_submittedcomment": "id = NEW.id OR (submission_id = NEW.submission_id AND comment_id = NEW.comment_id)",
}
# What was said stays as it was said. A name may be taken back, and the consent to be shown; an answer is given once.
SAID = ("document_id", "key", "role", "committee", "language", "text", "not_satisfied", "form_key", "at")
FINAL = "a comment is never changed"


def triggers(vendor: str) -> Iterator[Trigger]:
    """Every refusal, in the vendor's words."""
    for table in APPEND_ONLY:
        for event in ("UPDATE", "DELETE"):
            yield Trigger(f"{table}_no_{event.lower()}", table, event, "1 = 1", "this row is never changed")
    for table, same in UNIQUE.items() if vendor == "sqlite" else ():
        replaced = f"EXISTS (SELECT 1 FROM {table} WHERE {same})"
        yield Trigger(f"{table}_no_replace", table, "INSERT", replaced, "there is such a row already: UNIQUE")
    yield from _window(vendor)
    yield from _comment(vendor)
    yield from _submission(vendor)


def _window(vendor: str) -> Iterator[Trigger]:
    no = FALSE[vendor]
    yield Trigger(
        "documents_reviewwindow_pair",
        "documents_reviewwindow",
        "INSERT",
        half_pair(vendor, "NEW.document_id"),
        "both languages of every section must be approved before families are asked",
    )
    yield Trigger(
        "documents_reviewwindow_draft",
        "documents_reviewwindow",
        "INSERT",
        "NOT EXISTS (SELECT 1 FROM documents_document d WHERE d.id = NEW.document_id"
        f" AND d.state = 'draft' AND d.legacy = {no})",
        "only a draft is laid before families",
    )
    same = " OR ".join(f'NEW.{name} <> OLD.{name}' for name in ("document_id", '"on"', "closes_on", "for_year"))
    yield Trigger(
        "documents_reviewwindow_same", "documents_reviewwindow", "UPDATE", same, "a review window keeps its days"
    )
    yield Trigger(
        "documents_reviewwindow_stays",
        "documents_reviewwindow",
        "DELETE",
        "1 = 1",
        "a review window stays",
    )
    yield Trigger(
        "documents_reviewtext_as_section",
        "documents_reviewtext",
        "INSERT",
        "NOT EXISTS (SELECT 1 FROM documents_reviewwindow w JOIN documents_section s ON s.document_id = w.document_id"
        " WHERE w.id = NEW.window_id AND s.key = NEW.key AND s.text_es = NEW.text_es AND s.text_en = NEW.text_en"
        " AND s.approved_hash_es = NEW.hash_es AND s.approved_hash_en = NEW.hash_en)",
        "families are shown a copy of the approved section",
    )
    yield Trigger(
        "documents_document_heard",
        "documents_document",
        "UPDATE",
        "NEW.state = 'adopted' AND OLD.state = 'draft' AND EXISTS (SELECT 1 FROM documents_comment c"
        " WHERE c.document_id = NEW.id AND c.window_id IS NOT NULL AND c.answer_id IS NULL)",
        "a comment made in a review window has no answer yet",
    )


def _comment(vendor: str) -> Iterator[Trigger]:
    no = FALSE[vendor]
    table = "documents_comment"
    changed = [f"NEW.{name} <> OLD.{name}" for name in (*SAID, '"on"')]
    for name in ("window_id", "entered_by_id"):
        changed.append(f"COALESCE(NEW.{name}, 0) <> COALESCE(OLD.{name}, 0)")
    changed.append("(NEW.name <> OLD.name AND NEW.name <> '')")
    changed.append(f"(NEW.may_show <> OLD.may_show AND OLD.may_show = {no})")
    changed.append("(NEW.person_id IS NOT NULL AND COALESCE(OLD.person_id, 0) <> NEW.person_id)")
    changed.append("(OLD.answer_id IS NOT NULL AND COALESCE(NEW.answer_id, 0) <> OLD.answer_id)")
    yield Trigger(f"{table}_same", table, "UPDATE", " OR ".join(changed), FINAL)
    yield Trigger(f"{table}_stays", table, "DELETE", "1 = 1", FINAL)
    yield Trigger(
        f"{table}_says",
        table,
        "INSERT",
        f"TRIM(NEW.text, {SPACES[vendor]}) = ''",
        "a comment says something",
    )
    yield Trigger(
        f"{table}_in_window",
        table,
        "INSERT",
        "NEW.window_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM documents_reviewwindow w WHERE w.id = NEW.window_id"
        ' AND w.document_id = NEW.document_id AND w."on" <= NEW."on" AND NEW."on" <= w.closes_on)',
        "a comment counts in a window that was open on its day",
    )
    yield own_answer()


def own_answer() -> Trigger:
    """A comment is answered within its document; one that came late also by a later year's of the same kind."""
    return Trigger(
        "documents_comment_own_answer",
        "documents_comment",
        "UPDATE",
        "NEW.answer_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM documents_answer a"
        " JOIN documents_document d ON d.id = a.document_id JOIN documents_document o ON o.id = NEW.document_id"
        " WHERE a.id = NEW.answer_id AND (d.id = o.id OR (NEW.window_id IS NULL AND d.owner_id = o.owner_id"
        " AND d.kind = o.kind AND d.variant = o.variant AND d.for_year > o.for_year)))",
        "a comment is answered within its document, or a late one by the next",
    )


def _submission(vendor: str) -> Iterator[Trigger]:
    table = "documents_submission"
    columns = ("edition_id", "recipient", "digest", "for_year", '"on"')
    same = " OR ".join([*(f"NEW.{name} <> OLD.{name}" for name in columns), "NEW.sealed_at IS NULL"])
    yield Trigger(f"{table}_sealed", table, "UPDATE", f"OLD.sealed_at IS NOT NULL AND ({same})", "a sealed package stays")
    yield Trigger(f"{table}_stays", table, "DELETE", "1 = 1", "a package stays")
    yield Trigger(f"{table}_begins_open", table, "INSERT", "NEW.sealed_at IS NOT NULL", "a package is sealed once full")
    yield Trigger(
        f"{table}_whole",
        table,
        "UPDATE",
        "NEW.sealed_at IS NOT NULL AND OLD.sealed_at IS NULL AND EXISTS (SELECT 1 FROM documents_comment c"
        " JOIN documents_edition e ON e.document_id = c.document_id WHERE e.id = NEW.edition_id"
        " AND c.role = 'family' AND c.committee = '' AND NOT EXISTS (SELECT 1 FROM documents_submittedcomment s"
        " WHERE s.submission_id = NEW.id AND s.comment_id = c.id))",
        "no package without every comment families made",
    )
    yield Trigger(
        "documents_submittedcomment_open",
        "documents_submittedcomment",
        "INSERT",
        "NOT EXISTS (SELECT 1 FROM documents_submission p JOIN documents_edition e ON e.id = p.edition_id"
        " JOIN documents_comment c ON c.document_id = e.document_id"
        " WHERE p.id = NEW.submission_id AND p.sealed_at IS NULL AND c.id = NEW.comment_id)",
        "a sealed package stays, and holds comments on its own plan",
    )


def create(apps, schema_editor):
    """Put every trigger in place."""
    put(schema_editor, triggers(schema_editor.connection.vendor))


def drop(apps, schema_editor):
    """Take every trigger away."""
    take(schema_editor, triggers(schema_editor.connection.vendor))
