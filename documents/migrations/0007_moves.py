"""A document's state moves as its actions move it, and a published one stays (documents/migrations/_triggers.py)."""

from django.db import migrations

from documents.migrations._triggers import create, drop


def renew(apps, schema_editor):
    """Put the triggers of today in the place of those there are; a new database has them already."""
    drop(apps, schema_editor)
    create(apps, schema_editor)


class Migration(migrations.Migration):
    dependencies = [("documents", "0006_matched")]

    operations = [migrations.RunPython(renew, migrations.RunPython.noop)]
