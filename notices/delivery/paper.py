"""Notices that go on paper: who is handed one, with which student, by class; and the letter itself."""

from typing import NamedTuple

import segno
from django.utils import timezone
from django.utils.html import linebreaks
from django.utils.safestring import SafeString, mark_safe

from accounts.clock import now
from notices import links
from notices.choices import Channel, Outcome, sender
from notices.delivery.text import Part, parts
from notices.delivery.ways import still_receiving
from notices.models import Notice, Recipient
from people.models import Enrolment, GuardianLink


class PaperRow(NamedTuple):
    """One person to be handed a letter, with one student; without a student it is given to the person alone."""

    recipient: Recipient
    class_name: str = ""
    grade: str = ""
    child: str = ""


class Letter(NamedTuple):
    """What is printed for one person."""

    row: PaperRow
    sender: str
    parts: list[tuple[Part, SafeString]]
    address: str
    square: SafeString


def paper_rows(notice: Notice) -> list[PaperRow]:
    """Who goes home with paper, by class: people whose link still holds, each with one student. Four queries.

    A person whose tie to a student is confidential gets it in hand: a letter must not come home with that student.
    At a school that is its families' secret no student is named.
    """
    printed = Recipient.objects.filter(notice=notice, outcome=Outcome.PRINTED).select_related("person")
    recipients = {recipient.person_id: recipient for recipient in printed.order_by("pk")}
    still = still_receiving(notice, list(recipients), now())
    students = _students(notice, still)
    is_secret = notice.owner.confidential_setting
    rows = []
    for person_id in (pk for pk in recipients if pk in still):
        row = PaperRow(recipients[person_id])
        if found := students.get(person_id):
            class_name, child, grade = found
            row = PaperRow(recipients[person_id], class_name, grade, "" if is_secret else child)
        rows.append(row)
    return sorted(rows, key=lambda row: (not row.grade, row.class_name, row.grade, row.child, row.recipient.pk))


def _students(notice: Notice, person_ids: set[int]) -> dict[int, tuple[str, str, str]]:
    """One student of each person at the school: (class, given name, grade)."""
    moment = now()
    day = timezone.localdate(moment)
    ties = GuardianLink.objects.live(day, moment).at_school(notice.owner_id, day, moment)
    ties = ties.filter(person_id__in=person_ids, confidential=False).select_related("child")
    enrolled = Enrolment.objects.counting(day, moment).filter(school_id=notice.owner_id)
    places = {row.child_id: row for row in enrolled.filter(child_id__in=[tie.child_id for tie in ties])}
    found: dict[int, tuple[str, str, str]] = {}
    for tie in ties:
        place = places.get(tie.child_id)
        if place is not None:
            student = (place.class_name, tie.child.given_name, place.grade)
            found[tie.person_id] = min(found.get(tie.person_id, student), student)
    return found


def letter(notice: Notice, row: PaperRow, token: str) -> Letter:
    """The letter of one person, with a short address of their own where the notice has a link."""
    language = row.recipient.language
    own = {code: links.address(notice.link_purpose, token, code) for code in notice.languages} if token else {}
    written = [(part, _on_paper(part, own.get(part.language, ""))) for part in parts(notice, language, Channel.PRINT)]
    first = written[0][0].language
    address = own.get(first, "")
    return Letter(row, sender(notice.owner, first), written, address.partition("://")[2], _square(address))


def _on_paper(part: Part, address: str) -> SafeString:
    text = part.text.replace(f"{{link_{part.language}}}", address.partition("://")[2])
    return mark_safe(linebreaks(text, autoescape=True))  # noqa: S308  # escaped by linebreaks


def _square(address: str) -> SafeString:
    """The address as a square code for a phone's camera."""
    if not address:
        return mark_safe("")
    drawn: str = segno.make(address, micro=False, error="m").svg_inline(omitsize=True, border=1, svgclass=None)
    return mark_safe(drawn)  # noqa: S308  # drawn from our own address
