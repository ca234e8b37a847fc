"""A child's enrolments and the dated links between a child and the people who care for them."""

from datetime import date
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import pgettext

from accounts.actions import record
from accounts.clock import now, today
from accounts.models import User
from people.actions.persons import refuse_long
from people.choices import GRADES, LinkKind
from people.models import Child, Enrolment, GuardianLink, Person
from schools.actions import reenter
from schools.choices import school_year, year_end, year_start
from schools.models import School

# From transitional kindergarten to the last grade, with a year to spare: no student of today began before.
LONGEST_YEARS = 15


class Days(NamedTuple):
    """From when a student is at a school, and the first day they no longer are."""

    on: date
    ends_on: date | None = None


def refuse_days(days: Days) -> None:
    """Refuse days no student of today can have: a slip of the year.

    Raises:
        ValidationError: by field (`on`, `ends_on`), saying which days there can be.
    """
    year = school_year(today())
    first, last = year_start(year - LONGEST_YEARS), year_end(year + 1)
    names = {"first": first.year, "last": last.year}
    if not first <= days.on <= last:
        text = pgettext("staff", "Check the year: the first day lies between %(first)s and June %(last)s.") % names
        raise ValidationError({"on": text})
    if days.ends_on is not None and days.ends_on < days.on:
        text = pgettext("staff", "It cannot end before it began. Choose a later date.")
        raise ValidationError({"ends_on": text})
    if days.ends_on is not None and days.ends_on > last:
        text = pgettext("staff", "Check the year: the day lies at the latest in June %(last)s.") % names
        raise ValidationError({"ends_on": text})


def enrol(
    child: Child | str,
    school: School,
    grade: str,
    *,
    on: date,
    by: User,
    class_name: str = "",
    participating: bool | None = None,
) -> Enrolment:
    """Enrol a child at a school from a day on; a given name in place of the child enters a new one.

    Raises:
        ValidationError: unknown grade, no name, a day out of reason, or enrolled at this school already.
    """
    if grade not in GRADES:
        raise ValidationError({"grade": pgettext("staff", "Choose a grade from the list.")})
    refuse_days(Days(on))
    with transaction.atomic():
        child = _entered(child, school, by) if isinstance(child, str) else child
        here = Enrolment.objects.standing().filter(child=child, school=school)
        if here.filter(Q(ends_on=None) | Q(ends_on__gt=on)).exists():
            raise ValidationError(pgettext("staff", "This student is enrolled here already."))
        row = Enrolment.objects.create(
            child=child,
            school=school,
            grade=grade,
            class_name=class_name.strip(),
            participating=participating,
            on=on,
            entered_by=by,
            entered_at=now(),
        )
        record("enrol", row, by=by, school_id=school.pk, year=row.for_year)
    return row


def _entered(given_name: str, school: School, by: User) -> Child:
    if not given_name.strip():
        raise ValidationError({"child_name": pgettext("staff", "Write the student’s first name.")})
    refuse_long(child_name=given_name)
    child = Child.objects.create(given_name=given_name.strip())
    record("add", child, by=by, school_id=school.pk)
    return child


def correct_enrolment(
    enrolment: Enrolment,
    *,
    grade: str,
    class_name: str,
    participating: bool | None,
    given_name: str,
    by: User,
    days: Days | None = None,
) -> Enrolment:
    """Correct what was entered of a student: grade, class, participation, name, days. Returns the row that counts.

    Args:
        days: None leaves them; an end entered by mistake goes with `Days(on)`.

    Raises:
        ValidationError: unknown grade, no name, days that cannot be, or changed meanwhile.
    """
    if grade not in GRADES:
        raise ValidationError({"grade": pgettext("staff", "Choose a grade from the list.")})
    if not given_name.strip():
        raise ValidationError({"child_name": pgettext("staff", "Write the student’s first name.")})
    refuse_long(child_name=given_name)
    wanted: dict[str, Any] = {"grade": grade, "class_name": class_name.strip(), "participating": participating}
    if days is not None:
        wanted |= _new_days(enrolment, days)
    changes = {name: value for name, value in wanted.items() if getattr(enrolment, name) != value}
    with transaction.atomic():
        if Child.objects.filter(pk=enrolment.child_id).exclude(given_name=given_name.strip()).exists():
            Child.objects.filter(pk=enrolment.child_id).update(given_name=given_name.strip())
            record("correct", enrolment.child, by=by, school_id=enrolment.school_id, fields=["given_name"])
        if "on" in changes:
            _move_links(enrolment, changes["on"], by)
        return reenter(enrolment, "correct", by=by, **changes) if changes else enrolment


def _new_days(enrolment: Enrolment, days: Days) -> dict[str, Any]:
    """The columns of corrected days, once they fit the student's other enrolments at the school."""
    if days == Days(enrolment.on, enrolment.ends_on):
        return {}
    refuse_days(days)
    others = Enrolment.objects.standing().filter(child=enrolment.child_id, school=enrolment.school_id)
    others = others.exclude(pk=enrolment.pk).filter(Q(ends_on=None) | Q(ends_on__gt=days.on))
    if (others if days.ends_on is None else others.filter(on__lt=days.ends_on)).exists():
        raise ValidationError(pgettext("staff", "This student is enrolled here already."))
    return {"on": days.on, "ends_on": days.ends_on, "for_year": school_year(days.on)}


def _move_links(enrolment: Enrolment, on: date, by: User) -> None:
    """Links entered with the enrolment began on its first day: they follow it, so that a correction leaves no gap."""
    links = GuardianLink.objects.standing().filter(child=enrolment.child_id, on=enrolment.on)
    for row in links.filter(Q(ends_on=None) | Q(ends_on__gte=on)):
        reenter(row, "correct", by=by, on=on, for_year=school_year(on))


def correct_link(link: GuardianLink, *, kind: str, may_receive: bool, confidential: bool, by: User) -> GuardianLink:
    """Correct what was entered of a link. What a person may receive is not taken away here: that takes an order.

    Raises:
        ValidationError: unknown kind, a right taken away, ended or changed meanwhile.
    """
    if kind not in LinkKind.values:
        raise ValidationError({"kind": pgettext("staff", "Choose how they are related from the list.")})
    if link.may_receive and not may_receive:
        sentence = pgettext("staff", "Only an order ends what a person may receive. End the link by the order you saw.")
        raise ValidationError({"may_receive": sentence})
    wanted = {"kind": kind, "may_receive": may_receive, "confidential": confidential}
    changes = {name: value for name, value in wanted.items() if getattr(link, name) != value}
    return reenter(link, "correct", by=by, **changes) if changes else link


def end_enrolment(enrolment: Enrolment, *, ends_on: date, by: User) -> Enrolment:
    """End an enrolment: `ends_on` is the first day the student is no longer at the school. Returns the new row.

    Raises:
        ValidationError: it would end before it began or out of reason, or was changed meanwhile.
    """
    refuse_days(Days(enrolment.on, ends_on))
    return reenter(enrolment, "end", by=by, ends_on=ends_on)


def link(
    person: Person,
    child: Child,
    kind: str,
    *,
    on: date,
    by: User,
    may_receive: bool = True,
    may_decide: bool = True,
    confidential: bool = False,
) -> GuardianLink:
    """Link a person to a child from a day on.

    Raises:
        ValidationError: unknown kind, a day out of reason, or the two are linked already.
    """
    if kind not in LinkKind.values:
        raise ValidationError({"kind": pgettext("staff", "Choose how they are related from the list.")})
    refuse_days(Days(on))
    with transaction.atomic():
        open_links = GuardianLink.objects.standing().filter(person=person, child=child)
        if open_links.filter(Q(ends_on=None) | Q(ends_on__gt=on)).exists():
            raise ValidationError(pgettext("staff", "This person and this student are linked already."))
        row = GuardianLink.objects.create(
            person=person,
            child=child,
            kind=kind,
            may_receive=may_receive,
            may_decide=may_decide,
            confidential=confidential,
            on=on,
            entered_by=by,
            entered_at=now(),
        )
        record("link", row, by=by, school_id=_school_of(child), year=row.for_year)
    return row


def end_link(link: GuardianLink, *, order_seen_on: date, by: User) -> GuardianLink:
    """End a link because of an order that `by` has seen. From the next request on the person sees nothing of the child.

    Args:
        order_seen_on: the day the order was seen; the link ends that day. Not in the future.

    Raises:
        ValidationError: a day to come, or the link was ended or changed meanwhile.
    """
    if order_seen_on > today():
        sentence = pgettext("staff", "Write the day you saw the order. It cannot be a day to come.")
        raise ValidationError({"order_seen_on": sentence})
    if link.ends_on is not None and link.ends_on <= today():
        raise ValidationError(pgettext("staff", "This link has ended already."))
    ends_on = max(order_seen_on, link.on)
    return reenter(link, "end_link", by=by, ends_on=ends_on, order_seen_on=order_seen_on, order_seen_by=by)


def _school_of(child: Child) -> int | None:
    """Where the child is enrolled last: the school an audit entry about the family belongs to."""
    rows = Enrolment.objects.standing().filter(child=child).order_by("-on", "-pk")
    return rows.values_list("school_id", flat=True).first()
