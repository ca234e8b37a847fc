"""The table of the database cache, where the sign-in library counts: nobody has to run createcachetable."""

import io

from django.core.management.commands.createcachetable import Command
from django.db import migrations

TABLE = "portal_cache"


def create(apps, schema_editor):
    command = Command(stdout=io.StringIO(), stderr=io.StringIO())
    command.verbosity = 0
    command.create_table(schema_editor.connection.alias, TABLE, dry_run=False)


def drop(apps, schema_editor):
    schema_editor.execute(f"DROP TABLE {schema_editor.quote_name(TABLE)}")


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_append_only")]

    operations = [migrations.RunPython(create, drop)]
