"""Measure: CPU milliseconds a request (web workers and their PostgreSQL backends), as ratios to the floor.

A ratio is the result; an absolute belongs to one machine at one moment. Floor and pages take turns in every round.
`python -m scripts.bench policy PDF` measures the rows with such a word in their name.
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
    """A measured page: `goal` is the highest ratio to the floor that was promised, None where none was.

    Work of a worker has no address and a promise in CPU milliseconds, `most`.
    """

    name: str
    path: str
    goal: float | None
    person: str = ""
    most: float | None = None
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
# By their names in what scripts.bench.papers prints.
PAPERS = {
    "pdf": Page("a PDF on a worker", "", None, most=350),
    "redline": Page("a redline of thirty pages", "", None, most=200),
}


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


def measure_papers(env: dict[str, str], server: Postgres, papers: dict[str, Page]) -> None:
    """Note what a worker's process spends on each, and say how large they are."""
    assert server.process is not None  # noqa: S101
    said = json.loads(python(env, "scripts.bench.papers", str(server.process.pid)).splitlines()[-1])
    for name, page in papers.items():
        page.costs.append(said[name])
    if len(next(iter(papers.values())).costs) == 1:
        sizes = f"A PDF of {said['pdf_pages']} pages, a redline of {said['redline_pages']}"
        print(f"{sizes}; built again: {said['pdf_again']}")


def line(page: Page) -> str:
    """Return a page's row: milliseconds, ratio with its spread over the rounds, goal, size."""
    ratios = [cost / floor for cost, floor in zip(page.costs, FLOOR.costs, strict=True)]
    ratio = statistics.median(ratios)
    goal = "" if page.goal is None else f"<= {page.goal}{'' if ratio <= page.goal else '  OVER'}"
    if page.most is not None:
        over = statistics.median(page.costs) > page.most
        goal = f"<= {page.most:.0f} ms{'  OVER' if over else ''}"
    spread = f"{min(ratios):.2f}-{max(ratios):.2f}"
    size = len(gzip.compress(page.body, 6)) / 1024
    return f"{page.name:34} {statistics.median(page.costs):8.1f} {ratio:7.2f} {spread:>12} {size:8.1f}  {goal}"


def warm(page: Page, site: Site, session: str) -> bool:
    """Ask for a page until its workers know it; say whether it is there."""
    statuses = {site.get(page.path, session)[0] for _ in range(WARM)}
    if statuses != {200}:
        print(f"{page.name}: {page.path} answered {statuses}")
    return statuses == {200}


def compare(floor: Site, portal: Site, server: Postgres, sessions: dict[str, str], env: dict[str, str]) -> int:
    """Measure all in turns and print the table; return how many pages were not there."""
    pages = [page for page in PAGES if is_asked(page)]
    papers = {name: page for name, page in PAPERS.items() if is_asked(page)}
    turns = [(FLOOR, floor, "")] + [(page, portal, sessions.get(page.person, "")) for page in pages]
    there = [turn for turn in turns if warm(*turn)]
    for _ in range(ROUNDS):
        for page, site, session in there:
            measure(page, site, server, session)
        if papers:
            measure_papers(env, server, papers)
    print(f"\nload {os.getloadavg()[0]:.1f}")
    print(f"\n{'page':34} {'CPU ms':>8} {'ratio':>7} {'spread':>12} {'KB gzip':>8}  goal")
    print("\n".join(line(page) for page in [*(page for page, _, _ in there), *papers.values()]))
    return len(turns) - len(there)


def is_asked(page: Page) -> bool:
    """Whether a row is to be measured: all are, or those with one of the command's words in their name."""
    return not sys.argv[1:] or any(word in page.name for word in sys.argv[1:])


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
            return 1 if compare(floor, portal, server, sessions, env) else 0


if __name__ == "__main__":
    sys.exit(main())
