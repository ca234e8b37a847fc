"""The harness is told what it needs of every pattern: an audience, a record, its forms; each of them alive."""

from collections.abc import Iterator

from tests.trust.addresses import Address, addresses, by_name
from tests.trust.campaign import cases
from tests.trust.forge import Seen, send
from tests.trust.judge import may_open, may_write
from tests.trust.objects import Target, is_known, targets
from tests.trust.patterns import every, file_of, told, writers
from tests.trust.world import World

# First who may do most; an approver's and a school's own pages need theirs.
ENTITLED = ("county", "coordinator", "approver", "assistant", "guardian", "anonymous")
# Their forms change nothing of the portal's: sign-in answers by session or mail, a search only reads.
WRITES_NOTHING = {"sign_in", "account"}


def test_every_url_declares_its_audience():
    undeclared = [f"{one.name} ({one.callback.__module__})" for one in addresses() if not one.audience]
    assert not undeclared, f"say whom the view is for with @audience(...) of accounts/audience.py: {undeclared}"


def test_every_pattern_says_which_record_stands_for_each_side():
    wrong = [
        f"{file_of(one)}: give {one.name!r} a `record`, which is one side's {', '.join(one.params)}"
        for one in addresses()
        if not is_known(one)
    ]
    assert not wrong, "\n".join(wrong)


def test_nothing_is_told_of_a_pattern_that_is_not_there():
    gone = set(every()) - set(by_name())
    assert not gone, f"tests/trust/patterns/: no URL pattern has these names any more: {sorted(gone)}"


def test_every_pattern_is_knocked_at(world):
    assert {case.address.name for case in cases(world)} == set(by_name())


def tried() -> Iterator[Address]:
    yield from filter(is_known, addresses())


def first(address: Address, world: World) -> Target:
    return next(iter(targets(address, world)))


def someone(address: Address, target: Target, *, writes: bool) -> str:
    """The first actor who may open an address, or write there."""
    for actor in ENTITLED:
        if may_write(actor, address, target, "POST") if writes else may_open(actor, address, target):
            return actor
    raise AssertionError(f"{file_of(address)}: nobody may {'write at' if writes else 'open'} {address.name!r}")


def ask(world: World, address: Address, actor: str, method: str, which: int | None = None) -> Seen:
    form = told(address.name).forms[which](world, world.here) if which is not None else None
    return send(world.actors[actor], method, address.url(**first(address, world).kwargs), form)


def test_each_desk_and_county_page_opens_for_who_may_open_it(world):
    shut = []
    for address in tried():
        if address.audience in ("desk", "county"):
            seen = ask(world, address, someone(address, first(address, world), writes=False), "GET")
            if seen.status not in (200, 302, 405):
                shut.append(f"{address.name}: {seen.status}")
    assert not shut, f"the record or `opens` of these is not right in tests/trust/patterns/: {shut}"


def forms(world: World) -> Iterator[tuple[Address, int, str]]:
    """Each form that writes, and who may post it."""
    for address in tried():
        is_desk = address.audience in ("desk", "county")
        if address.audience in WRITES_NOTHING or (is_desk and not writers(address)):
            continue
        for which in range(len(told(address.name).forms)):
            yield address, which, someone(address, first(address, world), writes=True)


def test_each_form_really_writes_for_who_may_write(world):
    stale = []
    for address, which, actor in forms(world):
        seen = ask(world, address, actor, "POST", which)
        if not seen.written:
            stale.append(
                f"{file_of(address)}: form {which + 1} of {address.name!r} answers {seen.status}, writes nothing"
            )
    assert not stale, "\n".join(stale)


def test_each_pattern_that_takes_a_post_has_its_forms_told(world):
    wrong = []
    for address in tried():
        seen = ask(world, address, someone(address, first(address, world), writes=False), "POST")
        if seen.status != 405 and not told(address.name).forms:
            wrong.append(
                f"{address.name!r} takes a post: make its view require_safe, or give {file_of(address)} its forms"
            )
    assert not wrong, "\n".join(wrong)


def test_a_form_at_the_desk_that_writes_says_who_may(world):
    wrong = []
    for address in tried():
        if address.audience not in ("desk", "county") or writers(address):
            continue
        actor = someone(address, first(address, world), writes=False)
        answers = [ask(world, address, actor, "POST", which) for which in range(len(told(address.name).forms))]
        if any(seen.written for seen in answers):
            wrong.append(f"{file_of(address)}: {address.name!r} writes; say in `writes` who may")
    assert not wrong, "\n".join(wrong)


def test_a_form_without_its_token_is_refused_and_writes_nothing(world):
    """A foreign page posting in the name of who may write."""
    let_in = []
    for address, which, actor in forms(world):
        handler = world.actors[actor].client.handler
        handler.enforce_csrf_checks = True
        seen = ask(world, address, actor, "POST", which)
        handler.enforce_csrf_checks = False
        if seen.status != 403 or seen.written:
            let_in.append(f"{address.name}: {seen.status}, {seen.written}")
    assert not let_in, let_in


def test_a_pattern_nothing_is_told_of_is_noticed(world, monkeypatch):
    monkeypatch.delitem(every(), "meetings_desk:count")
    assert not is_known(by_name()["meetings_desk:count"])
    assert "meetings_desk:count" not in {case.address.name for case in cases(world)}
    assert file_of(by_name()["meetings_desk:count"]) == "tests/trust/patterns/meetings.py"
