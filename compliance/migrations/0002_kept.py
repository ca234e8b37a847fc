"""The office's overrides and due days are taken back, never changed or removed (compliance/migrations/_kept.py)."""

from django.db import migrations

from compliance.migrations._kept import create, drop


class Migration(migrations.Migration):
    dependencies = [("compliance", "0001_initial")]

    operations = [migrations.RunPython(create, drop)]
