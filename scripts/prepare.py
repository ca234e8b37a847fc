"""Bring the portal's home up to date in one process: catalogues and `prepare [tables|static|broker|demo]`, or all."""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from scripts.catalogues import compile_stale
from sjcoe_portal.celery import app

ROOT = Path(__file__).resolve().parent.parent


def static_digest() -> str:
    """Return what identifies the static files' sources: names, sizes, times and the libraries' lock."""
    lines = [(ROOT / "requirements" / "base.txt").read_text()]
    for path in sorted(p for p in (ROOT / "static").rglob("*") if p.is_file()):
        stat = path.stat()
        lines.append(f"{path.relative_to(ROOT)} {stat.st_size} {stat.st_mtime_ns}")
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def collect_static() -> None:
    """Collect the static files if they changed since the last time."""
    stamp = Path(settings.STATIC_ROOT) / ".made-from"
    digest = static_digest()
    if not stamp.exists() or stamp.read_text() != digest:
        call_command("collectstatic", interactive=False, verbosity=0)
        stamp.parent.mkdir(parents=True, exist_ok=True)
        stamp.write_text(digest)


def migrate() -> None:
    """Apply migrations that are not applied, and make the cache table."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        print("Making the tables", flush=True)
        call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)


def make_broker() -> None:
    """Make the tables of a broker on a file, which worker and beat would else make at the same moment."""
    if settings.CELERY_BROKER_URL.startswith("sqla+"):
        with app.connection_for_write() as connection:
            connection.default_channel.queue_declare(app.conf.task_default_queue)


def demo_year() -> None:
    """Load the demo year once, in a demo installation only."""
    if settings.DEMO:
        call_command("seed_demo")


PARTS = {"tables": migrate, "static": collect_static, "broker": make_broker, "demo": demo_year}


def main(parts: list[str]) -> None:
    """Prepare the named parts, or all; each does nothing where nothing changed."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sjcoe_portal.settings")
    compile_stale()
    django.setup()
    for part in parts or PARTS:
        PARTS[part]()


if __name__ == "__main__":
    main(sys.argv[1:])
