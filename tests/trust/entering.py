"""Which button Enter presses: a form's first one in the page, wherever it stands (HTML, implicit submission)."""

from html.parser import HTMLParser

SUBMITS = ("submit", "")


class Buttons(HTMLParser):
    """The names of each form's submitting buttons in the page's order; forms without an id count by their number."""

    def __init__(self) -> None:
        super().__init__()
        self.inside = ""
        self.found: dict[str, list[str]] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = said.get("id") or f"form {self.getpos()}"
        is_button = tag == "button" and said.get("type", "") in SUBMITS
        if (is_button or (tag == "input" and said.get("type") in ("submit", "image"))) and "disabled" not in said:
            self.found.setdefault(said.get("form") or self.inside, []).append(said.get("name", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = ""


def switching(html: str) -> list[str]:
    """Forms in which Enter would press the language's button."""
    page = Buttons()
    page.feed(html)
    return [form for form, names in page.found.items() if names[0] == "switch_language"]
