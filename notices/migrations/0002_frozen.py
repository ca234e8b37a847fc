"""What was released is never rewritten: the database refuses another text, owner or audience from then on."""

from django.db import migrations

FROZEN = [
    "owner_id", "kind", "audience", "subject_es", "subject_en", "body_es", "body_en",
    "link_purpose", "about", "about_id", "released_at", "released_by_id", "one_language_reason",
]
NAME = "notices_notice_frozen"
SAYS = "a released notice is never rewritten"


def changed(different):
    columns = " OR ".join(f"NEW.{column} {different} OLD.{column}" for column in FROZEN)
    return f"OLD.state <> 'draft' AND ({columns})"


def make(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            f"CREATE FUNCTION {NAME}() RETURNS trigger LANGUAGE plpgsql AS $$ "
            f"BEGIN RAISE EXCEPTION '{SAYS}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
        )
        schema_editor.execute(
            f"CREATE TRIGGER {NAME} BEFORE UPDATE ON notices_notice FOR EACH ROW "
            f"WHEN ({changed('IS DISTINCT FROM')}) EXECUTE FUNCTION {NAME}()"
        )
    else:
        schema_editor.execute(
            f"CREATE TRIGGER {NAME} BEFORE UPDATE ON notices_notice FOR EACH ROW "
            f"WHEN {changed('IS NOT')} BEGIN SELECT RAISE(ABORT, '{SAYS}'); END"
        )


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP TRIGGER {NAME} ON notices_notice")
        schema_editor.execute(f"DROP FUNCTION {NAME}()")
    else:
        schema_editor.execute(f"DROP TRIGGER {NAME}")


class Migration(migrations.Migration):
    dependencies = [("notices", "0001_initial")]
    operations = [migrations.RunPython(make, drop)]
