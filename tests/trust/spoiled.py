"""Bad input for every form of the portal, chosen the same way every time (T8)."""

import random
from collections.abc import Iterator
from typing import Any, NamedTuple

from tests.trust.actors import ACTORS
from tests.trust.addresses import Address, addresses
from tests.trust.campaign import SEED
from tests.trust.forge import send
from tests.trust.judge import may_write
from tests.trust.objects import is_known, targets
from tests.trust.patterns import told
from tests.trust.world import World

NASTY = [
    "", " ", "\x00", "a\x00b", "\u202eabc", "\u2066x\u2069", "\u200b", "\ufeff", "🙂" * 300, "x" * 20_000, "é" * 5_000,
    "-1", "0", "1e999", "NaN", "٣", "²", "9" * 40, "2147483648", "9223372036854775808", "1.5", "on", "off", "None",
    "0001-01-01", "9999-12-31", "2026-02-30", "02/30/2026", "24:61", "2026-11-01T01:30", "10:00 PM",
    "{{ 7|add:7 }}", "{% now %}", "%(over)s", "%s", "' OR 1=1 --", "<script>alert(1)</script>", "[x](javascript:1)",
    "a\r\nBcc: x@example.invalid", "=1+1", "../../etc/passwd", "a@b", "ñ@ñ.ñ", "(209) 555-01", "\r\n" * 50, "*" * 999,
]  # fmt: skip
BODIES: list[tuple[str, bytes]] = [
    ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nhalf"),
    ("multipart/form-data; boundary=", b"--\r\n"),
    ("multipart/form-data", b"no boundary"),
    ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data; filename=\"\x00\"\r\n\r\n--x--"),
    ("application/x-www-form-urlencoded", b"a=%ED%A0%80&b=%FF%FE&%00=%00&=&&&"),
    ("application/x-www-form-urlencoded", b"&".join(b"f%d=1" % n for n in range(1_001))),
    ("application/x-www-form-urlencoded; charset=utf-16", b"\xff\xfea\x00=\x001\x00"),
    ("application/x-www-form-urlencoded; charset=nothing", b"a=1"),
    ("application/json", b"{\"a\": [[[[[["),
    ("text/plain", b"\x00" * 1_000),
    ("application/x-www-form-urlencoded", b"a=" + b"x" * 1_000_000),
    ("", b"a=1"),
]  # fmt: skip
QUERIES = ["", "?q=%00", "?year=%D9%A3&on=0001-01-01", "?page=-1&after=%ED%A0%80", "?" + "a=1&" * 300, "?for[]=1&for=2"]


class Spoiled(NamedTuple):
    """A request that a form's page should answer with a sentence."""

    address: Address
    actor: str
    url: str
    language: str
    data: Any
    extra: dict[str, Any]


def posts(world: World, number: int) -> Iterator[Spoiled]:
    """Forms filled in rightly but for one to three fields."""
    chance = random.Random(SEED)
    doors = _doors(world)
    for n in range(number):
        one, actor, url, language = _at(doors[n % len(doors)], chance)
        forms = told(one.name).forms
        data = dict(chance.choice(forms)(world, world.here)) if forms else {}
        for name in chance.sample([*data, "verb", "language"], k=min(len(data) + 2, chance.randint(1, 3))):
            data[name] = chance.choice(NASTY)
        if data and chance.random() < 0.2:
            data.pop(chance.choice(list(data)))
        yield Spoiled(one, actor, url, language, {name: value for name, value in data.items() if value is not None}, {})


def raw(world: World, number: int) -> Iterator[Spoiled]:
    """Bodies no browser sends, and addresses with odd queries."""
    chance = random.Random(SEED)
    doors = _doors(world)
    for n in range(number):
        one, actor, url, language = _at(doors[n % len(doors)], chance)
        kind, body = BODIES[chance.randrange(len(BODIES))]
        yield Spoiled(one, actor, url + chance.choice(QUERIES), language, body, {"content_type": kind})


def fell(one: Spoiled, world: World) -> str:
    """What was wrong with the answer; empty where it was one, in its language."""
    try:
        seen = send(world.actors[one.actor], "POST", one.url, one.data, **one.extra)
    except Exception as crash:  # noqa: BLE001  whatever it is, nobody should have met it
        return f"{one.address.name} as {one.actor}: {crash!r} of {one.data!r:.300}"
    if seen.status >= 500:
        return f"{one.address.name} as {one.actor}: {seen.status} of {one.data!r:.300}"
    page = seen.text if seen.status == 200 and "text/html" in seen.headers.get("Content-Type", "") else ""
    wrong = bool(page) and one.address.has_language and f'<html lang="{one.language}"' not in page
    return f"{one.address.name}: not in {one.language}" if wrong else ""


def _doors(world: World) -> list[tuple[Address, Any, list[str]]]:
    """Every address something is posted to, with one record and who may post there."""
    found = []
    for address in filter(is_known, addresses()):
        target = next(iter(targets(address, world)))
        actors = [actor for actor in ACTORS if may_write(actor, address, target, "POST")]
        if actors:
            found.append((address, target, actors))
    return found


def _at(door: tuple[Address, Any, list[str]], chance: random.Random) -> tuple[Address, str, str, str]:
    address, target, actors = door
    language = chance.choice(["es", "en"]) if address.has_language else "es"
    return address, chance.choice(actors), address.url(language, **target.kwargs), language
