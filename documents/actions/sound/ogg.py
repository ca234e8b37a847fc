"""Ogg with Opus or Vorbis: pages one after the other, the last one saying how far it has come."""

from documents.actions.sound.walk import Broken, HasPictures, divided, number

HEAD, OPUS_RATE, NO_POSITION = 27, 48_000, 2**64 - 1


def begins(content: bytes) -> bool:
    return content[:4] == b"OggS"


def seconds(content: bytes) -> float:
    """How long it lasts.

    Raises:
        HasPictures: its first stream is no sound.
        Broken: pages that do not fill the file, or a second stream.
    """
    at, reached, streams, rate = 0, 0, set(), 0.0
    while at < len(content):
        if content[at : at + 4] != b"OggS":
            raise Broken
        position = number(content, at + 6, 8, "little")
        streams.add(content[at + 14 : at + 18])
        count = number(content, at + 26, 1)
        sizes = content[at + HEAD : at + HEAD + count]
        body = at + HEAD + count
        if not rate:
            rate = _rate(content[body : body + 30])
        if position != NO_POSITION:
            reached = max(reached, position)
        at = body + sum(sizes)
        if len(sizes) != count or at > len(content):
            raise Broken
    if len(streams) != 1 or not reached:
        raise Broken
    return divided(reached, rate)


def _rate(first: bytes) -> float:
    if first[:8] == b"OpusHead":
        return OPUS_RATE
    if first[:7] == b"\x01vorbis":
        return number(first, 12, 4, "little")
    raise HasPictures
