"""T13: the headers on every pattern and on pages of refusal, for everyone; public pages are the same bytes for all."""

from collections.abc import Iterator

import pytest
from django.http import HttpResponse
from django.test import Client

from accounts.audience import audience
from tests.servers.promises import IS_FULL
from tests.trust.actors import Actor
from tests.trust.addresses import Address, addresses, by_name
from tests.trust.forge import Seen, send
from tests.trust.headers import missing, shared, unkept
from tests.trust.objects import is_known, targets
from tests.trust.world import World

KNOCKING = ("anonymous", "guardian", "coordinator", "county") if IS_FULL else ("anonymous", "coordinator")


def visits(world: World) -> Iterator[tuple[Address, str, str]]:
    """Each pattern with its own record, and with one that is not there."""
    for address in filter(is_known, addresses()):
        for target in targets(address, world):
            if target.kind in ("only", "here", "absent"):
                yield address, target.kind, address.url(**target.kwargs)


def faults(world: World) -> Iterator[str]:
    for address, kind, url in visits(world):
        seen = {who: send(world.actors[who], "GET", url) for who in KNOCKING}
        for who, one in seen.items():
            said = [*missing(one.headers), *unkept(address.audience, one.headers, one.status)]
            yield from (f"{address.name} ({kind}) as {who}: {sentence}" for sentence in said)
        if address.audience == "public":
            yield from (f"{address.name} ({kind}): {sentence}" for sentence in _same(seen))


def _same(seen: dict[str, Seen]) -> Iterator[str]:
    first = seen["anonymous"]
    yield from shared(first.headers, first.status)
    for who, one in seen.items():
        if one.text != first.text or one.headers != first.headers:
            yield f"differs for {who}"


def test_every_pattern_has_its_headers_and_public_pages_are_the_same_for_all(world, promise):
    with promise("T13") as tally:
        found = list(faults(world))
        tally.n, tally.bad = len(KNOCKING) * len(list(visits(world))), len(found)
        assert not found, "\n".join(found)


def refusals(world: World, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, Seen]]:
    """The pages nobody asks for: 400, 403, 404, 405, 500."""
    nobody, coordinator = world.actors["anonymous"], world.actors["coordinator"]
    strict = Actor("strict", None, Client(enforce_csrf_checks=True), "")
    yield "400", send(nobody, "GET", "/es/", headers={"host": "evil.invalid"})
    yield "403", send(strict, "POST", by_name()["account_login"].url(), {"email": "a@b.invalid"})
    yield "404", send(nobody, "GET", "/es/nowhere/")
    yield "404", send(coordinator, "GET", by_name()["county:matrix"].url())
    yield "405", send(nobody, "DELETE", by_name()["meetings:list"].url(slug=world.here.school.slug))
    for name in ("home", "desk:home"):
        address = by_name()[name]
        with monkeypatch.context() as patch:
            patch.setattr(address.pattern, "callback", _broken(address))
            yield "500", send(coordinator, "GET", address.url())


def _broken(address: Address) -> object:
    @audience(address.audience)
    def view(request: object) -> HttpResponse:
        raise RuntimeError("broken for the test")

    return view


def test_refusals_and_crashes_have_them_too(world, monkeypatch):
    for status, seen in refusals(world, monkeypatch):
        assert str(seen.status) == status, seen.url
        assert not list(missing(seen.headers)), (status, seen.url)


MACHINERY = {
    "django.middleware.security.SecurityMiddleware",
    "sjcoe_portal.middleware.HeadersMiddleware",
    "csp.middleware.CSPMiddleware",
}


@pytest.mark.parametrize("taken_out", sorted(MACHINERY))
def test_taking_a_guard_out_is_noticed(world, settings, taken_out):
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if name != taken_out]
    visitor = Actor("visitor", None, Client(), "")
    assert list(missing(send(visitor, "GET", "/es/").headers))


def test_a_public_page_that_looks_at_its_reader_is_noticed(world, monkeypatch):
    @audience("public")
    def greeting(request: object) -> HttpResponse:
        return HttpResponse(f"Hello {request.user}")  # type: ignore[attr-defined]

    address = by_name()["privacy"]
    monkeypatch.setattr(address.pattern, "callback", greeting)
    seen = {who: send(world.actors[who], "GET", address.url()) for who in ("anonymous", "coordinator")}
    assert "differs for coordinator" in list(_same(seen))
    assert "varies by cookie" in list(_same(seen))
