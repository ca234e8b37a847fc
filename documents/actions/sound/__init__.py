"""What an audio file is, told from its bytes: its kind and how long it lasts, or why it is none that we take.

Each file is walked from its first byte to its last, so nothing can be hidden behind a true beginning, and what is cut
off is found. Nothing is decoded.
"""

from collections.abc import Callable
from typing import NamedTuple

from documents.actions.sound import mp3, mp4, ogg, wav, webm
from documents.actions.sound.walk import Broken, HasPictures

Length = Callable[[bytes], float]


class Sound(NamedTuple):
    """A known kind of audio: what it is served as, how its file's name ends, how long it lasts in seconds."""

    content_type: str
    ending: str
    seconds: float


class Unknown(ValueError):
    """Not an audio file of a kind we know."""


KINDS: tuple[tuple[Callable[[bytes], bool], str, str, Length], ...] = (
    (webm.begins, "audio/webm", "webm", webm.seconds),
    (ogg.begins, "audio/ogg", "ogg", ogg.seconds),
    (mp4.begins, "audio/mp4", "m4a", mp4.seconds),
    (wav.begins, "audio/wav", "wav", wav.seconds),
    (mp3.begins, "audio/mpeg", "mp3", mp3.seconds),
)


def known(content: bytes) -> Sound:
    """What a file is.

    Raises:
        Unknown: no audio file of a kind we know.
        HasPictures: it holds a picture track.
        Broken: it does not go on, or does not end, as it began.
    """
    for begins, content_type, ending, seconds in KINDS:
        if begins(content):
            return Sound(content_type, ending, seconds(content))
    raise Unknown


__all__ = ["Broken", "HasPictures", "Sound", "Unknown", "known"]
