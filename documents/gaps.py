"""Gaps of the model texts ("[write the phone and the hours]"): what a school fills in before families read it."""

import re

# Every gap of the model texts begins so (tests/policies and tests/compacts hold them to it). A link or a passage in
# another language is no gap, and neither is what the law puts in brackets; a word processor may put \ before a bracket.
GAP = re.compile(
    r"\\?\[\s*((?:write|escriba)\b[^\[\]]{0,300}?)\s*\\?\](?!\((?:https?://|mailto:|tel:|/)|\{lang=)", re.IGNORECASE
)


def gaps(text: str | None) -> list[str]:
    """What is still to fill in in a text, as it asks for it, each once: "[write the phone]"."""
    return list(dict.fromkeys(f"[{' '.join(found.split())}]" for found in GAP.findall(text or "")))


def filled(text: str, said: str) -> str:
    """A text with the same words in place of every gap."""
    return GAP.sub(lambda _found: said, text)
