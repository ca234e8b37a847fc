"""The database refuses UPDATE and DELETE on the audit log and its seals."""

from django.db import migrations

from accounts.triggers import append_only


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    operations = [
        migrations.RunPython(*append_only("accounts_auditentry")),
        migrations.RunPython(*append_only("accounts_auditseal", key="number")),
    ]
