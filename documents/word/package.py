"""A Word file as it came from outside: opened with every limit, never trusted, nothing in it run or fetched."""

import io
import zipfile
import zlib
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import pgettext
from lxml import etree  # type: ignore[import-untyped]

LARGEST = 2 * 1024 * 1024
# Of one part unpacked, and of all of them together, bytes.
LARGEST_PART, LARGEST_WHOLE = 4 * 1024 * 1024, 32 * 1024 * 1024
MOST_ENTRIES = 400
OLD_WORD, ZIP = b"\xd0\xcf\x11\xe0", b"PK\x03\x04"
MAIN = "wordprocessingml.document.main+xml"
CONTENT_TYPES = "[Content_Types].xml"
PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
ENCRYPTED = 0x1


class Unreadable(ValidationError):
    """A file that is not read at all, with the reason."""


class Package(NamedTuple):
    """The parts of a Word file that hold its words, as trees; None where it has no such part."""

    document: Any
    styles: Any
    numbering: Any
    links: Any


def opened(content: bytes) -> Package:
    """Open a Word file.

    Raises:
        Unreadable: too large, no Word file, with macros or a password, broken, or made to burst.
    """
    if len(content) > LARGEST:
        raise Unreadable(pgettext("staff", "This file is larger than 2 MB. Bring back the file this page gave you."))
    if content.startswith(OLD_WORD):
        raise Unreadable(
            pgettext("staff", "This is an old Word file, or one with a password. Save it as .docx without a password.")
        )
    if not content.startswith(ZIP):
        raise Unreadable(_no_word())
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            return _parts(file)
    except (zipfile.BadZipFile, zlib.error, EOFError, etree.XMLSyntaxError, NotImplementedError, ValueError) as fault:
        raise Unreadable(pgettext("staff", "This file is broken. Save it once more and try again.")) from fault
    except (RuntimeError, OSError, OverflowError) as fault:
        raise Unreadable(_no_word()) from fault


def _parts(file: zipfile.ZipFile) -> Package:
    entries = file.infolist()
    names = {entry.filename for entry in entries}
    if any("vbaproject" in name.lower() or "/activex/" in name.lower() for name in names):
        raise Unreadable(_macros())
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > LARGEST_WHOLE:
        raise Unreadable(_bursts())
    if any(entry.flag_bits & ENCRYPTED for entry in entries):
        raise Unreadable(pgettext("staff", "This file has a password. Save it without one."))
    if CONTENT_TYPES not in names:
        raise Unreadable(_no_word())
    types = _tree(file, CONTENT_TYPES)
    kinds = {str(one.get("ContentType") or ""): str(one.get("PartName") or "").lstrip("/") for one in types}
    if any("macroenabled" in kind.lower() or "vbaproject" in kind.lower() for kind in kinds):
        raise Unreadable(_macros())
    main = next((name for kind, name in kinds.items() if kind.endswith(MAIN)), "")
    if main not in names:
        raise Unreadable(_no_word())
    folder, _slash, name = main.rpartition("/")
    beside = [f"{folder}/styles.xml", f"{folder}/numbering.xml", f"{folder}/_rels/{name}.rels"]
    return Package(_tree(file, main), *(_tree(file, one) if one in names else None for one in beside))


def _tree(file: zipfile.ZipFile, name: str) -> Any:
    """One part as a tree, without entities, without anything fetched, and never more than its limit unpacked."""
    entry = file.getinfo(name)
    if entry.compress_type not in PACKED:
        raise Unreadable(_no_word())
    with file.open(entry) as packed:
        content = packed.read(LARGEST_PART + 1)
    if len(content) > LARGEST_PART:
        raise Unreadable(_bursts())
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False)
    tree = etree.fromstring(content, parser)
    # Word writes no document type; whoever does means something else by it.
    if tree.getroottree().docinfo.doctype:
        raise Unreadable(pgettext("staff", "This file is broken. Save it once more and try again."))
    return tree


def _no_word() -> str:
    return pgettext("staff", "This is not a Word file. Bring back the .docx file this page gave you.")


def _macros() -> str:
    return pgettext("staff", "This file holds macros, which are never opened here. Save it as .docx without macros.")


def _bursts() -> str:
    return pgettext(
        "staff", "This file unpacks to far more than a document holds. Bring back the file this page gave you."
    )
