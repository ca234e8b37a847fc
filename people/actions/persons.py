"""A person and how to reach them."""

import phonenumbers
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actions import disable, record
from accounts.addresses import plain, validate_writable
from accounts.clock import now
from accounts.models import User
from people.choices import ContactKind, Reads
from people.models import ContactPoint, Person

COUNTRY = "US"
# As the columns are.
LONGEST_NAME = 80
PHONES = frozenset({ContactKind.TEXT, ContactKind.VOICE})


def add_person(
    *, given_name: str, family_name: str, reads: str, speaks: str, by: User | None, school_id: int | None = None
) -> Person:
    """Enter a guardian or another person. `reads` is a value of choices.Reads, empty when not known.

    Raises:
        ValidationError: no given name, or a language that is not in the list.
    """
    if not given_name.strip():
        raise ValidationError({"given_name": _("Write the first name.")})
    refuse_long(given_name=given_name, family_name=family_name)
    _known_language(reads)
    with transaction.atomic():
        person = Person.objects.create(
            given_name=given_name.strip(),
            family_name=family_name.strip(),
            reads=reads,
            speaks=speaks.strip(),
            created_at=now(),
        )
        record("add", person, by=by, school_id=school_id)
    return person


def correct_person(person: Person, *, by: User | None, school_id: int | None = None, **changes: str) -> Person:
    """Correct a person's names and languages; only what changed is written, and named in the audit log.

    Args:
        changes: any of given_name, family_name, reads, speaks.
    """
    changed = {name: value.strip() for name, value in changes.items() if getattr(person, name) != value.strip()}
    if "given_name" in changed and not changed["given_name"]:
        raise ValidationError({"given_name": _("Write the first name.")})
    refuse_long(**{name: changed[name] for name in ("given_name", "family_name") if name in changed})
    _known_language(changed.get("reads", ""))
    if not changed:
        return person
    with transaction.atomic():
        Person.objects.filter(pk=person.pk).update(**changed)
        record("correct", person, by=by, school_id=school_id, fields=changed)
    for name, value in changed.items():
        setattr(person, name, value)
    return person


def refuse_long(**names: str) -> None:
    """Refuse a name longer than is kept.

    Raises:
        ValidationError: by field.
    """
    for field, name in names.items():
        if len(name.strip()) > LONGEST_NAME:
            text = _("This is too long: use %(limit_value)d letters at most.") % {"limit_value": LONGEST_NAME}
            raise ValidationError({field: text})


def set_language(person: Person, reads: str, *, by: User | None) -> Person:
    """The language a person reads, chosen by themselves or told to the school."""
    return correct_person(person, by=by, reads=reads)


def _known_language(reads: str) -> None:
    if reads not in Reads.values:
        raise ValidationError({"reads": _("Choose a language from the list.")})


def normal(kind: str, value: str) -> str:
    """An address as it is kept: email in lower case, a phone number as +12095550142, paper without any.

    Raises:
        ValidationError: it is not an address of that kind.
    """
    value = value.strip()
    if kind == ContactKind.EMAIL:
        value = plain(value).lower()
        validate_email(value)
        validate_writable(value)
        return value
    if kind in PHONES:
        return _phone(value)
    if kind == ContactKind.POST:
        # Paper goes home with the child: no home address is kept.
        return ""
    raise ValidationError(_("Choose a way to reach you from the list."))


def _phone(value: str) -> str:
    wrong = ValidationError(_("Write the phone number with its area code, for example 209 555 0142."))
    try:
        number = phonenumbers.parse(value, COUNTRY)
    except phonenumbers.NumberParseException:
        raise wrong from None
    if not phonenumbers.is_possible_number(number):
        raise wrong
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def add_contact(
    person: Person, kind: str, value: str, *, by: User | None, source: str, school_id: int | None = None
) -> ContactPoint:
    """Add a way to reach a person, after those they have; the same address again changes nothing.

    Args:
        source: who gave it: "school", "family", "roster".

    Raises:
        ValidationError: it is not an address of that kind.
    """
    value = normal(kind, value)
    with transaction.atomic():
        mine = person.contact_points.in_use()
        contact = mine.filter(kind=kind, value=value).first()
        if contact is None:
            contact = ContactPoint.objects.create(
                person=person, kind=kind, value=value, source=source, position=mine.count(), created_at=now()
            )
            record("add", contact, by=by, school_id=school_id, fields=["kind", "value"])
    return contact


def end_contact(contact: ContactPoint, *, by: User | None, school_id: int | None = None) -> None:
    """Take an address away: nothing is sent there from now on, and an account that signs in with it is closed."""
    with transaction.atomic():
        _stamp(contact, "end", "ended_at", by, school_id)
        account = User.objects.filter(person=contact.person_id, email=contact.value).first()
        if contact.kind == ContactKind.EMAIL and account is not None:
            disable(account, by=by)
            Person.objects.filter(pk=contact.person_id).update(user=None)


def confirm_contact(contact: ContactPoint, *, by: User, school_id: int | None = None) -> None:
    """The school confirms that an address is this person's own; a shared one may sign in only then."""
    _stamp(contact, "confirm", "verified_at", by, school_id)


def opt_out(contact: ContactPoint, *, by: User | None) -> None:
    """No more messages to this address. The person stays reachable by the others, and no letter is sent instead."""
    _stamp(contact, "opt_out", "opted_out_at", by, None)


def opt_in(contact: ContactPoint, *, by: User | None) -> None:
    """Messages to this address again, at the person's own wish."""
    with transaction.atomic():
        ContactPoint.objects.filter(pk=contact.pk).update(opted_out_at=None)
        record("opt_in", contact, by=by, fields=["opted_out_at"])
    contact.opted_out_at = None


def _stamp(contact: ContactPoint, verb: str, column: str, by: User | None, school_id: int | None) -> None:
    """Set a moment once; done twice it stays as it was."""
    moment = now()
    with transaction.atomic():
        if ContactPoint.objects.filter(pk=contact.pk, **{column: None}).update(**{column: moment}):
            record(verb, contact, by=by, school_id=school_id, fields=[column])
            setattr(contact, column, moment)
