"""The harness holds what it needs: a record, a form and an audience for every pattern, each of them alive."""

from collections.abc import Iterator

from tests.trust.addresses import Address, addresses
from tests.trust.forge import Seen, send
from tests.trust.judge import may_open, may_write
from tests.trust.objects import Target, is_known, targets
from tests.trust.payloads import DESK, payload
from tests.trust.rights import right
from tests.trust.world import World

# First who may do most; an approver's and a school's own pages need theirs.
ENTITLED = ("county", "coordinator", "approver", "assistant", "guardian", "anonymous")


def test_every_url_declares_its_audience():
    undeclared = [address.name for address in addresses() if not address.audience]
    assert not undeclared


def test_every_pattern_says_which_record_stands_for_each_side():
    unknown = [f"{address.name} {address.params}" for address in addresses() if not is_known(address)]
    assert not unknown, f"say in tests/trust/objects.py which record they are tried on: {unknown}"


def protected(world: World) -> Iterator[tuple[Address, Target]]:
    for address in filter(is_known, addresses()):
        if address.audience in ("desk", "county"):
            yield address, next(iter(targets(address, world)))


def someone(address: Address, target: Target, *, writes: bool) -> str:
    """The first actor who may open an address, or write there."""
    for actor in ENTITLED:
        if may_write(actor, address, target, "POST") if writes else may_open(actor, address, target):
            return actor
    raise AssertionError(f"nobody may {'write' if writes else 'open'} {address.name}")


def ask(world: World, address: Address, target: Target, method: str, actor: str) -> Seen:
    form = payload(address.name, world, world.here) if method == "POST" else None
    return send(world.actors[actor], method, address.url(**target.kwargs), form)


def test_each_desk_and_county_page_opens_for_who_may_open_it(world):
    shut = []
    for address, target in protected(world):
        seen = ask(world, address, target, "GET", someone(address, target, writes=False))
        if seen.status not in (200, 302, 405):
            shut.append(f"{address.name}: {seen.status}")
    assert not shut, shut


def test_each_form_really_writes_for_who_may_write(world):
    stale = []
    for address, target in protected(world):
        if right(address.name, address.audience).writes:
            seen = ask(world, address, target, "POST", someone(address, target, writes=True))
            if not seen.written:
                stale.append(f"{address.name}: {seen.status}, nothing written")
    assert not stale, "\n".join(stale)


def test_each_pattern_that_takes_a_post_has_a_form_here(world):
    missing = []
    for address, target in protected(world):
        seen = ask(world, address, target, "POST", someone(address, target, writes=False))
        if seen.status != 405 and address.name not in DESK:
            missing.append(address.name)
    assert not missing, f"these take a post: guard them with require_safe, or give them a form here: {missing}"


def test_a_form_without_its_token_is_refused_and_writes_nothing(world):
    """A foreign page posting in the name of who may write."""
    let_in = []
    for address, target in protected(world):
        if not right(address.name, address.audience).writes:
            continue
        actor = world.actors[someone(address, target, writes=True)]
        actor.client.handler.enforce_csrf_checks = True
        seen = send(actor, "POST", address.url(**target.kwargs), payload(address.name, world, world.here))
        actor.client.handler.enforce_csrf_checks = False
        if seen.status != 403 or seen.written:
            let_in.append(f"{address.name}: {seen.status}, {seen.written}")
    assert not let_in, let_in
