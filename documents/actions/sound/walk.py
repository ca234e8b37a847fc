"""What all kinds of audio file share: reading numbers, and what may be wrong."""


class Broken(ValueError):
    """The file does not go on, or does not end, as it began."""


class HasPictures(ValueError):
    """The file holds moving pictures."""


def number(content: bytes, at: int, size: int, order: str = "big") -> int:
    """An unsigned number in the file.

    Raises:
        Broken: the file ends before it.
    """
    piece = content[at : at + size]
    if len(piece) != size:
        raise Broken
    return int.from_bytes(piece, order)  # type: ignore[arg-type]


def divided(count: float, by: float) -> float:
    """A length in seconds; a file that says its rate is nothing is broken."""
    if by <= 0:
        raise Broken
    return count / by
