"""What staff do with a draft laid before families: until when, the notice, what the public reads, the answers."""

from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, pgettext, pgettext_lazy

from accounts.clock import today
from documents.actions.reviewing import FEWEST_DAYS, MOST_DAYS
from documents.choices import LANGUAGES, LONGEST_COMMENT, LONGEST_REMARK, Outcome
from documents.facts.names import without
from documents.forms.commenting import TidyField

# Two weeks give a family two weekends.
USUAL_DAYS = 14
NEW = "new"
BY_LANGUAGE: dict[str, Any] = {"es": pgettext_lazy("staff", "Spanish"), "en": pgettext_lazy("staff", "English")}


class WindowForm(forms.Form):
    """Until when families may comment."""

    closes_on = forms.DateField(
        label=pgettext_lazy("staff", "Last day to comment"),
        help_text=pgettext_lazy("staff", "Families can comment from today to the end of that day."),
        widget=forms.DateInput,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("closes_on", today() + timedelta(days=USUAL_DAYS))
        most = pgettext("staff", "Give them between %(fewest)s and %(most)s days.")
        field = self.fields["closes_on"]
        field.help_text = f"{field.help_text} {most % {'fewest': FEWEST_DAYS, 'most': MOST_DAYS}}"


class LetterForm(forms.Form):
    """The notice to families in both languages, side by side."""

    subject_es = TidyField(label=pgettext_lazy("staff", "Subject in Spanish"), max_length=150)
    body_es = TidyField(
        label=pgettext_lazy("staff", "Text in Spanish"),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 18, "lang": "es"}),
    )
    subject_en = TidyField(label=pgettext_lazy("staff", "Subject in English"), max_length=150)
    body_en = TidyField(
        label=pgettext_lazy("staff", "Text in English"),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 18, "lang": "en"}),
    )


class CopyForm(forms.Form):
    """What the public reads of a comment: its words without what names a child, and a person's translation.

    Names nobody has told the portal of are taken out of both texts by hand: they are shown again, to be read.
    """

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code in sorted(LANGUAGES, key=language.__ne__):
            own = code == language
            self.fields[f"text_{code}"] = TidyField(
                label=BY_LANGUAGE[code],
                help_text=pgettext_lazy("staff", "Read it: names of children must not stand in it.")
                if own
                else pgettext_lazy("staff", "Your own translation, if you can. It may stay empty."),
                max_length=2 * LONGEST_COMMENT,
                required=own,
                widget=forms.Textarea(attrs={"rows": 7, "lang": code}),
            )
        self.fields["names"] = TidyField(
            label=pgettext_lazy("staff", "Another name to take out"),
            help_text=pgettext_lazy("staff", "With a comma between several. What was said stays as it is, for staff."),
            max_length=300,
            required=False,
        )

    def clean_names(self) -> str:
        """Each name must stand in one of the texts."""
        for name in self._names():
            if not any(self._stands(code, name) for code in LANGUAGES):
                said = pgettext("staff", "“%(name)s” stands in none of the texts. Write it as it stands there.")
                raise ValidationError(said % {"name": name})
        return str(self.cleaned_data["names"])

    def texts(self) -> dict[str, str]:
        """The texts without the names written down."""
        found = {code: str(self.cleaned_data[f"text_{code}"]) for code in LANGUAGES}
        for name in self._names():
            found = {code: without(text, code, name) for code, text in found.items()}
        return found

    def _names(self) -> list[str]:
        return [name.strip() for name in self.cleaned_data["names"].split(",") if name.strip()]

    def _stands(self, code: str, name: str) -> bool:
        text = str(self.cleaned_data.get(f"text_{code}", ""))
        return without(text, code, name) != text


class WithholdForm(forms.Form):
    """Why a comment is kept from the public page."""

    reason = TidyField(
        label=pgettext_lazy("staff", "Why it is kept back"),
        help_text=pgettext_lazy("staff", "For the record. It is answered, and goes on with a plan, all the same."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ReplyForm(forms.Form):
    """What became of the comments chosen: an answer that is there already, or a new one."""

    use = forms.ChoiceField(
        label=pgettext_lazy("staff", "Which answer"), widget=forms.RadioSelect, required=False, initial=NEW
    )
    outcome = forms.ChoiceField(
        label=pgettext_lazy("staff", "What became of it"),
        choices=[
            (Outcome.CHANGED, pgettext_lazy("staff", "Changed\nWe changed the text, and say where.")),
            (Outcome.UNCHANGED, pgettext_lazy("staff", "Not changed\nWe say why.")),
        ],
        widget=forms.RadioSelect,
        required=False,
        error_messages={"invalid_choice": pgettext_lazy("staff", "Choose what became of it.")},
    )
    part = forms.ChoiceField(
        label=pgettext_lazy("staff", "Section that was changed"),
        required=False,
        widget=forms.Select(attrs={"class": "medium"}),
    )
    source = forms.ChoiceField(
        label=pgettext_lazy("staff", "Which language leads"),
        choices=[*BY_LANGUAGE.items()],
        widget=forms.RadioSelect,
        required=False,
    )
    text_es = TidyField(
        label=pgettext_lazy("staff", "Answer in Spanish"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5, "lang": "es"}),
    )
    text_en = TidyField(
        label=pgettext_lazy("staff", "Answer in English"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5, "lang": "en"}),
    )

    def __init__(self, *args: Any, parts: list[tuple[str, Any]], answers: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source"].initial = _readers_language()
        self.fields["part"].choices = [("", pgettext_lazy("staff", "No section")), *parts]  # type: ignore[attr-defined]
        if answers:
            new = (NEW, pgettext_lazy("staff", "A new answer"))
            self.fields["use"].choices = [new, *answers]  # type: ignore[attr-defined]
        else:
            del self.fields["use"]

    def clean(self) -> dict[str, Any]:
        """A new answer needs an outcome and words in at least one language."""
        data = super().clean() or {}
        if self.joins or self.errors:
            return data
        if not data.get("outcome"):
            self.add_error("outcome", pgettext_lazy("staff", "Choose what became of it."))
        if not data.get("text_es") and not data.get("text_en"):
            self.add_error("text_en", pgettext_lazy("staff", "Write what you answer."))
        return data

    @property
    def joins(self) -> str:
        """The answer these comments join; empty for a new one."""
        use = str(self.cleaned_data.get("use") or NEW)
        return "" if use == NEW else use

    def reply(self) -> dict[str, Any]:
        """What documents.actions.reply takes; the language that is written leads where only one is."""
        data = self.cleaned_data
        texts = {code: data[f"text_{code}"] for code in LANGUAGES}
        leads = data["source"] or _readers_language()
        if not texts[leads]:
            leads = next(code for code in LANGUAGES if texts[code])
        return {"outcome": data["outcome"], "key": data["part"], "texts": texts, "source_language": leads}


def _readers_language() -> str:
    """Whoever reads the page in Spanish most likely writes in Spanish."""
    return get_language() or "es"


class SendBackForm(forms.Form):
    """What should be changed in a text that is sent back, and which text was read."""

    remark = forms.CharField(
        label=pgettext_lazy("staff", "What should be changed?"),
        help_text=pgettext_lazy("staff", "In a few words. Whoever writes the text reads it beside the text."),
        max_length=LONGEST_REMARK,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    revision = forms.IntegerField(required=False, min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)
