"""Dates, hours, icons and language marks as every page shows them. Loaded everywhere (a template builtin)."""

from datetime import date, datetime, time
from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

register = template.Library()
DAWN, NOON, NIGHT = 6, 12, 19
Day = date | datetime | None


def _spanish() -> bool:
    return (get_language() or "es").startswith("es")


@register.filter(expects_localtime=True)
def long_date(value: Day) -> str:
    """Weekday, day, spelled month, year: «jueves 15 de octubre de 2026», "Thursday, October 15, 2026"."""
    return date_format(value, r"l j \d\e F \d\e Y" if _spanish() else "l, F j, Y") if value else ""


@register.filter(expects_localtime=True)
def day_date(value: Day) -> str:
    """The same without the year, where the year is plain: «jueves 15 de octubre», "Thursday, October 15"."""
    return date_format(value, r"l j \d\e F" if _spanish() else "l, F j") if value else ""


@register.filter(expects_localtime=True)
def short_date(value: Day) -> str:
    """For staff tables: «jue 15 oct 2026», "Thu, Oct 15, 2026"."""
    return "" if not value else date_format(value, "D j M Y").lower() if _spanish() else date_format(value, "D, M j, Y")


@register.filter
def before_stop(name: str) -> str:
    """A name that ends a sentence: «Jr.» brings its full stop along, and the sentence's own is enough."""
    return str(name).removesuffix(".")


@register.filter
def typed_address(address: str) -> SafeString:
    """An address to be typed from paper: without its scheme, and broken over lines only after a slash."""
    pieces = address.removeprefix("https://").removeprefix("http://").split("/")
    whole = [f"{piece}/" for piece in pieces[:-1]] + pieces[-1:]
    return format_html_join(mark_safe("<wbr>"), "<span>{}</span>", ((piece,) for piece in whole if piece))


@register.filter(expects_localtime=True)
def weekday(value: Day) -> str:
    return date_format(value, "l") if value else ""


@register.filter(expects_localtime=True)
def month(value: Day) -> str:
    return date_format(value, "F") if value else ""


@register.filter(expects_localtime=True)
def part_of_day(value: datetime | time | None) -> str:
    """The words after the hour: «de la mañana», "a.m."."""
    if value is None or value == "":
        return ""
    if not _spanish():
        return "a.m." if value.hour < NOON else "p.m."
    if value.hour == NOON and value.minute == 0:
        return "del mediodía"
    if value.hour < DAWN:
        return "de la noche" if value.hour == 0 else "de la madrugada"
    if value.hour < NOON:
        return "de la mañana"
    return "de la tarde" if value.hour < NIGHT else "de la noche"


@register.filter(expects_localtime=True)
def clock(value: datetime | time | None) -> str:
    """12-hour time in words: «6:00 de la tarde», "6:00 p.m."; noon and midnight are named in English too."""
    if value is None or value == "":
        return ""
    hour = f"{(value.hour - 1) % 12 + 1}:{value.minute:02d}"
    if not _spanish() and value.minute == 0 and value.hour % NOON == 0:
        return f"{hour} {'noon' if value.hour else 'midnight'}"
    return f"{hour} {part_of_day(value)}"


@register.filter(expects_localtime=True)
def clock_until(value: datetime | time, end: datetime | time) -> str:
    """The hour where another follows: «9:00 a 10:30 de la mañana» says the part of the day once if it is the same."""
    if isinstance(end, datetime) and timezone.is_aware(end):
        end = timezone.localtime(end)
    whole, part = clock(value), part_of_day(value)
    return whole.removesuffix(f" {part}") if clock(end).endswith(f" {part}") else whole


@register.filter
def school_year(value: int | None) -> str:
    """A school year by its first year: 2026 -> 2026-27."""
    return "" if value is None or value == "" else f"{int(value)}-{(int(value) + 1) % 100:02d}"


@register.filter
def split_lines(value: str) -> list[str]:
    """A choice's label and its description, parted by a line break."""
    return str(value).split("\n", 1)


@register.filter
def phone_link(value: str) -> str:
    """A number as a `tel:` address; ten digits are taken as a number of the United States."""
    digits = "".join(char for char in str(value) if char.isdigit())
    return f"tel:+1{digits}" if len(digits) == 10 else f"tel:+{digits}"


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """An icon of static/img/icons.svg; silent for screen readers unless it has a label."""
    return _icon(str(name), str(label))


@lru_cache(maxsize=512)
def _icon(name: str, label: str) -> SafeString:
    drawing = f"{static('img/icons.svg')}#{name}"
    if label:
        return format_html('<svg class="icon" role="img" aria-label="{}"><use href="{}"/></svg>', label, drawing)
    return format_html('<svg class="icon" aria-hidden="true" focusable="false"><use href="{}"/></svg>', drawing)


@register.simple_tag
def once(template_name: str) -> SafeString:
    """A part that reads the same on every page of a language, so it is drawn once: it gets nothing of its page."""
    return _once(template_name, get_language())


@lru_cache(maxsize=16)
def _once(template_name: str, language: str | None) -> SafeString:
    return mark_safe(render_to_string(template_name).strip())  # noqa: S308  a template's own output


@register.simple_tag
def lang_attr(code: str | None) -> SafeString:
    """` lang="en"` for a passage in another language than the page's; nothing for the page's own."""
    if not code or code == get_language():
        return mark_safe("")
    return format_html(' lang="{}"', code)


# state: (class, icon, English word, letter); both the standings of a provision and the states of a text.
STANDINGS = {
    "complete": ("is-complete", "check_circle"),
    "partly": ("is-partly", "half"),
    "due_soon": ("is-soon", "schedule"),
    "overdue": ("is-late", "late"),
    "none": ("is-none", "ring"),
    "not_applicable": ("is-na", "dash"),
}
PARITIES = {
    "approved": ("is-complete", "check_circle"),
    "draft": ("is-partly", "edit"),
    "stale": ("is-soon", "late"),
    "sent_back": ("is-soon", "chat"),
    "missing": ("is-none", "ring"),
}


def _words(state: str) -> tuple[str, str]:
    """Word and letter of a standing, in the page's language."""
    return {
        "complete": (_("Evidence complete"), pgettext("standing letter", "C")),
        "partly": (pgettext("standing", "Partly"), pgettext("standing letter", "P")),
        "due_soon": (_("Due soon"), pgettext("standing letter", "D")),
        "overdue": (_("Overdue"), pgettext("standing letter", "O")),
        "none": (_("No evidence"), pgettext("standing letter", "N")),
        "not_applicable": (_("Not applicable"), ""),
        "approved": (pgettext("text", "Approved"), ""),
        "draft": (pgettext("text", "Draft"), ""),
        "stale": (pgettext("text", "Stale"), ""),
        "sent_back": (pgettext("text", "Sent back"), ""),
        "missing": (pgettext("text", "Missing"), ""),
    }[state]


@register.simple_tag
def standing_look(state: str) -> dict[str, str]:
    """Class, icon, word and letter of a standing or of a text's state: {"css", "icon", "word", "letter"}."""
    return _look(str(state), get_language())


@lru_cache(maxsize=64)
def _look(state: str, language: str | None) -> dict[str, str]:
    """A look in the active language, which is part of the key: a page shows hundreds of a few."""
    css, name = (STANDINGS | PARITIES)[state]
    word, letter = _words(state)
    return {"css": css, "icon": name, "word": word, "letter": letter}
