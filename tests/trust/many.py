"""Many rows at once, for counting queries: entered in bulk, as an import would, not one by one."""

from datetime import date, timedelta
from typing import Any

from accounts.clock import now
from compliance.models import Action
from documents.models import AddedSection, Contributor, Document, OpenPoint, Section
from feedback.models import Request, Response
from meetings.choices import Topic
from meetings.models import AgendaItem, Attendance, Meeting, Rsvp, Session
from notices.models import Delivery, Notice, Recipient
from people.models import Child, ContactPoint, Enrolment, GuardianLink, Person
from schools.models import Designation, School, StaffRole
from tests.cast import Cast, moment
from tests.trust.world import NOW

ON = date(2026, 9, 1)
COMING = moment("2026-12-01T18:00")


def _evidence(cast: Cast) -> dict[str, Any]:
    return {"on": ON, "for_year": 2026, "entered_at": moment("2026-09-01T09:00"), "entered_by": cast.county}


def schools(cast: Cast, n: int) -> None:
    rows = [
        School(slug=f"school-{i:04d}", name=f"School {i:04d}", cds=f"77{i:012d}", city="Stockton", phone="209")
        for i in range(n)
    ]
    made = School.objects.bulk_create(rows)
    Designation.objects.bulk_create(Designation(school=row, title_i="schoolwide", **_evidence(cast)) for row in made)


def families(cast: Cast, n: int) -> list[Person]:
    named = (Person(given_name=f"P{i:04d}", family_name="Muchos", reads="es") for i in range(n))
    people = Person.objects.bulk_create(named)
    children = Child.objects.bulk_create(Child(given_name=f"C{i:04d}") for i in range(n))
    facts = _evidence(cast)
    Enrolment.objects.bulk_create(Enrolment(child=one, school=cast.team, grade="3", **facts) for one in children)
    ties = (
        GuardianLink(person=one, child=own, kind="parent", **facts) for one, own in zip(people, children, strict=True)
    )
    GuardianLink.objects.bulk_create(ties)
    for place, kind in enumerate(("email", "text")):
        points = (
            ContactPoint(person=one, kind=kind, value=f"{kind}{one.pk}@a.invalid", position=place) for one in people
        )
        ContactPoint.objects.bulk_create(points)
    return people


def meetings(cast: Cast, n: int) -> list[Meeting]:
    common = {"owner": cast.team, "kind": "annual", "for_year": 2026, "state": "called", "called_at": NOW}
    made = Meeting.objects.bulk_create(
        Meeting(title_es=f"Junta {i}", title_en=f"Meeting {i}", entered_by=cast.county, **common) for i in range(n)
    )
    through = Meeting.serves.through
    through.objects.bulk_create(through(meeting=row, school=cast.team) for row in made)
    place = {"place_es": "Sala", "place_en": "Room"}
    sessions = Session.objects.bulk_create(
        Session(meeting=row, starts_at=COMING + timedelta(hours=i), ends_at=COMING + timedelta(hours=i + 1), **place)
        for i, row in enumerate(made)
    )
    topics = {"position": 1, "topic": Topic.RIGHTS, "text_es": "Tema", "text_en": "Topic"}
    AgendaItem.objects.bulk_create(AgendaItem(meeting=row, **topics) for row in made)
    facts = _evidence(cast)
    Attendance.objects.bulk_create(Attendance(session=row, people=3, method="sheet", **facts) for row in sessions)
    return made


def answers(cast: Cast, n: int) -> Meeting:
    """One meeting that many families answered, each asking for something."""
    (meeting,) = meetings(cast, 1)
    said = {"meeting": meeting, "coming": "phone", "language": "es"}
    rows = [Rsvp(person=one, form_key=f"f{one.pk}", edit_digest=f"e{one.pk}", **said) for one in families(cast, n)]
    made = Rsvp.objects.bulk_create(rows)
    _requests(cast, [{"about": "meetings.rsvp", "about_id": row.pk, "person": row.person} for row in made])
    return meeting


def requests(cast: Cast, n: int) -> None:
    _requests(cast, [{"state": "open"} for _ in range(n)])
    closed = _requests(cast, [{"state": "answered"} for _ in range(n)])
    facts = _evidence(cast)
    Response.objects.bulk_create(Response(request=row, school=cast.team, text="Sí", **facts) for row in closed)


def _requests(cast: Cast, given: list[dict[str, Any]]) -> list[Request]:
    facts = _evidence(cast)
    common = {"school": cast.team, "kind": "ride", "due_on": ON + timedelta(days=90), "detail": "Algo"}
    return Request.objects.bulk_create(Request(**facts, **common, **one) for one in given)


def actions(cast: Cast, n: int) -> None:
    common = {"school": cast.team, "provision": "B7.a", "person": "Someone", "description": "Something"}
    Action.objects.bulk_create(Action(**common, **_evidence(cast)) for _ in range(n))


def notices(cast: Cast, n: int) -> list[Notice]:
    texts = {"subject_es": "Aviso", "subject_en": "Notice", "body_es": "Texto", "body_en": "Text"}
    sent = {"state": "expanded", "released_at": NOW, "released_by": cast.county, "send_at": NOW + timedelta(minutes=1)}
    counted = {"expanded_at": NOW, "audience_size": 1, "audience": "families", "kind": "notice", "for_year": 2026}
    return Notice.objects.bulk_create(
        Notice(owner=cast.team, entered_by=cast.county, **texts, **sent, **counted) for _ in range(n)
    )


def recipients(cast: Cast, n: int) -> Notice:
    """One notice that went to many, on paper too."""
    (notice,) = notices(cast, 1)
    done = {"outcome": "printed", "outcome_at": now(), "language": "es"}
    rows = Recipient.objects.bulk_create(Recipient(notice=notice, person=one, **done) for one in families(cast, n))
    Delivery.objects.bulk_create(
        Delivery(recipient=row, channel="print", key=f"k{row.pk}", state="printed", send_at=NOW) for row in rows
    )
    return notice


def documents(cast: Cast, n: int) -> Document:
    common = {"owner": cast.team, "kind": "site_policy", "for_year": 2026, "created_by": cast.county}
    first = Document.objects.bulk_create(Document(variant=str(i), **common) for i in range(n))[0]
    facts = _evidence(cast)
    Contributor.objects.bulk_create(Contributor(document=first, role="family", **facts) for _ in range(n))
    return first


def texts(cast: Cast, n: int) -> Document:
    """Documents with a text that waits, and sections the office asks, its strategies."""
    first = documents(cast, n)
    waits = {"key": "B1", "position": 1, "source_language": "en", "text_hash_en": "a", "state_en": "draft"}
    rows = Document.objects.filter(owner=cast.team)
    Section.objects.bulk_create(Section(document=row, state_es="missing", **waits) for row in rows)
    facts = _evidence(cast)
    titles = {"heading_es": "Parte", "heading_en": "Part", "kind": "site_policy"}
    AddedSection.objects.bulk_create(
        AddedSection(owner=cast.office, key=f"part-{i}", **titles, **facts) for i in range(n)
    )
    point = {"kind": "site_policy", "source": "finding", "language": "en", "text": "a", "finding": "b", "tier": "3"}
    OpenPoint.objects.bulk_create(OpenPoint(owner=cast.office, **point, **facts) for _ in range(n))
    return first


def roles(cast: Cast, n: int) -> None:
    facts = _evidence(cast)
    StaffRole.objects.bulk_create(
        StaffRole(school=cast.team, user=cast.elsewhere, kind="liaison", **facts) for _ in range(n)
    )
    Designation.objects.bulk_create(Designation(school=cast.team, title_i="none", **facts) for _ in range(n))
