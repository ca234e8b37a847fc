"""Documents on their way to a translator's word processor and back: the narrow Markdown as Word paragraphs."""

from documents.word.blocks import settled
from documents.word.parts import Found, Part, parts_of
from documents.word.reading import LARGEST, Unreadable, read
from documents.word.writing import build

__all__ = ["LARGEST", "Found", "Part", "Unreadable", "build", "parts_of", "read", "settled"]
