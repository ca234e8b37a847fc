"""What each answer must be: one sentence for every way in which it is not."""

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING
from urllib.parse import quote

from accounts.audience import page_above
from tests.trust.actors import FAMILIES, NO_SESSION, ROLES, holds
from tests.trust.addresses import Address
from tests.trust.forge import Seen
from tests.trust.objects import Target
from tests.trust.patterns import openers, writers
from tests.trust.words import Word, Words

if TYPE_CHECKING:
    from tests.trust.campaign import Case

READ_BY_ALL = frozenset({"public", "form", "token", "sign_in", "system"})
# What no cache may mix up and no link may tell: nothing of the reader's own stands there.
NAMELESS = READ_BY_ALL - {"sign_in"}
# A text typed while the session ended is handed back to be saved, whatever was there: it must read as absent.
SET_UP = ("mfa_activate_totp", "account_reauthenticate")
# What a page draws anew each time: its protection against foreign posts.
ONE_TIME = re.compile(r'(?<=name="csrfmiddlewaretoken" value=")\w+|(?<=^csrftoken=)\w+; expires=[^;]+')
# Differ with the length of the address alone.
NONCES = {"Content-Length"}
SIGN_IN, WALL = "/account/login/", "/account/second-step/set-up/"
AT = {"guardian": "here", "neighbour": "here", "guardian_elsewhere": "there"}


def is_shut_out(actor: str, address: Address) -> bool:
    """Whether the door itself answers: sign in first, or set up the second factor first."""
    wall = actor == "unenrolled" and address.name not in SET_UP
    return address.is_protected and (actor in NO_SESSION or wall)


def may_open(actor: str, address: Address, target: Target) -> bool:
    if address.audience in ("desk", "county"):
        opens = openers(address)
        if target.kind == "only":
            return ROLES.get(actor, ("",))[0] in opens
        return bool(target.side) and holds(actor, opens, target.side)
    if address.name == "me_answer":
        return AT.get(actor) == target.side
    return target.side in ("here", "there")


def may_write(actor: str, address: Address, target: Target, method: str) -> bool:
    if method != "POST" or not target.side:
        return False
    if address.audience in ("desk", "county"):
        return holds(actor, writers(address), target.side)
    if address.audience == "guardian":
        return actor in FAMILIES and may_open(actor, address, target)
    if address.audience == "account":
        return actor in ROLES or actor in ("former", "unenrolled")
    # Public forms, and links to whoever holds them; at sign-in only a link in a mail changes anything.
    is_open = address.audience in ("form", "token") or address.name == "account_reset_password_from_key"
    return is_open and target.side in ("here", "there")


def may_see(word: Word, actor: str, address: Address, target: Target) -> bool:
    if word.is_public:
        return True
    if address.audience in NAMELESS:
        return bool(target.bearer) and target.bearer in word.bearers
    if actor in word.own:
        return True
    # A page under one school shows nothing of another's, not even to those who may see both.
    return holds(actor, word.kinds, word.side) and ("slug" not in address.params or word.side == target.side)


def faults(case: "Case", seen: Seen, absent: Callable[[], Seen] | None, words: Words) -> Iterator[str]:
    """Everything wrong with one answer. `absent` asks what the same person is told where there is no such record."""
    address, actor, target, method, _language, _form = case
    # 503 is the system's own answer, or a page that says when to come back.
    is_away = seen.status == 503 and (address.audience == "system" or "Retry-After" in seen.headers)
    if seen.status >= 500 and not is_away:
        yield f"answers {seen.status}: {seen.log[-600:]}"
    for where, text in (("body", seen.text), ("headers", seen.head)):
        for word in words.found(text):
            if not may_see(word, actor, address, target):
                yield f"{where} shows {word.what} of {word.side}"
    yield from _sideways(seen, words)
    if seen.written and not may_write(actor, address, target, method):
        yield f"writes {sorted({table for table, _params in seen.written})}"
    yield from _door(actor, address, target, seen, absent)


def _sideways(seen: Seen, words: Words) -> Iterator[str]:
    for word in words.found(seen.log):
        if not word.is_public:
            yield f"logs {word.what}"
    for message in seen.mail:
        found = words.found(f"{message.subject} {message.body}")
        yield from (f"mails {word.what}" for word in found if not word.is_public)


def _door(actor: str, address: Address, target: Target, seen: Seen, absent: Callable[[], Seen] | None) -> Iterator[str]:
    is_out, opens = is_shut_out(actor, address), may_open(actor, address, target)
    hands_back = is_out and getattr(address.callback, "hands_back", False) and seen.status in (200, 401)
    if is_out and not hands_back:
        door = WALL if actor == "unenrolled" else SIGN_IN
        if seen.status != 302 or door not in seen.headers.get("Location", ""):
            yield f"opens ({seen.status}) without {'a second factor' if door == WALL else 'signing in'}"
    elif not opens and not hands_back and address.is_protected and seen.status not in (404, 405):
        yield f"answers {seen.status} where it must read as absent"
    if (is_out or not opens) and absent is not None and (differs := difference(seen, absent())):
        yield f"tells it from an absent one: {differs}"


def difference(seen: Seen, absent: Seen) -> str:
    """Where two answers differ, the address itself aside; empty where they are the same."""
    if seen.status != absent.status:
        return f"status {seen.status}, not {absent.status}"
    for name in sorted({*seen.headers, *absent.headers} - NONCES):
        if _plain(seen, seen.headers.get(name, "")) != _plain(absent, absent.headers.get(name, "")):
            return f"header {name}: {seen.headers.get(name)} / {absent.headers.get(name)}"
    return "" if _plain(seen, seen.text) == _plain(absent, absent.text) else "body"


def _plain(seen: Seen, text: str) -> str:
    """Without the request's own address, which the language button and the sign-in page carry, and form keys.

    The page above it is told by the address alone too: that is where one comes back to from a button's address.
    """
    text = ONE_TIME.sub("§", text)
    path = seen.url.partition("?")[0]
    for tail in (seen.url[3:], page_above(path)[3:]):
        for spelled in (quote(tail, safe=""), quote(tail), tail) if len(tail) > 1 else ():
            text = text.replace(spelled, "/§")
    return text
