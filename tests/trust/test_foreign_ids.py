"""T3: ids in forms, filters, exports and signed links are no way in."""

from collections.abc import Iterator

from django.core import signing

from tests.servers.promises import scaled
from tests.trust.addresses import by_name
from tests.trust.foreign import accepted, forgeries
from tests.trust.forge import Seen, send
from tests.trust.guards import find_among_all
from tests.trust.objects import ABSENT_WORD
from tests.trust.patterns import payload
from tests.trust.world import World

FULL = 500


def told(world: World, number: int) -> Iterator[list[str]]:
    """What came of each forged value."""
    for one in forgeries(world, number):
        seen = send(world.actors[one.actor], one.method, one.address.url(**one.target.kwargs), one.form)
        yield accepted(one, seen, world)


def links(world: World) -> Iterator[tuple[str, str]]:
    """Signed and random links bent to somebody else's: what was done, the address."""
    here, there = world.here, world.there
    promise = {"kind": "call", "due_on": "2026-11-01", "reachable": True}
    for what, receipt in (
        ("another's signature", signing.dumps(promise, salt="somewhere.else", compress=True)),
        ("no signature", signing.dumps(promise, salt="feedback.done", compress=True).rsplit(":", 1)[0]),
        ("a bent signature", signing.dumps(promise, salt="feedback.done", compress=True)[:-3] + "abc"),
    ):
        yield f"a receipt with {what}", f"{by_name()['feedback:done'].url(slug=here.school.slug)}?r={receipt}"
    uid, key = there.reset_key[0], here.reset_key[1]
    yield "a reset link for another account", by_name()["account_reset_password_from_key"].url(uidb36=uid, key=key)
    bent = "B" if here.family.token.endswith("A") else "A"
    for token in (here.family.token[:-1] + bent, here.family.token[::-1], here.revoked.token, ABSENT_WORD):
        yield "a bent token", by_name()["meetings_token:answer"].url(token=token)
    for name in ("done", "change", "calendar"):
        for key in (here.family.key[::-1], here.family.token, str(here.family.rsvp.pk)):
            yield f"a bent key at {name}", by_name()[f"meetings_token:{name}"].url(key=key)


def opened(world: World) -> Iterator[tuple[str, bool]]:
    """Whether a bent link was taken for a good one."""
    for what, url in links(world):
        for method in ("GET", "POST"):
            form = payload("meetings_token:change", world, world.here) if method == "POST" else None
            seen = send(world.actors["anonymous"], method, url, form)
            yield what, bool(seen.written) or (seen.status == 200 and not _refuses(seen))


def _refuses(seen: Seen) -> bool:
    """The reset page says that the link no longer works; nothing to fill in stands on it."""
    return "password/reset" in seen.url and 'name="password1"' not in seen.text


def test_no_forged_id_is_accepted(world, promise):
    wrong = []
    with promise("T3") as tally:
        for said in told(world, scaled(FULL)):
            tally.count(not said)
            wrong += said
        for what, is_open in opened(world):
            tally.count(not is_open)
            wrong += [what] if is_open else []
        assert not wrong, "\n".join(wrong)


def test_a_search_for_a_family_of_another_school_finds_nothing(world):
    name = world.there.family.person.given_name
    url = by_name()["people_desk:search"].url(slug=world.here.school.slug)
    seen = send(world.actors["coordinator"], "POST", url, {"words": name})
    assert seen.status == 200
    assert {word.text for word in world.words.found(seen.text)} <= {name}


def test_finding_records_among_all_there_are_is_noticed(world, monkeypatch):
    """The control: the same forged values where a view no longer looks within what is its reader's."""
    find_among_all(monkeypatch, "sjcoe_portal")
    contact = world.there.family.email.pk
    seen = send(world.actors["guardian"], "POST", by_name()["me"].url(), {"stop": str(contact)})
    assert [table for table, params in seen.written if str(contact) in params]
    assert any(told(world, scaled(FULL)))


def test_an_unread_signature_is_noticed(world, monkeypatch):
    monkeypatch.setattr(signing.TimestampSigner, "unsign", lambda self, value, max_age=None: value.rsplit(":", 2)[0])
    assert any(is_open for _what, is_open in opened(world))
