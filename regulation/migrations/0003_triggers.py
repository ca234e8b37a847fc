"""A figure of law is never edited: the database refuses UPDATE on its rows."""

from django.db import migrations

SQLITE = """
CREATE TRIGGER law_parameter_no_update BEFORE UPDATE ON regulation_lawparameter
BEGIN SELECT RAISE(ABORT, 'a figure of law is never edited: add a row'); END
"""
POSTGRESQL = """
CREATE FUNCTION law_parameter_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'a figure of law is never edited: add a row' USING ERRCODE = 'integrity_constraint_violation'; END $$;
CREATE TRIGGER law_parameter_no_update BEFORE UPDATE ON regulation_lawparameter
FOR EACH ROW EXECUTE FUNCTION law_parameter_refuse();
"""


def make(apps, schema_editor):
    schema_editor.execute(POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER law_parameter_no_update ON regulation_lawparameter")
        schema_editor.execute("DROP FUNCTION law_parameter_refuse()")
    else:
        schema_editor.execute("DROP TRIGGER law_parameter_no_update")


class Migration(migrations.Migration):
    dependencies = [("regulation", "0002_law")]
    operations = [migrations.RunPython(make, drop)]
