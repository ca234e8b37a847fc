"""The form of a plan that goes on with families' comments says so, the name included; any other stays as it is."""

import pytest
from django.test import Client
from django.utils.translation import override

from accounts.clock import at
from documents import kinds
from tests.cast import moment
from tests.compliance import year
from tests.documents.joint import DURING, public

pytestmark = pytest.mark.django_db
NAME = {
    "county": {
        "es": "Si lo escribe, va con su opinión a la oficina del condado. Aquí no se muestra.",
        "en": "If you write it, it goes with what you say to the county office. It is not shown here.",
    },
    "state": {
        "es": "Si lo escribe, va con su opinión al Estado. Aquí no se muestra.",
        "en": "If you write it, it goes with what you say to the State. It is not shown here.",
    },
}
ALL = {
    "county": {
        "es": "Todo lo que opinan las familias va con el plan a la oficina del condado.",
        "en": "All that families say goes with the plan to the county office.",
    },
    "state": {
        "es": "Todo lo que opinan las familias va con él al Estado.",
        "en": "All that families say goes with it to the State.",
    },
}
STAYS = {
    "es": ("Solo si quiere. Aquí nunca se muestra.", "Si no marca esto, solo lo ve el personal."),
    "en": ("It is never shown on this site.", "If you do not tick this, only staff see it."),
}


def form_of(window, language):
    kind = kinds.get(window.document.kind)
    with override(language):
        url = kind.address(window.document.owner.slug, "comment", window=window.pk)
    with at(DURING):
        return Client().get(url).content.decode()


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize(
    ("owner", "kind", "to"), [("team", "schoolwide-plan", "county"), ("office", "title-i-plan", "state")]
)
def test_beside_the_name_and_before_the_button_stands_where_it_goes(cast, owner, kind, to, language):
    with override("en"):
        opened = year.window(cast, year.draft(cast, getattr(cast, owner), kind))
    page = form_of(opened, language)
    assert NAME[to][language] in page
    assert page.index(NAME[to][language]) < page.index(ALL[to][language]) < page.index('class="buttons"')
    assert not any(words in page for words in STAYS[language])
    # A form sent back with a mistake says it too.
    with at(moment("2026-09-05T19:00")), override(language):
        url = kinds.get(kind).address(opened.document.owner.slug, "comment", window=opened.pk)
        assert NAME[to][language] in Client().post(url, {"text": ""}).content.decode()


@pytest.mark.parametrize("language", ["es", "en"])
def test_control_the_form_of_any_other_kind_stays_as_it_is(window, language):
    with at(DURING):
        page = Client().get(public(f"review/{window.pk}/", language)).content.decode()
    assert all(words in page for words in STAYS[language])
    assert not any(words[language] in page for words in [*NAME.values(), *ALL.values()])
