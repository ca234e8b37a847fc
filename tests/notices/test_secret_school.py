"""A school whose families are the secret: nothing they are sent names it."""

import pytest
from django.core.exceptions import ValidationError

from accounts.clock import at
from notices import actions
from notices.delivery.run import deliver
from notices.facts import school_words, sender
from schools.models import Site
from tests.cast import ENTERED, guardian
from tests.notices.conftest import A_MINUTE, RELEASED, TEXT


@pytest.fixture
def court(cast):
    with at(ENTERED):
        guardian(cast, "Olga", "Oculta", "es", cast.court, "Omar")
        guardian(cast, "Pia", "Private", "", cast.court, "Paz")
    Site.objects.create(school=cast.court, name="Camp Peterson")
    return cast.court


def test_the_sender_is_the_school_of_your_family(cast):
    assert sender(cast.court, "es") == "SJCOE, la escuela de su familia"
    assert sender(cast.court, "en") == "SJCOE, the school of your family"
    assert sender(cast.team, "es") == "SJCOE, TEAM Charter"
    assert sender(cast.office, "en") == "SJCOE"
    assert school_words(cast.court, "es") == "la escuela de su familia"
    assert school_words(cast.team, "en") == "TEAM Charter"


@pytest.mark.parametrize("where", ["subject_es", "subject_en", "body_es", "body_en"])
@pytest.mark.parametrize(
    "named",
    ["{school.name}", "JOHN F.  CRÚIKSHANK, JR.", "/es/schools/{school.slug}/", "{school.cds}", "camp peterson"],
)
def test_a_text_that_names_it_is_not_released(cast, court, write, where, named):
    notice = write(owner=court, **{where: f"Hola {named.format(school=court)}"})
    with at(RELEASED), pytest.raises(ValidationError):
        actions.release(notice, by=cast.county)


@pytest.mark.parametrize("telling", ["Junta de la corte", "Court meeting", "Juvenile hall", "Padres de detenidos"])
def test_a_subject_that_tells_its_type_is_not_released(cast, court, write, telling):
    with at(RELEASED), pytest.raises(ValidationError):
        actions.release(write(owner=court, subject_es=telling), by=cast.county)


def test_another_school_may_name_itself(cast, write):
    with at(RELEASED):
        notice = write(subject_es="Junta en TEAM Charter", subject_en="TEAM Charter, 1 Court Street")
        actions.release(notice, by=cast.county)


def test_nothing_in_the_message_names_it(cast, court, write, smtp_sink, settings):
    settings.OFFICE_PHONE = "(209) 468-4800"
    court.phone = "(209) 555-0199"
    court.save()
    notice = write(owner=court, **TEXT)
    with at(RELEASED):
        actions.release(notice, by=cast.county)
        actions.expand(notice)
    with at(RELEASED + A_MINUTE):
        deliver()
    assert len(smtp_sink.received) == 2
    for one in smtp_sink.received:
        said = one.raw.decode().casefold()
        for word in ("cruikshank", "juvenil", "555-0199", court.cds):
            assert word not in said
        assert "SJCOE, la escuela de su familia" in one.message["From"]
        assert "468-4800" in said
