"""What a family says about a draft, and what staff enter for somebody who said it on paper or by phone."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.crypto import get_random_string
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from accounts.clock import today
from documents.actions import Said
from documents.actions.writing import grouped
from documents.choices import LONGEST_COMMENT, ContributorRole
from documents.markup import tidy

WRITERS = [
    (ContributorRole.FAMILY, _("I am family of a student")),
    (ContributorRole.STUDENT, _("I am a student")),
    (ContributorRole.STAFF, _("I work at a school")),
    (ContributorRole.COMMUNITY, _("I live or work near here")),
]
WHO = _("Choose who you are.")
WHOLE = ""


class TidyField(forms.CharField):
    """Text without hidden or turning marks: what is pasted from anywhere is taken, never refused for its marks."""

    def to_python(self, value: Any) -> str:
        return tidy(str(super().to_python(value) or ""))


class CommentForm(forms.Form):
    """One box to write in; everything else may stay as it is."""

    part = forms.ChoiceField(
        label=_("What do you want to talk about?"),
        required=False,
        widget=forms.Select(attrs={"class": "medium"}),
        error_messages={"invalid_choice": _("Choose the part you want to talk about.")},
    )
    text = TidyField(
        label=_("What do you think?"),
        help_text=_("Write in the language you prefer. You can also suggest other words."),
        widget=forms.Textarea(attrs={"rows": 7}),
        error_messages={"required": _("Write what you want to say.")},
    )
    not_satisfied = forms.BooleanField(label=_("This does not seem right to me"), required=False)
    may_show = forms.BooleanField(
        label=_("You may show it on this site, without my name"),
        help_text=_(
            "A person reads it first and takes out any child’s name. If you do not tick this, only staff see it."
        ),
        required=False,
    )
    role = forms.ChoiceField(
        label=_("Who are you?"),
        choices=WRITERS,
        widget=forms.RadioSelect,
        initial=ContributorRole.FAMILY,
        error_messages={"required": WHO, "invalid_choice": WHO},
    )
    name = TidyField(
        label=_("Your name (optional)"),
        help_text=_("Only if you want. It is never shown on this site."),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"max_length": _("This is too long for a name. Shorten it, or leave it empty.")},
    )
    # Machines fill every box; people don't see this one.
    website = forms.CharField(label=_("Leave this box empty"), required=False)
    key = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, parts: list[tuple[str, Any]], sent_to: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["part"].choices = [(WHOLE, _("All of it")), *parts]  # type: ignore[attr-defined]
        self.fields["not_satisfied"].help_text = dissent(sent_to)
        if sent_to:
            self.fields["may_show"].help_text = _(
                "A person reads it first and takes out any child’s name. If you do not tick this, it is not shown here."
            )
            self.fields["name"].help_text = named(sent_to)
        if not self.is_bound:
            self.initial.setdefault("key", get_random_string(32))

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        if len(text) > LONGEST_COMMENT:
            over = len(text) - LONGEST_COMMENT
            said = _("Your text is %(over)s letters too long. Make it shorter, or send it in two parts.")
            raise ValidationError(said % {"over": grouped(over)})
        return text

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise ValidationError(_("Please leave this box empty. It is there to stop machines."))
        return ""

    def said(self) -> Said:
        """What documents.actions.comment takes."""
        data = self.cleaned_data
        return Said(
            text=data["text"],
            language=get_language() or "es",
            key=data["part"],
            role=data["role"],
            not_satisfied=data["not_satisfied"],
            may_show=data["may_show"],
            name=data["name"],
        )


def dissent(sent_to: str) -> Any:
    """Where a family's "this does not seem right" goes: on with a plan, or to whoever writes the draft."""
    if sent_to == "county":
        return _("What you say is sent with the plan to the county office.")
    if sent_to == "state":
        return _("What you say is sent with it to the State.")
    return _("We want to know it, so that we can change it.")


def named(sent_to: str) -> Any:
    """Where a name goes written beside what somebody thinks of a plan: on with it, in the sealed package (B5)."""
    if sent_to == "county":
        return _(
            "Only if you want. If you write it, it goes with what you say to the county office. It is not shown here."
        )
    return _("Only if you want. If you write it, it goes with what you say to the State. It is not shown here.")


class EnterForm(forms.Form):
    """A comment that came on paper, by phone or from a committee."""

    part = forms.ChoiceField(label=pgettext_lazy("staff", "About which section"), required=False)
    text = TidyField(
        label=pgettext_lazy("staff", "What was said, word for word"),
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    language = forms.ChoiceField(
        label=pgettext_lazy("staff", "In which language"),
        choices=[("es", pgettext_lazy("staff", "Spanish")), ("en", pgettext_lazy("staff", "English"))],
        widget=forms.RadioSelect,
        initial="es",
    )
    on = forms.DateField(label=pgettext_lazy("staff", "On which day it came"), initial=today, widget=forms.DateInput)
    role = forms.ChoiceField(
        label=pgettext_lazy("staff", "Who said it"),
        choices=ContributorRole.choices,
        widget=forms.RadioSelect,
        initial=ContributorRole.FAMILY,
    )
    committee = TidyField(
        label=pgettext_lazy("staff", "Name of the committee (if it came from one)"), max_length=120, required=False
    )
    not_satisfied = forms.BooleanField(label=pgettext_lazy("staff", "They are not satisfied with it"), required=False)
    may_show = forms.BooleanField(
        label=pgettext_lazy("staff", "They agreed that it is shown without a name"), required=False
    )
    name = TidyField(
        label=pgettext_lazy("staff", "Name (optional)"),
        help_text=pgettext_lazy("staff", "Only where the person wants to be named. Families never see it here."),
        max_length=80,
        required=False,
    )
    key = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, parts: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        whole = pgettext_lazy("staff", "The whole document")
        self.fields["part"].choices = [(WHOLE, whole), *parts]  # type: ignore[attr-defined]
        if not self.is_bound:
            self.initial.setdefault("key", get_random_string(32))

    def said(self) -> Said:
        """What documents.actions.enter_comment takes."""
        data = self.cleaned_data
        names = ("text", "language", "role", "committee", "not_satisfied", "may_show", "name")
        return Said(key=data["part"], **{name: data[name] for name in names})


__all__ = ["CommentForm", "EnterForm", "TidyField"]
