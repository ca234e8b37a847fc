"""Where a link sent to a family leads, by its purpose. The rooms above register their page, so nothing points up."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation

_pages: dict[str, str] = {}


def register(purpose: str, url_name: str) -> None:
    """Name the page of a purpose: a URL name that takes the token and nothing else ("meetings_token:answer")."""
    _pages[purpose] = url_name


def known(purpose: str) -> bool:
    """Whether a page is registered for a purpose."""
    return purpose in _pages


def address(purpose: str, token: str, language: str) -> str:
    """The whole address of a person's own link: https://…/es/answer/<token>/.

    Raises:
        KeyError: no room registered the purpose.
    """
    with translation.override(language):
        return f"{settings.SITE_URL.rstrip('/')}{reverse(_pages[purpose], args=[token])}"
