"""What the settings compute from the environment: database, broker, and the refusals at start."""

from pathlib import Path
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured


def database(env: environ.Env, home: Path) -> dict[str, Any]:
    """SQLite in the portal's home unless DATABASE_URL names a PostgreSQL server."""
    config: dict[str, Any] = env.db("DATABASE_URL", default=f"sqlite:///{home / 'portal.sqlite3'}")
    if "sqlite3" in config["ENGINE"]:
        # IMMEDIATE: a web and a worker process never meet "database is locked" in mid-transaction.
        config["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 10,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
        }
    else:
        config.setdefault("CONN_MAX_AGE", 60)
        config["CONN_HEALTH_CHECKS"] = True
    return config


def broker_url(env: environ.Env, home: Path) -> str:
    """Redis where REDIS_URL names one; else a broker that needs no server, on a file of its own."""
    return str(env("REDIS_URL", default=f"sqla+sqlite:///{home / 'broker.sqlite3'}"))


def refuse_nonsense(*, secret_key: str, office_cds: str, site_url: str) -> None:
    """Stop at start with what to do about it.

    Raises:
        ImproperlyConfigured: a setting that cannot work.
    """
    if not secret_key:
        raise ImproperlyConfigured("SECRET_KEY is not set: give 50 random characters, or DEMO=1 for invented data.")
    if not (office_cds.isdigit() and len(office_cds) == 14):
        raise ImproperlyConfigured(f"OFFICE_CDS is {office_cds!r}: it must be the office's 14-digit CDS code.")
    if not site_url.startswith(("http://", "https://")):
        raise ImproperlyConfigured(f"SITE_URL is {site_url!r}: it must begin with http:// or https://.")
