"""The acts of the demo year, in their order."""

from collections.abc import Callable
from io import StringIO
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import transaction

from accounts.clock import at
from schools.models import School
from sjcoe_portal.demo.calendar import enter_days_off
from sjcoe_portal.demo.cast import START, moment, set_stage
from sjcoe_portal.demo.families import enter_families
from sjcoe_portal.demo.joint import ask_about_agreement
from sjcoe_portal.demo.meetings import call_next, hold_meetings
from sjcoe_portal.demo.policy import write_policies
from sjcoe_portal.demo.records import write_down

DIRECTORY = Path(settings.BASE_DIR) / "schools" / "data" / "pubschls-sjcoe.txt"


@transaction.atomic
def seed(say: Callable[[str], object]) -> bool:
    """Make the demo year unless the database holds schools already: False then, and nothing changed."""
    if School.objects.exists():
        return False
    say("  schools")
    with at(moment(START)):
        call_command("import_schools", str(DIRECTORY), verbosity=0, stdout=StringIO())
    stage = set_stage()
    for what, act in [
        ("days without school", enter_days_off),
        ("families", enter_families),
        ("policies", write_policies),
        ("meetings", hold_meetings),
        ("records", write_down),
        ("the next meeting", call_next),
        ("a draft for families", ask_about_agreement),
    ]:
        say(f"  {what}")
        act(stage)
    return True
