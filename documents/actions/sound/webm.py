"""WebM with sound alone: elements one after the other; what a browser records has no length but its last block's time."""

from collections.abc import Iterator

from documents.actions.sound.walk import Broken, HasPictures, number

EBML, SEGMENT, CLUSTER, TRACKS, TRACK, INFO, GROUP = (
    0x1A45DFA3, 0x18538067, 0x1F43B675, 0x1654AE6B, 0xAE, 0x1549A966, 0xA0,
)  # fmt: skip
DOC_TYPE, TRACK_TYPE, SCALE, CLUSTER_TIME, SIMPLE_BLOCK, BLOCK = 0x4282, 0x83, 0x2AD7B1, 0xE7, 0xA3, 0xA1
INSIDE = {EBML, SEGMENT, CLUSTER, TRACKS, TRACK, INFO, GROUP}
SOUND, USUAL_SCALE, BILLION = 2, 1_000_000, 1_000_000_000


def begins(content: bytes) -> bool:
    return content[:4] == b"\x1a\x45\xdf\xa3"


def seconds(content: bytes) -> float:
    """How long it lasts: the time of its last block.

    Raises:
        HasPictures: a track of anything but sound.
        Broken: elements that do not fill the file, another kind of file, or no sound in it.
    """
    tracks, scale, time, last, kind, blocks = [], USUAL_SCALE, 0, 0, b"", 0
    for name, start, end in _elements(content):
        if name == DOC_TYPE:
            kind = content[start:end].rstrip(b"\0")
        elif name == TRACK_TYPE:
            tracks.append(number(content, start, end - start))
        elif name == SCALE:
            scale = number(content, start, end - start)
        elif name == CLUSTER_TIME:
            time = number(content, start, end - start)
        elif name in (SIMPLE_BLOCK, BLOCK):
            last, blocks = max(last, time + _block_time(content, start)), blocks + 1
    if any(one != SOUND for one in tracks):
        raise HasPictures
    if kind != b"webm" or not tracks or not blocks:
        raise Broken
    return last * scale / BILLION


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
    if width > 8:  # noqa: PLR2004  eight bytes at most
        raise Broken
    value = number(content, at, width)
    return (value if keep else value & (1 << 7 * width) - 1), at + width


def _block_time(content: bytes, start: int) -> int:
    _track, at = _vint(content, start, keep=False)
    return int.from_bytes(content[at : at + 2], "big", signed=True)
