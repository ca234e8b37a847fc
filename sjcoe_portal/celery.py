"""The Celery application: workers find each room's tasks.py by themselves."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sjcoe_portal.settings")

app = Celery("sjcoe_portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
