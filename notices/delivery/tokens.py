"""A person's own link: made when a message leaves, kept only as a digest."""

from hashlib import sha256
from secrets import choice, token_urlsafe

# Without letters and digits that are taken for one another; for typing from paper.
CLEAR = "abcdefghjkmnpqrstuvwxyz23456789"
GROUPS, GROUP = 3, 4


def new_token() -> str:
    """A token for an address that is clicked: 32 random bytes."""
    return token_urlsafe(32)


def new_short_token() -> str:
    """A token for an address that is typed from paper: twelve clear characters (59 bits) in groups of four."""
    return "-".join("".join(choice(CLEAR) for _ in range(GROUP)) for _ in range(GROUPS))


def digest(raw_token: str) -> str:
    """What is kept of a token. A short one counts however it was typed."""
    bare = raw_token.replace("-", "").lower()
    typed = bare if len(bare) == GROUPS * GROUP and raw_token.count("-") in (0, GROUPS - 1) else raw_token
    return sha256(typed.encode("utf-8", "replace")).hexdigest()
