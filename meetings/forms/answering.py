"""The form by which a family says whether it comes and what it needs."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.crypto import get_random_string
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.clock import now
from feedback.choices import Kind, Spoken
from meetings.actions import asked_with, can_be_called
from meetings.choices import Coming
from meetings.models import Meeting, Rsvp, Session
from meetings.templatetags.meeting_words import coming_words, said

YES_NO = [("yes", _("Yes")), ("no", _("No"))]
CALL_ME = [("yes", _("Yes, call me")), ("no", _("No, thank you"))]
DIGITS = range(7, 16)
# The field that says more about a need.
DETAILS: dict[str, str] = {Kind.INTERPRETER: "speaks", Kind.CHILD_CARE: "children", Kind.OTHER: "other_detail"}
INTERPRETED = [choice for choice in Spoken.choices if choice[0] != Spoken.ENGLISH]


def new_key() -> str:
    """What makes this form one answer, however often it is posted."""
    return get_random_string(32)


class AnswerForm(forms.Form):
    """Nothing but the first question is needed; the action refuses what the records cannot hold."""

    coming = forms.ChoiceField(
        label=_("Can you come?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose whether you can come."),
            "invalid_choice": _("Choose whether you can come."),
        },
    )
    party = forms.IntegerField(
        label=_("How many of you are coming?"),
        help_text=_("Count yourself too. Children are welcome."),
        required=False,
        min_value=1,
        max_value=20,
        initial=1,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={
            name: _("Write a number from 1 to 20. If more of you are coming, call us.")
            for name in ("invalid", "min_value", "max_value")
        },
    )
    interpreter = forms.BooleanField(
        label=Kind.INTERPRETER.label, help_text=_("A person who says it again in your language."), required=False
    )
    speaks = forms.ChoiceField(
        label=_("In which language?"),
        choices=[("", _("Choose a language")), *INTERPRETED],
        required=False,
        widget=forms.Select(attrs={"class": "medium"}),
        error_messages={"invalid_choice": _("Choose a language from the list.")},
    )
    child_care = forms.BooleanField(label=_("Child care during the meeting"), required=False)
    children = forms.CharField(
        label=_("How many children, and how old are they?"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"class": "medium"}),
    )
    ride = forms.BooleanField(
        label=Kind.RIDE.label, help_text=_("We tell you who picks you up and at what time."), required=False
    )
    format = forms.BooleanField(label=Kind.FORMAT.label, required=False)
    other = forms.BooleanField(label=Kind.OTHER.label, required=False)
    other_detail = forms.CharField(
        label=_("What do you need?"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    call_me = forms.ChoiceField(
        label=_("Would you rather we call you?"),
        help_text=_("A person who speaks your language calls you. It costs nothing."),
        choices=CALL_ME,
        widget=forms.RadioSelect,
        required=False,
        initial="no",
    )
    best_time = forms.CharField(
        label=_("What time suits you?"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"class": "medium"}),
    )
    phone = forms.CharField(
        label=_("Your phone"),
        help_text=_("Only if you asked for something, or want us to tell you of a change."),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"class": "medium", "type": "tel", "inputmode": "tel", "autocomplete": "tel"}),
    )
    may_leave_message = forms.ChoiceField(
        label=_("May we leave a message?"), choices=YES_NO, widget=forms.RadioSelect, required=False
    )
    needs_nothing = forms.BooleanField(
        label=_("I no longer need the help I asked for"),
        help_text=_("Leave it empty and what you asked for before stays as it is."),
        required=False,
    )
    name = forms.CharField(
        label=_("Your name (optional)"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    # Machines fill every box; people don't see this one.
    website = forms.CharField(label=_("Leave this box empty"), required=False, max_length=200)
    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    # "1": an answer stands that this form does not show.
    again = forms.CharField(widget=forms.HiddenInput, required=False, max_length=1)

    def __init__(
        self,
        *args: Any,
        meeting: Meeting,
        knows_phone: bool = False,
        is_known: bool = False,
        stands: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        # stands: there is an answer that is not shown here, so nothing is chosen for the family but what it chooses.
        self.stands = self.data.get("again") == "1" if self.is_bound else stands
        if self.stands:
            self.initial.update(again="1", party=None, call_me=None)
            self.fields["party"].help_text = _("Leave it empty if you are as many as you told us before.")
        # is_known: we know who answers, so that help can be planned without a number.
        self.knows_phone, self.is_known = knows_phone, is_known
        self.sessions = {f"session-{row.pk}": row for row in meeting.sessions.all() if row.ends_at > now()}
        one_day = len({row.on for row in self.sessions.values()}) == 1
        times = [(key, coming_words(row, one_day=one_day)) for key, row in self.sessions.items()]
        others = [(value, label) for value, label in Coming.choices if value != Coming.YES]
        self.fields["coming"].choices = [*times, *others]  # type: ignore[attr-defined]
        for service in meeting.services.all():
            if service.kind in self.fields and said(service, "detail"):
                self.fields[service.kind].help_text = said(service, "detail")
        if not self.is_bound:
            self.initial.setdefault("key", new_key())
            self.initial.setdefault("speaks", "es" if get_language() == "es" else "")

    @classmethod
    def of(cls, rsvp: Rsvp) -> "AnswerForm":
        """The form as this family answered; its name and number are never shown again."""
        initial: dict[str, Any] = {"party": rsvp.party, "coming": rsvp.coming}
        if rsvp.session_id:
            initial["coming"] = f"session-{rsvp.session_id}"
        for request in asked_with(rsvp):
            if request.kind == Kind.CALL and rsvp.coming != Coming.PHONE:
                initial |= {"call_me": "yes", "best_time": request.best_time}
            initial |= {request.kind: True, DETAILS.get(request.kind, ""): request.detail}
        return cls(meeting=rsvp.meeting, initial=initial)

    @classmethod
    def posted(cls, rsvp: Rsvp, posted: Any) -> "AnswerForm":
        """The same form, posted."""
        knows_phone = bool(rsvp.phone) or can_be_called(rsvp.person)
        return cls(posted, meeting=rsvp.meeting, knows_phone=knows_phone, is_known=bool(rsvp.person_id))

    def clean_phone(self) -> str:
        phone: str = self.cleaned_data["phone"]
        if phone and len(re.sub(r"\D", "", phone)) not in DIGITS:
            raise ValidationError(_("Write the number with its area code, like (209) 555-0100."))
        return phone

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise ValidationError(_("Please leave this box empty. It is there to stop machines."))
        return ""

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        stays = data.get("coming") == Coming.NO
        if data.get("interpreter") and not stays and not data.get("speaks") and "speaks" not in self.errors:
            self.add_error("speaks", _("Choose the language of the interpreter."))
        reachable = data.get("phone") or self.knows_phone or self.is_known
        if data.get("ride") and not stays and not reachable and "phone" not in self.errors:
            self.add_error("phone", _("Write your number: without it we cannot plan the ride with you."))
        wants_call = data.get("call_me") == "yes" or data.get("coming") == Coming.PHONE
        if wants_call and not data.get("phone") and not self.knows_phone and "phone" not in self.errors:
            self.add_error("phone", _("Write the number we can call."))
        return data

    def reply(self) -> dict[str, Any]:
        """What meetings.actions.answer takes."""
        data = self.cleaned_data
        session: Session | None = self.sessions.get(data["coming"])
        leave = data["may_leave_message"]
        return {
            "coming": Coming.YES if session else data["coming"],
            "session": session,
            "party": data["party"],
            "needs": tuple(self._needs(data)),
            "adds": self.stands,
            "needs_nothing": data["needs_nothing"],
            "call_me": {"yes": True, "no": False}.get(data["call_me"]),
            "best_time": data["best_time"],
            "may_leave_message": {"yes": True, "no": False}.get(leave),
            "phone": data["phone"],
            "name": data["name"],
            "language": "en" if get_language() == "en" else "es",
        }

    def _needs(self, data: dict[str, Any]) -> list[tuple[str, str]]:
        kinds = (Kind.INTERPRETER, Kind.CHILD_CARE, Kind.RIDE, Kind.FORMAT, Kind.OTHER)
        return [(kind, data.get(DETAILS.get(kind, ""), "")) for kind in kinds if data[kind]]
