"""What stands beside an edition: a voice that reads it, and a family's word that it received and read it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from documents.actions.recording import LARGEST


class VoiceForm(forms.Form):
    """A recording and the language it is in."""

    language = forms.ChoiceField(
        label=pgettext_lazy("staff", "In which language"),
        choices=[("es", pgettext_lazy("staff", "Spanish")), ("en", pgettext_lazy("staff", "English"))],
        widget=forms.RadioSelect,
        initial="es",
    )
    file = forms.FileField(
        label=pgettext_lazy("staff", "The recording"),
        help_text=pgettext_lazy("staff", "MP3, M4A, WAV, OGG or WebM, three minutes at most, 5 MB at most."),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": "audio/*,.mp3,.m4a,.wav,.ogg,.webm"}),
        error_messages={"required": pgettext_lazy("staff", "Record something, or choose a file.")},
    )

    def content(self) -> bytes:
        """The file's bytes, one more than may be at most."""
        upload: bytes = self.cleaned_data["file"].read(LARGEST + 1)
        return upload


class ReceiptForm(forms.Form):
    """One button. Nothing is asked."""

    # Machines fill every box; people don't see this one.
    website = forms.CharField(label=_("Leave this box empty"), required=False)
    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_bound:
            self.initial.setdefault("key", get_random_string(32))

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise ValidationError(_("Please leave this box empty. It is there to stop machines."))
        return ""
