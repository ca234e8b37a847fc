"""MP3: frames one after the other, with a label before and behind at most."""

from documents.actions.sound.walk import Broken

LABEL, OLD_LABEL = 10, 128
KILOBITS = {
    1: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
RATES = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 0: (11_025, 12_000, 8_000)}
FEWEST = 3


def begins(content: bytes) -> bool:
    return content[:3] == b"ID3" or _frame(content, 0) is not None


def seconds(content: bytes) -> float:
    """How long it lasts, counted frame by frame.

    Raises:
        Broken: something that is no frame, or too few of them.
    """
    at, end = _after_label(content), len(content)
    if content[-OLD_LABEL : -OLD_LABEL + 3] == b"TAG":
        end -= OLD_LABEL
    lasted, frames = 0.0, 0
    while at < end and (frame := _frame(content, at)):
        size, time = frame
        at, lasted, frames = at + size, lasted + time, frames + 1
    if frames < FEWEST or at > end or content[at:end].strip(b"\0"):
        raise Broken
    return lasted


def _after_label(content: bytes) -> int:
    if content[:3] != b"ID3":
        return 0
    size = 0
    for byte in content[6:LABEL]:
        size = size << 7 | byte & 0x7F
    at = LABEL + size
    while content[at : at + 1] == b"\0":
        at += 1
    return at


def _frame(content: bytes, at: int) -> tuple[int, float] | None:
    """A layer III frame's size in bytes and its time in seconds; None where there is none."""
    if len(content) < at + 4 or content[at] != 0xFF or content[at + 1] & 0xE0 != 0xE0:
        return None
    version, layer = content[at + 1] >> 3 & 3, content[at + 1] >> 1 & 3
    bits, rate = content[at + 2] >> 4, content[at + 2] >> 2 & 3
    if version not in RATES or layer != 1 or bits in (0, 15) or rate == 3:
        return None
    hertz, samples = RATES[version][rate], 1152 if version == 3 else 576
    kilobits = KILOBITS[1 if version == 3 else 2][bits]
    size = samples // 8 * kilobits * 1000 // hertz + (content[at + 2] >> 1 & 1)
    return size, samples / hertz
