"""The catalogue is whole: what `make check` finds, and that it would find a fault."""

import re

import polib
import pytest

from scripts import catalogues
from tests.locale.spanish import entries


def test_nothing_is_untranslated_fuzzy_or_out_of_date_and_placeholders_agree() -> None:
    assert catalogues.faults() == []


def test_nothing_is_kept_that_no_source_says_any_more() -> None:
    assert polib.pofile(str(catalogues.LOCALE / "es" / "LC_MESSAGES" / "django.po")).obsolete_entries() == []


def test_one_english_text_of_one_context_stands_once() -> None:
    keys = [(entry.msgctxt, entry.msgid) for entry in entries()]
    assert len(keys) == len(set(keys))


HOUR_THEN_STOP = re.compile(r"%\((hour|at|start|starts|finish|ends|when|time|known_time)\)s\.")


def test_no_english_sentence_ends_on_an_hour_which_ends_on_a_stop_itself() -> None:
    assert [one.msgid for one in entries() if HOUR_THEN_STOP.search(one.msgid + (one.msgid_plural or ""))] == []
    assert HOUR_THEN_STOP.search("The first message leaves at %(hour)s.")


def entry(msgid: str, msgstr: str, **extra: object) -> polib.POEntry:
    return polib.POEntry(msgid=msgid, msgstr=msgstr, **extra)


def several(one: str, many: str) -> polib.POEntry:
    english = {"msgid": "%(n)s day of %(month)s", "msgid_plural": "%(n)s days of %(month)s"}
    return polib.POEntry(**english, msgstr_plural={0: one, 1: many})


@pytest.mark.parametrize(
    ("planted", "fault"),
    [
        (entry("Call", ""), "not translated"),
        (entry("Call", "Llame", flags=["fuzzy"]), "fuzzy"),
        (entry("Call %(number)s", "Llame"), "placeholders or tags differ"),
        (entry("Call {phone}", "Llame al {telefono}"), "placeholders or tags differ"),
        (entry("<b>Call</b>", "Llame"), "placeholders or tags differ"),
        (several("un día de %(month)s", "%(n)s días"), "placeholders or tags differ"),
        (several("un día", "%(n)s días de %(month)s"), "placeholders or tags differ"),
    ],
)
def test_a_planted_fault_is_found(planted: polib.POEntry, fault: str) -> None:
    assert catalogues.entry_faults(planted) == fault


def test_a_singular_may_leave_its_number_out() -> None:
    assert catalogues.entry_faults(several("un día de %(month)s", "%(n)s días de %(month)s")) is None
