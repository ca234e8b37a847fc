"""Where a meeting is, with the street a family can look for on a map."""

import re

from meetings.models import Meeting
from notices.actions.guards import folded
from schools.choices import SchoolKind
from schools.models import School

# A number before a name written large is a street of the place's own: "4520 W Eight Mile Road", never "Aula 204".
OWN_STREET = re.compile(r"\b\d+\s+[A-ZÁÉÍÓÚÑ]")
NOWHERE = re.compile(r"\b(zoom|https?|en linea|online|virtual(es)?|por internet|por telefono|by phone)\b")


def with_street(place: str, meeting: Meeting, school: School) -> str:
    """A place with the school's street and city from the directory, where it is the school's own meeting.

    Nothing is added where the school is its families' secret, where the meeting is another's (the place may be
    anywhere), where the place names a street itself, and where it is no place one goes to.
    """
    is_own = meeting.owner_id == school.pk and school.kind != SchoolKind.OFFICE
    if school.confidential_setting or not is_own or not school.street:
        return place
    plain = folded(place)
    if folded(school.street) in plain or OWN_STREET.search(place) or NOWHERE.search(plain):
        return place
    return ", ".join(filter(None, [place, school.street, school.city]))
