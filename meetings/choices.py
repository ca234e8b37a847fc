"""Words of the meetings room."""

from datetime import datetime, time

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(models.TextChoices):
    ANNUAL = "annual", _("Annual meeting for families")
    FAMILY = "family", _("Family meeting")
    WORKSHOP = "workshop", _("Family workshop")


class State(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("staff", "Draft")
    CALLED = "called", pgettext_lazy("staff", "Called")
    CANCELLED = "cancelled", pgettext_lazy("staff", "Cancelled")


TRANSITIONS: dict[str, set[str]] = {
    State.DRAFT: {State.CALLED, State.CANCELLED},
    State.CALLED: {State.CANCELLED},
    State.CANCELLED: set(),
}


class Topic(models.TextChoices):
    """The three topics an annual meeting must have (B1; 20 USC 6318(c)(1)), and free ones."""

    PARTICIPATION = "participation", _("What Title I is and how the school takes part")
    REQUIREMENTS = "requirements", _("What Title I asks of the school")
    RIGHTS = "rights", _("Your right to take part")
    OTHER = "other", _("Another topic")


REQUIRED_TOPICS = (Topic.PARTICIPATION, Topic.REQUIREMENTS, Topic.RIGHTS)


class Service(models.TextChoices):
    INTERPRETER = "interpreter", _("Interpreter")
    CHILD_CARE = "child_care", _("Child care during the meeting")
    RIDE = "ride", _("A ride")
    FORMAT = "format", _("Large print, audio, braille or sign language")
    HOME_VISIT = "home_visit", _("A visit at home")


class InvitationKind(models.TextChoices):
    INVITATION = "invitation", pgettext_lazy("staff", "Invitation")
    CANCELLATION = "cancellation", pgettext_lazy("staff", "Cancellation")


class Coming(models.TextChoices):
    YES = "yes", _("Yes, I'm coming")
    PHONE = "phone", _("Yes, by phone")
    NO = "no", _("I can't go")


class CountMethod(models.TextChoices):
    SHEET = "sheet", pgettext_lazy("staff", "Sign-in sheet")
    COUNTED = "counted", pgettext_lazy("staff", "Counted in the room")
    CERTIFIED = "certified", pgettext_lazy("staff", "Certified count")


NOON, EVENING = time(12), time(17)


def part_of_day(at: datetime) -> str:
    """morning, afternoon or evening of a local time."""
    clock = at.time()
    if clock < NOON:
        return "morning"
    return "afternoon" if clock < EVENING else "evening"


# Where a coordinator starts: never from an empty page. Plain words of the glossary, (Spanish, English).
MODEL_TITLES = {"es": "Junta anual para familias", "en": "Annual meeting for families"}
# The title of each kind where a coordinator wrote none.
OWN_TITLES: dict[str, dict[str, str]] = {
    Kind.ANNUAL: MODEL_TITLES,
    Kind.FAMILY: {"es": "Junta para familias", "en": "Family meeting"},
    Kind.WORKSHOP: {"es": "Taller para familias", "en": "Family workshop"},
}
MODEL_AGENDA = {
    Topic.PARTICIPATION: (
        "Qué es Título I: dinero federal para dar más apoyo a los estudiantes. Cómo participa esta escuela.",
        "What Title I is: federal money to give students more support. How this school takes part.",
    ),
    Topic.REQUIREMENTS: (
        "Qué tiene que hacer la escuela por recibir este dinero y en qué lo usa este año.",
        "What the school must do because it gets this money, and how it uses it this year.",
    ),
    Topic.RIGHTS: (
        "Sus derechos: saber, opinar y decidir junto con la escuela. También puede pedir más juntas.",
        "Your rights: to know, to give your opinion and to decide with the school. You may ask for more meetings.",
    ),
}
