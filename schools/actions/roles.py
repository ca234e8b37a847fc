"""Who works where, as what, from when to when."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import pgettext

from accounts.actions import record
from accounts.choices import Kind
from accounts.clock import now
from accounts.models import User
from schools.actions.evidence import end
from schools.choices import ALL_SCHOOLS, RoleKind, SchoolKind, school_year, year_start
from schools.models import School, StaffRole


def appoint(user: User, school: School, kind: str, *, by: User, on: date, language: str = "") -> StaffRole:
    """Give a staff member a role at a school from a day on; roles for the whole county hang on the office.

    A reviewer's role ends with the school year it begins in.

    Raises:
        ValidationError: not staff, a county role at a school, an approver without a language, or the role is held.
    """
    _guard(user, school, kind, language)
    ends_on = year_start(school_year(on) + 1) if kind == RoleKind.REVIEWER else None
    language = language if kind == RoleKind.APPROVER else ""
    with transaction.atomic():
        School.objects.select_for_update().get(pk=school.pk)
        held = StaffRole.objects.standing().filter(user=user, school=school, kind=kind, language=language)
        if held.filter(Q(ends_on=None) | Q(ends_on__gt=on)).exists():
            raise ValidationError(pgettext("staff", "This person holds that role here already."))
        role = StaffRole.objects.create(
            user=user,
            school=school,
            kind=kind,
            language=language,
            on=on,
            ends_on=ends_on,
            entered_by=by,
            entered_at=now(),
        )
        record("appoint", role, by=by, school_id=school.pk, year=role.for_year, fields=["kind", "user"])
    return role


def _guard(user: User, school: School, kind: str, language: str) -> None:
    if kind not in RoleKind.values:
        raise ValidationError({"kind": pgettext("staff", "Choose a role from the list.")})
    if user.kind != Kind.STAFF:
        raise ValidationError({"email": pgettext("staff", "This is a family’s account. Roles are for staff accounts.")})
    if kind in ALL_SCHOOLS and school.kind != SchoolKind.OFFICE:
        sentence = pgettext("staff", "This role is for the whole county. Give it at the county office.")
        raise ValidationError({"kind": sentence})
    if kind == RoleKind.APPROVER and not language:
        raise ValidationError({"language": pgettext("staff", "Choose the language this person approves.")})


def end_role(role: StaffRole, *, ends_on: date, by: User) -> StaffRole:
    """End a role: `ends_on` is the first day without it. The last county staff role stays, so the door stays open.

    Raises:
        ValidationError: it is the last county staff role, it would end before it began, or was changed meanwhile.
    """
    with transaction.atomic():
        if role.kind == RoleKind.COUNTY:
            School.objects.select_for_update().get(pk=role.school_id)
            others = StaffRole.objects.standing().filter(kind=RoleKind.COUNTY, ends_on=None, user__is_active=True)
            if not others.exclude(pk=role.pk).exists():
                raise ValidationError(
                    pgettext("staff", "This is the last county staff role. Appoint another person first.")
                )
        return end(role, ends_on=ends_on, by=by)
