"""Schools, what binds them, who works there, and the two times of every evidence row."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.clock import now
from schools.choices import LANGUAGES, Operator, RoleKind, SchoolKind, Status, TitleI, school_year
from schools.querysets import (
    CountQuerySet,
    DayOffQuerySet,
    DesignationQuerySet,
    EvidenceQuerySet,
    OwnedQuerySet,
    RoleQuerySet,
    SchoolQuerySet,
)


def ends_after(start: str) -> Q:
    """What lasts ends on its first day without it, never before it began."""
    return Q(ends_on=None) | Q(ends_on__gte=models.F(start))


class School(models.Model):
    """A school of the directory, or the office itself (kind office)."""

    cds = models.CharField(max_length=14, unique=True)
    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=8, choices=SchoolKind, default=SchoolKind.SCHOOL)
    status = models.CharField(max_length=8, choices=Status, default=Status.ACTIVE)
    charter = models.BooleanField(default=False)
    funding = models.CharField(max_length=40, blank=True)
    federal_agency = models.CharField(max_length=7, blank=True)
    # The state's type codes; never shown to the public (a type can be a family's secret).
    type_code = models.CharField(max_length=4, blank=True)
    program_code = models.CharField(max_length=8, blank=True)
    grades_offered = models.CharField(max_length=20, blank=True)
    grades_served = models.CharField(max_length=20, blank=True)
    street = models.CharField(max_length=120, blank=True)
    city = models.CharField(max_length=60, blank=True)
    zip_code = models.CharField(max_length=10, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    website = models.CharField(max_length=200, blank=True)
    opened_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    directory_updated_on = models.DateField(null=True, blank=True)
    # Nothing sent to a family names this school or its type.
    confidential_setting = models.BooleanField(default=False)
    # The office's own COE row of the directory; another county's rows keep theirs.
    county_code = models.CharField(max_length=7, blank=True)

    objects = SchoolQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=SchoolKind.values), name="school_kind_known"),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="school_status_known"),
            models.UniqueConstraint(fields=["kind"], condition=Q(kind="office"), name="one_office"),
        ]

    def __str__(self) -> str:
        return self.name


class Site(models.Model):
    """A program or campus of a school."""

    school = models.ForeignKey(School, models.PROTECT, related_name="sites")
    name = models.CharField(max_length=120)
    street = models.CharField(max_length=120, blank=True)
    city = models.CharField(max_length=60, blank=True)

    def __str__(self) -> str:
        return self.name


class Evidence(models.Model):
    """Two times for every row that shows something: when it was true, when it was known.

    Never updated or deleted once entered: a correction voids the row and enters another (schools.actions.void, .end).
    """

    for_year = models.SmallIntegerField()
    on = models.DateField()
    # The first day on which it no longer holds.
    ends_on = models.DateField(null=True, blank=True)
    entered_at = models.DateTimeField(default=now, editable=False)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    voided_at = models.DateTimeField(null=True, blank=True, editable=False)
    voided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    void_reason = models.CharField(max_length=300, blank=True)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        # A default that depends on another column: the year the day falls in.
        if self.for_year is None:
            self.for_year = school_year(self.on)
        super().save(*args, **kwargs)


class SchoolEvidence(Evidence):
    """Evidence that belongs to one school (the office is one)."""

    school = models.ForeignKey(School, models.PROTECT, related_name="+")

    objects = OwnedQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        abstract = True
        constraints: ClassVar = []


class Designation(SchoolEvidence):
    """What binds a school from a day on: governed or not, by whom operated, as whose agency, its Title I status.

    A fact the office confirms; unconfirmed shows as that. A row holds until a later one begins (latest `on` wins).
    """

    governed = models.BooleanField(default=True)
    operator = models.CharField(max_length=8, choices=Operator, default=Operator.OFFICE)
    agency = models.CharField(max_length=120, blank=True)
    title_i = models.CharField(max_length=12, choices=TitleI, blank=True)
    part = models.CharField(max_length=1, choices=[("B", "B"), ("C", "C")], blank=True)
    reason = models.CharField(max_length=300, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = DesignationQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(title_i__in=["neglected", "part_d"]) | Q(part="") | ~Q(reason=""),
                name="designation_part_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title_i} from {self.on}"


class EnrolmentCount(SchoolEvidence):
    """Students enrolled on a day, as the school counted them; English learners where known."""

    students = models.PositiveIntegerField()
    english_learners = models.PositiveIntegerField(null=True, blank=True)

    objects = CountQuerySet.as_manager()  # type: ignore[misc]

    def __str__(self) -> str:
        return f"{self.students} on {self.on}"


class DayOff(models.Model):
    """A weekday without school: clocks promised in school days skip it. School null: every school.

    Never deleted: one entered by mistake is voided (schools.actions.void) and may be entered again.
    """

    school = models.ForeignKey(School, models.PROTECT, null=True, blank=True, related_name="days_off")
    on = models.DateField()
    name = models.CharField(max_length=80)
    entered_at = models.DateTimeField(default=now, editable=False)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    voided_at = models.DateTimeField(null=True, blank=True, editable=False)
    voided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    void_reason = models.CharField(max_length=300, blank=True)

    objects = DayOffQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["school", "on"], condition=Q(voided_at=None), name="day_off_once"),
            models.UniqueConstraint(
                fields=["on"], condition=Q(voided_at=None, school=None), name="day_off_everywhere_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.on}"

    @property
    def for_year(self) -> int:
        """The school year the day falls in; the audit log asks."""
        return school_year(self.on)


class StaffRole(SchoolEvidence):
    """A person's role at a school from a day on; for the whole county the school is the office."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="staff_roles")
    kind = models.CharField(max_length=16, choices=RoleKind)
    language = models.CharField(max_length=2, choices=LANGUAGES, blank=True)

    objects = RoleQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=RoleKind.values), name="role_kind_known"),
            models.CheckConstraint(condition=~Q(kind="approver") | ~Q(language=""), name="approver_has_language"),
            models.CheckConstraint(condition=ends_after("on"), name="role_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} from {self.on}"
