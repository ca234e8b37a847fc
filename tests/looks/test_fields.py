"""Form fields: label, hint and error tied to the control, tiles to the thumb, dates in the browser's own picker."""

import re
from collections.abc import Callable
from datetime import date, time
from typing import Any

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms.renderers import DjangoTemplates
from django.utils.translation import override

Draw = Callable[..., str]


class Answer(forms.Form):
    come = forms.ChoiceField(label="Come?", choices=[("y", "Yes"), ("n", "No\nCall me")], widget=forms.RadioSelect)
    need = forms.MultipleChoiceField(
        label="Need?", choices=[(1, "A"), (2, "B"), (3, "C")], widget=forms.CheckboxSelectMultiple, required=False
    )
    told = forms.BooleanField(label="Told", help_text="Tick it.")
    count = forms.IntegerField(label="How many?", help_text="You too.")
    on = forms.DateField(label="On")
    at = forms.TimeField(label="At", required=False)
    text = forms.CharField(label="Text", widget=forms.Textarea, required=False)
    lang = forms.ChoiceField(label="Language", choices=[("es", "Español")], required=False)
    photo = forms.FileField(label="Photo", required=False)
    name = forms.CharField(label="Name", required=False, widget=forms.TextInput(attrs={"class": "medium"}))
    key = forms.CharField(widget=forms.HiddenInput, required=False)


def shown(draw: Draw, name: str, **kwargs: Any) -> str:
    return draw("{{ field.as_field_group }}", "en", field=Answer(**kwargs)[name])


def test_a_whole_form_draws_bound_and_unbound_with_nothing_undefined(draw: Draw) -> None:
    for language in ("es", "en"):
        assert "errors-title" not in draw("{{ form }}", language, form=Answer())
        assert "errors-title" in draw("{{ form }}", language, form=Answer({}))


def test_a_hint_and_an_error_describe_their_control(draw: Draw) -> None:
    html = shown(draw, "count", data={})
    assert 'aria-describedby="id_count_helptext id_count_error"' in html
    assert 'id="id_count_helptext"' in html
    assert 'id="id_count_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'class="usa-input short usa-input--error"' in html


def test_radios_are_a_fieldset_of_tiles_with_descriptions(draw: Draw) -> None:
    html = shown(draw, "come")
    assert "<fieldset" in html
    assert '<legend class="usa-legend">Come?</legend>' in html
    assert html.count("usa-radio__input--tile") == 2
    assert 'No<span class="usa-checkbox__label-description">Call me</span>' in html


def test_checkboxes_are_tiles_with_the_class_of_checkboxes(draw: Draw) -> None:
    html = shown(draw, "need")
    assert html.count('class="usa-checkbox__input usa-checkbox__input--tile"') == 3
    assert "usa-radio" not in html


def test_one_checkbox_is_one_tile_with_its_hint_in_the_label(draw: Draw) -> None:
    html = shown(draw, "told")
    assert "<fieldset" not in html
    assert "aria-describedby" not in html
    assert "Tick it." in html


def test_dates_and_hours_use_the_browsers_picker_in_both_languages(draw: Draw) -> None:
    form = Answer(initial={"on": date(2026, 10, 15), "at": time(18, 0)})
    for language in ("es", "en"):
        assert 'type="date" name="on" value="2026-10-15"' in draw("{{ f }}", language, f=form["on"])
        assert 'type="time" name="at" value="18:00"' in draw("{{ f }}", language, f=form["at"])


def test_what_the_picker_sends_is_understood_in_both_languages() -> None:
    for language in ("es", "en"):
        with override(language):
            form = Answer({"come": "y", "told": "on", "count": "2", "on": "2026-10-15", "at": "18:00"})
            assert form.is_valid(), form.errors
            assert form.cleaned_data["on"] == date(2026, 10, 15)


def test_a_class_the_form_asked_for_stays_beside_ours(draw: Draw) -> None:
    assert 'class="usa-input medium"' in shown(draw, "name")


def test_a_hidden_field_is_only_itself(draw: Draw) -> None:
    html = shown(draw, "key").strip()
    assert html.startswith('<input type="hidden"')
    assert "class" not in html


def test_the_summary_takes_the_focus_and_leads_to_each_control(draw: Draw) -> None:
    html = draw('{% include "parts/error_summary.html" %}', "en", form=Answer({}))
    assert 'tabindex="-1" autofocus' in html
    for target in ("#id_come_0", "#id_told", "#id_count", "#id_on"):
        assert f'href="{target}"' in html


def test_a_missing_answer_is_told_as_a_thing_to_do_and_a_forms_own_words_stay() -> None:
    class Own(Answer):
        text = forms.CharField(error_messages={"required": "Write one line."})

    form = Own({})
    with override("en"):
        assert form.errors["count"] == ["Please answer this one."]
        assert form.errors["text"] == ["Write one line."]


def test_clearing_the_errors_keeps_what_was_typed_for_the_other_language(draw: Draw) -> None:
    form = Answer({"count": "many", "text": "Hola"})
    form.errors.clear()
    html = draw("{{ form }}", "es", form=form)
    assert "Hola" in html
    assert 'value="many"' in html
    assert "usa-error-message" not in html


class Everything(forms.Form):
    name = forms.CharField(max_length=5, min_length=2, error_messages={"min_length": "Its own words."})
    mail = forms.EmailField()
    count = forms.IntegerField(min_value=1, max_value=20)
    cost = forms.DecimalField(max_digits=4, decimal_places=2)
    on = forms.DateField()
    at = forms.TimeField()
    kind = forms.ChoiceField(choices=[("a", "A")])
    kinds = forms.MultipleChoiceField(choices=[("a", "A")])
    file = forms.FileField()


WRONG: list[dict[str, Any]] = [
    {},
    {"name": "x\0y", "mail": "ana", "count": "x", "cost": "x", "on": "x", "at": "x", "kind": "b", "kinds": ["b"]},
    {"name": "a long name", "count": "0", "cost": "12345"},
    {"name": "x", "count": "21", "cost": "1.234"},
]


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("typed", WRONG)
def test_no_refusal_is_in_djangos_words(typed: dict[str, Any], language: str) -> None:
    with override(language):
        files = {"file": SimpleUploadedFile("a.pdf", b"")} if typed else {}
        form = Everything(typed, files)
        said = {sentence for errors in form.errors.values() for sentence in errors}
        # Without our bound fields Django speaks for itself.
        form = Everything(typed, files, renderer=DjangoTemplates())
        theirs = {sentence for errors in form.errors.values() for sentence in errors}
        assert said
        assert said & theirs <= {"Its own words."}
        if language == "es":
            assert not any(re.search("[Aa]segúre|[Ee]ste campo|[Ii]ntroduzca|[Ee]scoja", sentence) for sentence in said)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Junta\u202e latot", "Junta latot"),
        ("\u200fTaller\u2069\ufeff", "Taller"),
        ("Bring\r\nBcc: x", "Bring Bcc: x"),
        ("\u0646\u0645\u06cc\u200c\u062e", "\u0646\u0645\u06cc\u200c\u062e"),
    ],
)
def test_one_line_holds_no_sign_that_turns_it_around_or_breaks_it(typed: str, kept: str) -> None:
    class One(forms.Form):
        line = forms.CharField()
        text = forms.CharField(widget=forms.Textarea)
        secret = forms.CharField(widget=forms.PasswordInput, strip=False)

    form = One({"line": typed, "text": "Two\nlines", "secret": typed})
    assert form.is_valid()
    assert form.cleaned_data == {"line": kept, "text": "Two\nlines", "secret": typed}


@pytest.mark.parametrize(("language", "words"), [("es", "Ese día no existe."), ("en", "This day does not exist.")])
@pytest.mark.parametrize("typed", ["2026-02-30", "02/30/2026", "2/29/26", " 04/31/2026 "])
def test_a_day_in_no_calendar_is_told_so_whatever_a_field_says_of_its_own(
    typed: str, language: str, words: str
) -> None:
    class Two(forms.Form):
        on = forms.DateField()
        own = forms.DateField(error_messages={"invalid": "Its own words."})

    with override(language):
        form = Two({"on": typed, "own": typed})
        assert [str(errors[0]).startswith(words) for errors in form.errors.values()] == [True, True]
        # The other way round, or no day at all: how it is written.
        for wrong in ("30/02/2026", "soon", "2026-13-01"):
            form = Two({"on": wrong, "own": wrong})
            assert "10/15/2026" in form.errors["on"][0]
            assert form.errors["own"] == ["Its own words."]
