"""A page as a reader meets it: its visible words, each with the language it is in."""

from html.parser import HTMLParser

NEVER_SEEN = {"script", "style", "template"}
READ_ALOUD = ("alt", "title", "aria-label", "placeholder")
EMPTY = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class Reading(HTMLParser):
    """`texts`: (words, language) of each piece of text and each attribute that is read aloud."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.texts: list[tuple[str, str]] = []
        self.links: list[dict[str, str]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        above = self.open[-1][1] if self.open else ""
        language = values.get("lang", above)
        if tag not in EMPTY:
            self.open.append((tag, language))
        spoken = [*READ_ALOUD, "value"] if values.get("type") == "submit" else READ_ALOUD
        self.texts += [(values[name].strip(), language) for name in spoken if values.get(name, "").strip()]
        if tag in ("a", "link", "button"):
            self.links.append(values)

    def handle_endtag(self, tag: str) -> None:
        while self.open and tag in [name for name, _language in self.open]:
            if self.open.pop()[0] == tag:
                return

    def handle_data(self, data: str) -> None:
        words = " ".join(data.split())
        if words and self.open and self.open[-1][0] not in NEVER_SEEN:
            self.texts.append((words, self.open[-1][1]))

    def language(self) -> str:
        """The language of the page itself."""
        return self.texts[0][1] if self.texts else ""

    def said_in(self, language: str) -> list[str]:
        """Every text that stands in this language."""
        return [words for words, spoken in self.texts if spoken == language]
