"""Guardians, children, the dated links between them, and how to reach a person."""

from typing import ClassVar

import phonenumbers
from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.clock import now
from people.choices import GRADES, ContactKind, LinkKind, Reads
from people.querysets import ContactQuerySet, EnrolmentQuerySet, LinkQuerySet, PersonQuerySet
from schools.models import Evidence, School, ends_after

US = 1


class Person(models.Model):
    """A guardian or another person the schools write to; an account is optional."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="person")
    given_name = models.CharField(max_length=80)
    family_name = models.CharField(max_length=80, blank=True)
    reads = models.CharField(max_length=4, choices=Reads, blank=True)
    speaks = models.CharField(max_length=40, blank=True)
    created_at = models.DateTimeField(default=now, editable=False)

    objects = PersonQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()


class ContactPoint(models.Model):
    """An address of a person. Not unique: one that two people share signs nobody in until the school confirms it."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="contact_points")
    kind = models.CharField(max_length=8, choices=ContactKind)
    value = models.CharField(max_length=200)
    verified_at = models.DateTimeField(null=True, blank=True)
    source = models.CharField(max_length=40, blank=True)
    created_at = models.DateTimeField(default=now, editable=False)
    opted_out_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    objects = ContactQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["position", "pk"]
        indexes: ClassVar = [models.Index(fields=["kind", "value"], name="contact_by_value")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=ContactKind.values), name="contact_kind_known")
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

    @property
    def shown(self) -> str:
        """The address as people write it: (209) 555-0142 for +12095550142."""
        if self.kind not in (ContactKind.TEXT, ContactKind.VOICE):
            return self.value
        try:
            number = phonenumbers.parse(self.value)
        except phonenumbers.NumberParseException:
            return self.value
        home = number.country_code == US
        style = phonenumbers.PhoneNumberFormat.NATIONAL if home else phonenumbers.PhoneNumberFormat.INTERNATIONAL
        return phonenumbers.format_number(number, style)


class Child(models.Model):
    """A student: given name, grade, and a keyed hash of the roster's id. Nothing else is kept."""

    given_name = models.CharField(max_length=80)
    roster_key = models.CharField(max_length=64, blank=True, db_index=True)

    def __str__(self) -> str:
        return self.given_name


class Enrolment(Evidence):
    """A student at a school from a day on.

    `participating` serves targeted schools: unknown (None) is invited too. Never shown to families.
    """

    child = models.ForeignKey(Child, models.PROTECT, related_name="enrolments")
    school = models.ForeignKey(School, models.PROTECT, related_name="enrolments")
    grade = models.CharField(max_length=2, choices=[(g, g) for g in GRADES])
    class_name = models.CharField(max_length=40, blank=True)
    participating = models.BooleanField(null=True, blank=True)

    objects = EnrolmentQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=ends_after("on"), name="enrolment_ends_after_it_begins")
        ]

    def __str__(self) -> str:
        return f"{self.grade} from {self.on}"


class GuardianLink(Evidence):
    """A person's link to a child. It ends by an order seen (date, by whom), not by a word."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="links")
    child = models.ForeignKey(Child, models.PROTECT, related_name="links")
    kind = models.CharField(max_length=16, choices=LinkKind)
    may_receive = models.BooleanField(default=True)
    may_decide = models.BooleanField(default=True)
    confidential = models.BooleanField(default=False)
    order_seen_on = models.DateField(null=True, blank=True)
    order_seen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = LinkQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=LinkKind.values), name="link_kind_known"),
            models.CheckConstraint(condition=ends_after("on"), name="link_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} from {self.on}"
