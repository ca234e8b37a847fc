"""A comment that came late may be answered by a later year's document (documents/migrations/_joint_triggers)."""

from django.db import migrations

from documents.migrations._joint_triggers import own_answer
from documents.migrations._triggers import Trigger, put, take

# As it was: within the comment's own document alone.
BEFORE = Trigger(
    "documents_comment_own_answer",
    "documents_comment",
    "UPDATE",
    "NEW.answer_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM documents_answer a WHERE a.id = NEW.answer_id"
    " AND a.document_id = NEW.document_id)",
    "a comment is answered within its document",
)


def widen(apps, schema_editor):
    """Put the trigger of today in the place of the one there is; a new database has it already."""
    take(schema_editor, [BEFORE])
    put(schema_editor, [own_answer()])


def narrow(apps, schema_editor):
    """Put the earlier one back; rows there are stay."""
    take(schema_editor, [own_answer()])
    put(schema_editor, [BEFORE])


class Migration(migrations.Migration):
    dependencies = [("documents", "0004_joint")]

    operations = [migrations.RunPython(widen, narrow)]
