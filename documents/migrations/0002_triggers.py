"""The database refuses changes to editions and half a pair made public (documents/migrations/_triggers.py)."""

from django.db import migrations

from documents.migrations._triggers import create, drop


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial")]

    operations = [migrations.RunPython(create, drop)]
