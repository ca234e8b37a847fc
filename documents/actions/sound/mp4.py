"""M4A (MP4 with sound alone): boxes in boxes. A file written piece by piece says its length in each piece."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from documents.actions.sound.walk import Broken, HasPictures, divided, number

HEAD, LONG_HEAD, DEEPEST = 8, 16, 8
INSIDE = {b"moov", b"trak", b"mdia", b"moof", b"traf", b"mvex"}


def begins(content: bytes) -> bool:
    return content[4:8] == b"ftyp"


@dataclass
class _Found:
    handlers: list[bytes] = field(default_factory=list)
    lengths: list[float] = field(default_factory=list)
    scale: int = 0
    sample: int = 0
    pieces: int = 0
    has_sound: bool = False


def seconds(content: bytes) -> float:
    """How long it lasts: what its track says, or the sum of its pieces.

    Raises:
        HasPictures: a track of anything but sound.
        Broken: boxes that do not fill the file, no track, or no sound.
    """
    found = _Found()
    for name, start, end in _boxes(content, 0, len(content), 0):
        _look(content, name, start, end, found)
    if any(one != b"soun" for one in found.handlers):
        raise HasPictures
    if not found.handlers or not found.has_sound:
        raise Broken
    whole = max(found.lengths, default=0.0)
    return max(whole, divided(found.pieces, found.scale) if found.pieces else 0.0)


def _boxes(content: bytes, at: int, end: int, depth: int) -> Iterator[tuple[bytes, int, int]]:
    """Every box with where its inside begins and ends, the outer one before what is in it."""
    if depth > DEEPEST:
        raise Broken
    while at < end:
        size, name, head = number(content, at, 4), content[at + 4 : at + HEAD], HEAD
        if size == 1:
            size, head = number(content, at + HEAD, 8), LONG_HEAD
        if size == 0 and depth == 0:
            size = end - at
        if size < head or at + size > end:
            raise Broken
        yield name, at + head, at + size
        if name in INSIDE:
            yield from _boxes(content, at + head, at + size, depth + 1)
        at += size


def _look(content: bytes, name: bytes, start: int, end: int, found: _Found) -> None:
    if name == b"hdlr" and content[start + 8 : start + 12] in (b"soun", b"vide", b"auxv", b"pict", b"text", b"sbtl"):
        found.handlers.append(content[start + 8 : start + 12])
    elif name == b"mdhd":
        long = content[start] == 1
        found.scale = number(content, start + (20 if long else 12), 4)
        length = number(content, start + (24 if long else 16), 8 if long else 4)
        if length != 2 ** (64 if long else 32) - 1:
            found.lengths.append(divided(length, found.scale))
    elif name == b"mdat":
        found.has_sound = found.has_sound or end > start
    elif name == b"trex":
        found.sample = number(content, start + 12, 4)
    elif name == b"tfhd":
        found.sample = _usual(content, start) or found.sample
    elif name == b"trun":
        found.pieces += _piece(content, start, found.sample)


def _usual(content: bytes, start: int) -> int:
    """How long a sample of a piece lasts, where its head says so."""
    flags = number(content, start + 1, 3)
    at = start + 8 + (8 if flags & 1 else 0) + (4 if flags & 2 else 0)
    return number(content, at, 4) if flags & 8 else 0


def _piece(content: bytes, start: int, usual: int) -> int:
    """How long a run of samples lasts."""
    flags, count = number(content, start + 1, 3), number(content, start + 4, 4)
    if not flags & 0x100:
        return count * usual
    at = start + 8 + (4 if flags & 1 else 0) + (4 if flags & 4 else 0)
    step = 4 * bin(flags >> 8 & 0xF).count("1")
    if at + count * step > len(content):
        raise Broken
    return sum(number(content, at + n * step, 4) for n in range(count))
