"""The law overlay of data/law.yaml. Runs again without harm; going back leaves what the office entered."""

from django.db import migrations

from regulation.actions import load_law


def load(apps, schema_editor):
    load_law(apps.get_model("regulation", "LawRule"), apps.get_model("regulation", "LawParameter"))


class Migration(migrations.Migration):
    dependencies = [("regulation", "0001_initial")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
