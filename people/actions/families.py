"""A family entered by hand: a guardian, a child, the enrolment and the link, all of it or nothing."""

from datetime import date
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import pgettext

from accounts.actions import enable, open_family_account, record
from accounts.choices import Kind
from accounts.models import User
from people.actions.persons import add_contact, add_person, normal
from people.actions.ties import enrol, link
from people.choices import ContactKind, Reads
from people.facts import look_alikes
from people.models import Child, ContactPoint, Enrolment, Person
from schools.models import School

SOURCE = "school"


class Guardian(NamedTuple):
    """What is asked about a person who cares for a child.

    `texts`: they said yes to text messages; without it a phone is for calls. `paper`: messages go home with the child.
    """

    given_name: str
    family_name: str = ""
    reads: str = ""
    speaks: str = ""
    email: str = ""
    phone: str = ""
    texts: bool = False
    paper: bool = False


class Student(NamedTuple):
    """What is asked about a student; nothing else is kept."""

    given_name: str
    grade: str
    on: date
    class_name: str = ""
    participating: bool | None = None


class Tie(NamedTuple):
    """How a guardian and a student belong together."""

    kind: str
    may_receive: bool = True
    confidential: bool = False


class LooksAlike(ValidationError):
    """Someone at this school has the same name or address; entering goes on once that was looked at."""

    def __init__(self, people: list[Person]) -> None:
        super().__init__(
            pgettext(
                "staff", "Someone like this is entered already. Open them, or say below that this is another person."
            )
        )
        self.people = people


def enter_family(
    school: School, guardian: Guardian, student: Student, tie: Tie, *, by: User, another: bool = False
) -> Person:
    """Enter a guardian with a child enrolled at the school. The link holds from the enrolment's first day.

    Args:
        another: it was looked at: this is not the person who looks alike.

    Raises:
        LooksAlike: someone of the same name or address is at the school.
        ValidationError: something that was typed cannot be kept.
    """
    with transaction.atomic():
        person = _enter(school, guardian, by=by, another=another)
        _tie(school, person, student, tie, by=by)
    return person


def add_guardian(
    school: School, child: Child, guardian: Guardian, tie: Tie, *, on: date, by: User, another: bool = False
) -> Person:
    """Enter another guardian of a child who is enrolled already. Raises as enter_family does."""
    with transaction.atomic():
        person = _enter(school, guardian, by=by, another=another)
        link(person, child, tie.kind, on=on, by=by, may_receive=tie.may_receive, confidential=tie.confidential)
    return person


def add_student(school: School, person: Person, student: Student, tie: Tie, *, by: User) -> Enrolment:
    """Enter another child of a guardian, enrolled at the school."""
    with transaction.atomic():
        return _tie(school, person, student, tie, by=by)


def _enter(school: School, guardian: Guardian, *, by: User, another: bool) -> Person:
    # Two taps on one button wait for each other here, so that the second sees what the first entered.
    School.objects.select_for_update().get(pk=school.pk)
    addresses = _addresses(guardian)
    if not another:
        alike = look_alikes(school.pk, guardian.given_name, guardian.family_name, [value for _, value in addresses])
        if alike:
            raise LooksAlike(alike)
    person = add_person(
        given_name=guardian.given_name,
        family_name=guardian.family_name,
        reads=guardian.reads,
        speaks=guardian.speaks,
        by=by,
        school_id=school.pk,
    )
    for kind, value in addresses:
        add_contact(person, kind, value, by=by, source=SOURCE, school_id=school.pk)
    return person


def _addresses(guardian: Guardian) -> list[tuple[str, str]]:
    """The ways to reach a guardian as they are kept, in the order they are tried."""
    typed = [
        ("email", ContactKind.EMAIL, guardian.email),
        ("phone", ContactKind.TEXT if guardian.texts else ContactKind.VOICE, guardian.phone),
    ]
    found: list[tuple[str, str]] = []
    for field, kind, value in typed:
        if value.strip():
            try:
                found.append((kind, normal(kind, value)))
            except ValidationError as refusal:
                raise ValidationError({field: refusal.messages}) from None
    return [*found, (ContactKind.POST, "")] if guardian.paper else found


def _tie(school: School, person: Person, student: Student, tie: Tie, *, by: User) -> Enrolment:
    row = enrol(
        student.given_name,
        school,
        student.grade,
        on=student.on,
        by=by,
        class_name=student.class_name,
        participating=student.participating,
    )
    link(person, row.child, tie.kind, on=row.on, by=by, may_receive=tie.may_receive, confidential=tie.confidential)
    return row


def open_account(person: Person, contact: ContactPoint, *, by: User, school_id: int | None = None) -> User:
    """Let a person sign in with one of their email addresses, by a code sent there.

    Raises:
        ValidationError: the person has an account; the address is not theirs alone and not confirmed, or another
            account signs in with it.
    """
    if person.user_id is not None:
        raise ValidationError(pgettext("staff", "This person can sign in already."))
    if not person.contact_points.may_sign_in(contact.value).filter(pk=contact.pk).exists():
        raise ValidationError(
            pgettext("staff", "Someone else has this address too. Confirm that it is this person’s own first.")
        )
    language = person.reads if person.reads in (Reads.SPANISH, Reads.ENGLISH) else Reads.SPANISH
    with transaction.atomic():
        closed = User.objects.filter(email=contact.value, kind=Kind.FAMILY, is_active=False, person=None).first()
        user = enable(closed, by=by) if closed else open_family_account(contact.value, str(person), language, by=by)
        if Person.objects.filter(pk=person.pk, user=None).update(user=user) != 1:
            raise ValidationError(pgettext("staff", "This person can sign in already."))
        record("open_account", person, by=by, school_id=school_id, fields=["user"])
    person.user = user
    return user
