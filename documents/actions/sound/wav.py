"""WAV: chunks in a RIFF file."""

from documents.actions.sound.walk import Broken, divided, number

HEAD, CHUNK = 12, 8


def begins(content: bytes) -> bool:
    return content[:4] == b"RIFF" and content[8:12] == b"WAVE"


def seconds(content: bytes) -> float:
    """How long it lasts.

    Raises:
        Broken: chunks that do not fill the file, or no sound in it.
    """
    if number(content, 4, 4, "little") + CHUNK != len(content):
        raise Broken
    at, rate, size = HEAD, 0, 0
    while at < len(content):
        length = number(content, at + 4, 4, "little")
        if content[at : at + 4] == b"fmt ":
            rate = number(content, at + 16, 4, "little")
        elif content[at : at + 4] == b"data":
            size = length
        at += CHUNK + length + length % 2
    if at not in (len(content), len(content) + 1) or not size:
        raise Broken
    return divided(size, rate)
