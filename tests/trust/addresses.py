"""Every address of the portal, walked from the URL patterns as they are now: nothing is listed by hand."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.resolvers import LocalePrefixPattern
from django.utils.translation import override

LANGUAGES = ("es", "en")
SIGNED_IN = frozenset({"account", "guardian", "desk", "county"})


@dataclass(frozen=True)
class Address:
    """One URL pattern: its whole name, what its address takes, whom it is declared for."""

    name: str
    route: str
    params: tuple[str, ...]
    has_language: bool
    pattern: URLPattern = field(compare=False, repr=False)

    @property
    def callback(self) -> Callable[..., Any]:
        return self.pattern.callback

    @property
    def audience(self) -> str:
        return str(getattr(self.callback, "audience", ""))

    @property
    def room(self) -> str:
        """The room whose view answers."""
        return view_module(self.callback).split(".")[0]

    @property
    def is_protected(self) -> bool:
        return self.audience in SIGNED_IN

    def url(self, language: str = "es", **kwargs: Any) -> str:
        with override(language):
            return reverse(self.name, kwargs=kwargs)


def view_module(callback: Callable[..., Any]) -> str:
    inner = getattr(callback, "view_class", None) or callback
    while hasattr(inner, "__wrapped__"):
        inner = inner.__wrapped__
    return str(getattr(inner, "view_class", inner).__module__)


@lru_cache(maxsize=1)
def addresses() -> tuple[Address, ...]:
    """All of them, in the order of the patterns. A pattern without a name cannot be tried and is refused here."""
    return tuple(_walk(get_resolver(settings.ROOT_URLCONF).url_patterns, "", "", has_language=False))


def _walk(patterns: list[Any], namespace: str, route: str, *, has_language: bool) -> Iterator[Address]:
    for entry in patterns:
        if isinstance(entry, URLResolver):
            space = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            prefixed = isinstance(entry.pattern, LocalePrefixPattern)
            deeper = route if prefixed else route + str(entry.pattern)
            yield from _walk(entry.url_patterns, space, deeper, has_language=has_language or prefixed)
            continue
        whole = route + str(entry.pattern)
        assert entry.name, f"{whole} has no name"
        params = tuple(_params(whole, entry))
        yield Address(f"{namespace}{entry.name}", whole, params, has_language, entry)


def _params(whole: str, entry: URLPattern) -> Iterator[str]:
    for part in whole.split("<")[1:]:
        inside = part.split(">")[0]
        # "slug:slug" of a path, "key" of (?P<key>...).
        yield inside.split(":")[-1]


def by_name() -> dict[str, Address]:
    return {address.name: address for address in addresses()}
