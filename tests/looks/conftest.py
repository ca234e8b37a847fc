"""Rendering as the portal does, with undefined variables failing."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.template import engines
from django.test import RequestFactory
from django.utils.translation import override


class Loud(str):
    """A `string_if_invalid` that raises: a variable that is not there fails the test by its name."""

    def __contains__(self, part: object) -> bool:
        return part == "%s"

    def __mod__(self, name: object) -> str:
        raise AssertionError(f"undefined in a template: {name}")


@pytest.fixture(autouse=True)
def our_renderer(settings: Any) -> None:
    settings.FORM_RENDERER = "sjcoe_portal.forms.PortalRenderer"


@pytest.fixture
def draw(monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """draw(source, language, path, **context) -> HTML; `source` may be a template's text."""
    engine = engines["django"].engine
    monkeypatch.setattr(engine, "string_if_invalid", Loud("%s"))

    def drawn(source: str, language: str = "es", path: str | None = None, **context: Any) -> str:
        request = RequestFactory().get(path or f"/{language}/")
        for name, value in context.pop("request_attributes", {}).items():
            setattr(request, name, value)
        request.COOKIES.update(context.pop("cookies", {}))
        with override(language):
            return engines["django"].from_string(source).render(context, request)

    return drawn


@pytest.fixture(scope="session")
def templates() -> dict[str, str]:
    """Every template of the project, name -> text."""
    root = settings.BASE_DIR / "templates"
    return {str(path.relative_to(root)): path.read_text() for path in sorted(root.rglob("*.*ml"))}
