"""The narrow Markdown documents are written in: headings, lists, bold, emphasis, links, a passage's language.

Two ways out of a text: safe HTML to show, and its words alone, which is what approvals and hashes are about.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

import nh3
from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline, link
from markdown_it.token import Token

# A document's own headings stand under the page's and the section's: they begin at h4.
TOP_HEADING = 4
LONGEST = 60_000
TAGS = {"p", "br", "ul", "ol", "li", "strong", "em", "a", "h3", "h4", "h5", "h6", "span", "blockquote"}
ATTRIBUTES = {"*": set(), "a": {"href"}, "span": {"lang"}, "ol": {"start"}}
SCHEMES = {"http", "https", "mailto", "tel"}
REL = "noopener noreferrer"
# A link leads somewhere by a known scheme, or within this site; brackets before anything else are brackets, as in
# "EC § 51101[b](1)".
ADDRESS = re.compile(r"^(https?://|mailto:|tel:|/(?!/))", re.IGNORECASE)
# Addresses written out, which are links when drawn; marks that end a sentence are none of theirs.
BARE = re.compile(r"https?://[^\s<>\"“”«»]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
# Signs word processors put before the points of a list.
POINT = re.compile("^([ \t]*)[•‣◦▪●○■□➢➤►–·\uf0b7\uf0a7\uf0d8][ \t\u00a0]+(?=\\S)", re.MULTILINE)
# «[text]{lang=en}» marks a passage in another language.
PASSAGE = re.compile(r"\[([^\[\]\n]{1,400})\]\{lang=(es|en)\}")
SPACE = re.compile(r"\s+")
# Marks that no reader sees, or that turn the reading direction, don't belong in a text.
HIDDEN = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]|[\ud800-\udfff]"
)
KNOWN_VALUES = {
    "href": ADDRESS,
    "lang": re.compile(r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})?$"),
    "start": re.compile(r"^[0-9]{1,4}$"),
    "rel": re.compile(f"^{REL}$"),
}


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    rules = ["heading", "list", "emphasis", "link", "blockquote", "newline", "escape", "entity"]
    parser = MarkdownIt("zero", {"html": False, "breaks": True, "maxNesting": 12}).enable(rules)
    parser.validateLink = lambda url: bool(ADDRESS.match(url))  # type: ignore[method-assign]
    parser.inline.ruler.at("link", _link)
    return parser


def _link(state: StateInline, silent: bool) -> bool:
    """A link that leads somewhere; brackets before an empty address stay as they were typed."""
    place, pending, count = state.pos, state.pending, len(state.tokens)
    if not link(state, silent):
        return False
    opened = next((token for token in state.tokens[count:] if token.type == "link_open"), None)
    if silent or opened is None or opened.attrs.get("href"):
        return True
    state.pos, state.pending = place, pending
    del state.tokens[count:]
    del state.tokens_meta[count:]
    return False


def tidy(text: str) -> str:
    """A text as it is kept: one kind of line end and of list, composed accents, no hidden marks, no trailing space.

    Tidying what was tidied changes nothing: the space around goes first, since a sign may stand right behind it.
    """
    text = unicodedata.normalize("NFC", HIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))
    text = "\n".join(line.rstrip() for line in text.split("\n")).strip()
    return POINT.sub(r"\1- ", text)


def parsed(text: str) -> list[Token]:
    """The tokens of a text in the narrow Markdown."""
    return _parser().parse(tidy(text))


def words(text: str) -> str:
    """What a text says, markup and white space aside: the words in order, and where its links lead."""
    tokens = _parser().parse(PASSAGE.sub(r"\1", tidy(text)))
    pieces = chain.from_iterable(_said(token) for token in tokens)
    return SPACE.sub(" ", " ".join(pieces)).strip()


def digest(text: str) -> str:
    """SHA-256 of a text's words; empty for a text without words."""
    said = words(text)
    return hashlib.sha256(said.encode()).hexdigest() if said else ""


def sentences(text: str) -> str:
    """A text's words with a full stop after every heading, item and paragraph: what reading ease is counted on."""
    tokens = _parser().parse(PASSAGE.sub(r"\1", tidy(text)))
    blocks = [_said(token)[0].strip() for token in tokens if token.type == "inline"]
    return " ".join(block if block[-1] in ".!?" else f"{block.rstrip(':;,')}." for block in blocks if block)


class Block(NamedTuple):
    """A heading, paragraph or item of a text, as plain words."""

    kind: str
    text: str


def blocks(text: str) -> list[Block]:
    """A text's headings ("h"), list items ("li") and paragraphs ("p") in order, each as its plain words."""
    found: list[Block] = []
    inside: list[str] = []
    for token in _parser().parse(PASSAGE.sub(r"\1", tidy(text))):
        if token.type == "inline":
            kind = "h" if "heading_open" in inside[-1:] else "li" if "list_item_open" in inside else "p"
            found.append(Block(kind, SPACE.sub(" ", _read(token)).strip()))
        elif token.nesting == 1:
            inside.append(token.type)
        elif token.nesting == -1:
            inside.pop()
    return found


def fingerprint(text: str) -> str:
    """A short mark of a text as it is kept, by which an editor knows whether it was touched."""
    return hashlib.sha256(tidy(text).encode()).hexdigest()[:16]


@lru_cache(maxsize=512)
def html(text: str, top: int = TOP_HEADING, *, on_paper: bool = False) -> str:
    """Safe HTML of a text: whatever is not in the narrow set is gone. Cleaning it again changes nothing.

    Published texts never change, so the same few are drawn again and again: the last ones are remembered.

    Args:
        top: the level of the text's own highest heading, whichever was typed.
        on_paper: where a link leads stands after its words, since nobody can tap paper.
    """
    tokens = _parser().parse(tidy(text))
    _levelled(tokens, top)
    for token in tokens:
        token.children = _linked(token.children or [])
        if on_paper:
            token.children = _told(token.children)
    drawn = str(_parser().renderer.render(tokens, _parser().options, {}))
    return clean(PASSAGE.sub(r'<span lang="\2">\1</span>', drawn))


def _levelled(tokens: Sequence[Token], top: int) -> None:
    """Headings from `top` down by one level at most at a time, whatever was typed."""
    opens = [token for token in tokens if token.type == "heading_open"]
    ranks = {tag: n for n, tag in enumerate(sorted({token.tag for token in opens}))}
    last = top - 1
    for token in tokens:
        if token.type == "heading_open":
            last = min(6, top + ranks[token.tag], last + 1)
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{last}"


def _linked(children: Sequence[Token]) -> list[Token]:
    """A line's tokens with addresses that were written out made links."""
    made: list[Token] = []
    inside = 0
    for child in children:
        inside += child.nesting if child.type.startswith("link_") else 0
        made += _addressed(child) if child.type == "text" and not inside else [child]
    return made


def _addressed(token: Token) -> Iterator[Token]:
    place = 0
    for found in BARE.finditer(token.content):
        said = found[0].rstrip(".,;:!?'’*_")
        while said.endswith(")") and said.count(")") > said.count("("):
            said = said[:-1].rstrip(".,;:!?'’*_")
        yield Token("text", "", 0, content=token.content[place : found.start()])
        yield Token("link_open", "a", 1, attrs={"href": said if "://" in said else f"mailto:{said}"})
        yield Token("text", "", 0, content=said)
        yield Token("link_close", "a", -1)
        place = found.start() + len(said)
    yield Token("text", "", 0, content=token.content[place:])


def _told(children: Sequence[Token]) -> list[Token]:
    """A line's tokens, each link followed by where it leads in parentheses, unless its words say that already."""
    made: list[Token] = []
    said, target = "", ""
    for child in children:
        made.append(child)
        if child.type == "link_open":
            said, target = "", leads_to(str(child.attrs.get("href", "")))
        elif child.type == "link_close" and target not in said:
            made.append(Token("text", "", 0, content=f" ({target})"))
        else:
            said += child.content
    return made


def leads_to(address: str) -> str:
    """Where a link leads, as one writes it: an address for mail and a number without their schemes."""
    return re.sub(r"^(mailto:|tel:)", "", address, flags=re.IGNORECASE)


def clean(drawn: str) -> str:
    """HTML with nothing in it but the narrow set of tags, attributes and schemes."""
    return nh3.clean(
        drawn,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel=REL,
        attribute_filter=_attribute,
        generic_attribute_prefixes=set(),
    )


def _attribute(tag: str, name: str, value: str) -> str | None:
    """The value where it is one we know; never raises, since the cleaner would then let it through."""
    known = KNOWN_VALUES.get(name)
    return value if known is not None and known.match(value) else None


def _said(token: Token) -> list[str]:
    """The words of one block; what is bold within a word stays one word."""
    said, run = [], ""
    for child in token.children or []:
        if child.type == "text":
            run += child.content
        elif child.type in ("softbreak", "hardbreak"):
            run += " "
        elif child.type == "link_open":
            said.append(str(child.attrs.get("href", "")))
    return [run, *said]


def _read(token: Token) -> str:
    """The words of one block as they are read on paper: where a link leads stands after its words."""
    breaks = ("softbreak", "hardbreak")
    return "".join(" " if child.type in breaks else child.content for child in _told(token.children or []))


def combined(hashes: Iterable[str]) -> str:
    """One SHA-256 over several hashes, in their order."""
    return hashlib.sha256("\n".join(hashes).encode()).hexdigest()
