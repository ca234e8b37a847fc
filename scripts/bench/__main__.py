"""Measure: CPU milliseconds a request (web workers and their PostgreSQL backends), as ratios to the floor.

A ratio is the result; an absolute belongs to one machine at one moment. Floor and pages take turns in every round.
"""

from __future__ import annotations

import gzip
import json
import os
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from scripts.bench.processes import Site, cpu_seconds, free_port, served
from tests.servers.postgres import Postgres, private_postgres

ROOT = Path(__file__).resolve().parent.parent.parent
ROUNDS, REQUESTS, WARM = 5, 60, 10


@dataclass
class Page:
    """A measured page: `goal` is the highest ratio to the floor that was promised, None where none was."""

    name: str
    path: str
    goal: float | None
    person: str = ""
    costs: list[float] = field(default_factory=list)
    body: bytes = b""


FLOOR = Page("the floor: 100 rows, one query", "/", None)
SCHOOL = "/en/schools/team-charter/"
# A query, whatever it asks, has a public page made anew; without one it is kept for seconds (accounts.audience).
ANEW = "?anew"
PAGES = [
    Page("public list, 100 schools", f"/en/{ANEW}", 1.3),
    Page("public detail, a school", f"{SCHOOL}{ANEW}", 0.5),
    Page("public detail, a policy", f"{SCHOOL}policy/{ANEW}", 0.5),
    Page("public list, kept", "/en/", 0.2),
    Page("public detail, a school, kept", SCHOOL, 0.2),
    Page("public detail, a policy, kept", f"{SCHOOL}policy/", 0.2),
    Page("sign-in", "/en/account/login/", 0.4),
    Page("signed-in list, 50 families", "/en/desk/team-charter/families/", 2.0, "coordinator"),
    Page("signed-in list, 100 schools", "/en/county/schools/", None, "county"),
    Page("the county's matrix, 100 schools", "/en/county/", None, "county"),
]


def python(env: dict[str, str], *words: str) -> str:
    """Run a module of ours and return what it printed."""
    command = [sys.executable, "-m", *words]
    return subprocess.run(command, cwd=ROOT, env=env, check=True, stdout=subprocess.PIPE, text=True).stdout


def measure(page: Page, site: Site, server: Postgres, session: str) -> None:
    """Ask for a page often and note the CPU milliseconds of one request."""
    assert server.process is not None  # noqa: S101
    roots = [site.process.pid, server.process.pid]
    before = cpu_seconds(roots)
    for _ in range(REQUESTS):
        _, page.body = site.get(page.path, session)
    page.costs.append((cpu_seconds(roots) - before) / REQUESTS * 1000)


def line(page: Page) -> str:
    """Return a page's row: milliseconds, ratio with its spread over the rounds, goal, size."""
    ratios = [cost / floor for cost, floor in zip(page.costs, FLOOR.costs, strict=True)]
    ratio = statistics.median(ratios)
    goal = "" if page.goal is None else f"<= {page.goal}{'' if ratio <= page.goal else '  OVER'}"
    spread = f"{min(ratios):.2f}-{max(ratios):.2f}"
    size = len(gzip.compress(page.body, 6)) / 1024
    return f"{page.name:34} {statistics.median(page.costs):8.1f} {ratio:7.2f} {spread:>12} {size:8.1f}  {goal}"


def warm(page: Page, site: Site, session: str) -> bool:
    """Ask for a page until its workers know it; say whether it is there."""
    statuses = {site.get(page.path, session)[0] for _ in range(WARM)}
    if statuses != {200}:
        print(f"{page.name}: {page.path} answered {statuses}")
    return statuses == {200}


def compare(floor: Site, portal: Site, server: Postgres, sessions: dict[str, str]) -> int:
    """Measure all in turns and print the table; return how many pages were not there."""
    turns = [(FLOOR, floor, "")] + [(page, portal, sessions.get(page.person, "")) for page in PAGES]
    there = [turn for turn in turns if warm(*turn)]
    for _ in range(ROUNDS):
        for page, site, session in there:
            measure(page, site, server, session)
    print(f"\n{'page':34} {'CPU ms':>8} {'ratio':>7} {'spread':>12} {'KB gzip':>8}  goal")
    print("\n".join(line(page) for page, _, _ in there))
    return len(turns) - len(there)


def main() -> int:
    """Start a private PostgreSQL and both sites, fill them, compare, end all."""
    with private_postgres({"autovacuum": "off"}) as server, tempfile.TemporaryDirectory() as home:
        server.create_database("floor")
        port = free_port()
        ours = {"DEMO": "1", "PORTAL_HOME": home, "PORT": str(port), "LOG_LEVEL": "ERROR"}
        env = {**os.environ, **ours, "DATABASE_URL": server.url}
        floor_env = {**env, "DATABASE_URL": server.url.rpartition("/")[0] + "/floor"}
        print("Filling the floor and the portal", flush=True)
        python(floor_env, "scripts.bench.floor")
        python(env, "scripts.prepare", "tables", "static")
        sessions = json.loads(python(env, "scripts.bench.data").splitlines()[-1])
        print(f"Measuring {ROUNDS} rounds of {REQUESTS} requests a page", flush=True)
        with (
            served("scripts.bench.floor:application", floor_env, free_port()) as floor,
            served("sjcoe_portal.wsgi", env, port) as portal,
        ):
            return 1 if compare(floor, portal, server, sessions) else 0


if __name__ == "__main__":
    sys.exit(main())
