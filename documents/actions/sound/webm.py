"""WebM with sound alone: elements one after the other. What a browser records says no length: its last block does."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from documents.actions.sound.walk import Broken, HasPictures, number

EBML, SEGMENT, CLUSTER, TRACKS, TRACK, INFO, GROUP = (
    0x1A45DFA3, 0x18538067, 0x1F43B675, 0x1654AE6B, 0xAE, 0x1549A966, 0xA0,
)  # fmt: skip
DOC_TYPE, TRACK_TYPE, SCALE, CLUSTER_TIME, SIMPLE_BLOCK, BLOCK = 0x4282, 0x83, 0x2AD7B1, 0xE7, 0xA3, 0xA1
INSIDE = {EBML, SEGMENT, CLUSTER, TRACKS, TRACK, INFO, GROUP}
SOUND, USUAL_SCALE, BILLION = 2, 1_000_000, 1_000_000_000


def begins(content: bytes) -> bool:
    return content[:4] == b"\x1a\x45\xdf\xa3"


@dataclass
class _Found:
    kind: bytes = b""
    tracks: list[int] = field(default_factory=list)
    scale: int = USUAL_SCALE
    cluster: int = 0
    last: int = 0
    blocks: int = 0


def seconds(content: bytes) -> float:
    """How long it lasts: the time of its last block.

    Raises:
        HasPictures: a track of anything but sound.
        Broken: elements that do not fill the file, another kind of file, or no sound in it.
    """
    found = _Found()
    for name, start, end in _elements(content):
        _look(content, name, start, end, found)
    if any(one != SOUND for one in found.tracks):
        raise HasPictures
    if found.kind != b"webm" or not found.tracks or not found.blocks:
        raise Broken
    return found.last * found.scale / BILLION


def _look(content: bytes, name: int, start: int, end: int, found: _Found) -> None:
    if name == DOC_TYPE:
        found.kind = content[start:end].rstrip(b"\0")
    elif name == TRACK_TYPE:
        found.tracks.append(number(content, start, end - start))
    elif name == SCALE:
        found.scale = number(content, start, end - start)
    elif name == CLUSTER_TIME:
        found.cluster = number(content, start, end - start)
    elif name in (SIMPLE_BLOCK, BLOCK):
        found.last = max(found.last, found.cluster + _block_time(content, start))
        found.blocks += 1


def _elements(content: bytes) -> Iterator[tuple[int, int, int]]:
    """Every element with where its inside begins and ends. What holds others is entered, so that an element of unknown
    size needs no end: its siblings follow its last child."""
    at, whole = 0, len(content)
    while at < whole:
        name, at = _vint(content, at, keep=True)
        size, start = _vint(content, at, keep=False)
        width = start - at
        is_open = size == 2 ** (7 * width) - 1
        if name in INSIDE:
            if not is_open and start + size > whole:
                raise Broken
            at = start
            continue
        if is_open or start + size > whole:
            raise Broken
        yield name, start, start + size
        at = start + size


def _vint(content: bytes, at: int, *, keep: bool) -> tuple[int, int]:
    """A number of one to eight bytes, and where it ends; `keep`: with the bits that say its width."""
    first = number(content, at, 1)
    width = 9 - first.bit_length()
    if width > 8:
        raise Broken
    value = number(content, at, width)
    return (value if keep else value & (1 << 7 * width) - 1), at + width


def _block_time(content: bytes, start: int) -> int:
    _track, at = _vint(content, start, keep=False)
    return int.from_bytes(content[at : at + 2], "big", signed=True)
