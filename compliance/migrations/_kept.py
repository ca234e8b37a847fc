"""What the database itself refuses of the office's decisions: they are voided once, with a reason, and else stay."""

from collections.abc import Iterator

from documents.migrations._triggers import Trigger, put, take

SAME = ("id", "school_id", "for_year", '"on"', "ends_on", "entered_at", "entered_by_id", "provision")
TABLES = {"compliance_override": ("standing", "reason"), "compliance_duedate": ("due_on",)}
DIFFERS = {"sqlite": "IS NOT", "postgresql": "IS DISTINCT FROM"}


def triggers(vendor: str) -> Iterator[Trigger]:
    """Every refusal, in the vendor's words."""
    for table, own in TABLES.items():
        moved = " OR ".join(f"NEW.{name} {DIFFERS[vendor]} OLD.{name}" for name in (*SAME, *own))
        half = "NEW.voided_at IS NULL OR NEW.voided_by_id IS NULL OR TRIM(NEW.void_reason) = ''"
        once = "a decision is never changed: it is taken back once, with a reason"
        yield Trigger(f"{table}_once", table, "UPDATE", f"OLD.voided_at IS NOT NULL OR {half} OR {moved}", once)
        yield Trigger(f"{table}_no_delete", table, "DELETE", "1 = 1", "a decision is never removed")
        # INSERT OR REPLACE removes the old row without asking the trigger above.
        if vendor == "sqlite":
            there = f"EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)"
            yield Trigger(f"{table}_no_replace", table, "INSERT", there, "there is such a row already: UNIQUE")


def create(apps, schema_editor):
    """Put every trigger in place."""
    put(schema_editor, triggers(schema_editor.connection.vendor))


def drop(apps, schema_editor):
    """Take every trigger away."""
    take(schema_editor, triggers(schema_editor.connection.vendor))
