"""The floor: a Django of one file, with the middleware any site has, one query, one template, 100 rows.

Runs under gunicorn as `scripts.bench.floor:application`; `python -m scripts.bench.floor` makes its table and rows.
"""

from __future__ import annotations

import datetime
from pathlib import Path

import django
import environ
from django.conf import settings

HERE = Path(__file__).resolve().parent
env = environ.Env()

if not settings.configured:
    settings.configure(
        DEBUG=False,
        SECRET_KEY="the floor keeps no secret",  # noqa: S106
        ALLOWED_HOSTS=["127.0.0.1"],
        ROOT_URLCONF=__name__,
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        USE_TZ=True,
        LANGUAGES=[("en", "English"), ("es", "Spanish")],
        INSTALLED_APPS=[
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "django.contrib.sessions",
            "django.contrib.messages",
            "django.contrib.staticfiles",
        ],
        MIDDLEWARE=[
            "django.middleware.security.SecurityMiddleware",
            "whitenoise.middleware.WhiteNoiseMiddleware",
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.locale.LocaleMiddleware",
            "django.middleware.common.CommonMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
            "django.middleware.clickjacking.XFrameOptionsMiddleware",
        ],
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "DIRS": [HERE / "templates"],
                "OPTIONS": {
                    "context_processors": [
                        "django.template.context_processors.request",
                        "django.contrib.auth.context_processors.auth",
                        "django.contrib.messages.context_processors.messages",
                    ]
                },
            }
        ],
        DATABASES={"default": {**env.db("DATABASE_URL"), "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}},
        STATIC_URL="/static/",
    )
    django.setup()

from django.core.wsgi import get_wsgi_application
from django.db import connection, models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path


class Row(models.Model):
    """One line of the floor's list."""

    title = models.CharField(max_length=100, db_index=True)
    text = models.TextField()
    when = models.DateField()

    objects = models.Manager["Row"]()

    class Meta:
        app_label = "floor"

    def __str__(self) -> str:
        return self.title


def listing(request: HttpRequest) -> HttpResponse:
    """One query, one template, 100 rows."""
    return render(request, "list.html", {"rows": Row.objects.order_by("title")[:100]})


urlpatterns = [path("", listing)]
application = get_wsgi_application()


def main() -> None:
    """Make the table and a thousand rows."""
    with connection.schema_editor() as editor:
        editor.create_model(Row)
    day = datetime.date(2026, 7, 1)
    Row.objects.bulk_create(
        Row(title=f"Row {n:04}", text="Families and the school meet to talk. " * 6, when=day) for n in range(1000)
    )


if __name__ == "__main__":
    main()
