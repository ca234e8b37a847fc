"""Named reads over families.

Conditions on one child's enrolment or link stand together in one filter call, so that one row has to meet all of them.
"""

from datetime import date, datetime
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Prefetch, Q

from accounts.clock import now
from people.choices import ContactKind
from schools.querysets import EvidenceQuerySet, school_ids

if TYPE_CHECKING:
    from accounts.models import User
    from people.models import Person

# Letters a name may begin with instead: databases compare them as they stand.
ACCENTED = {"A": "Áá", "E": "Éé", "I": "Íí", "O": "Óó", "U": "ÚúÜü"}
# As many words of a search as are looked for.
WORDS = 4
FAMILY = ("GuardianLink", "Enrolment", "ContactPoint")


def counting(prefix: str, on: date, known_at: datetime) -> Q:
    """The two times of a related evidence row, for a filter across `prefix` ("child__enrolments")."""
    return (
        Q(**{f"{prefix}__on__lte": on, f"{prefix}__entered_at__lte": known_at})
        & (Q(**{f"{prefix}__ends_on": None}) | Q(**{f"{prefix}__ends_on__gt": on}))
        & (Q(**{f"{prefix}__voided_at": None}) | Q(**{f"{prefix}__voided_at__gt": known_at}))
    )


def not_over(prefix: str, on: date) -> Q:
    """A related row not voided that holds on a day or will."""
    open_end = Q(**{f"{prefix}__ends_on": None}) | Q(**{f"{prefix}__ends_on__gt": on})
    return Q(**{f"{prefix}__voided_at": None}) & open_end


class PersonQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: "User") -> Self:
        """Guardians of students enrolled, now or once, at the user's schools."""
        ids = school_ids(user)
        return self if ids is None else self._linked(Q(links__child__enrolments__school_id__in=ids))

    def ever_at(self, school_id: int) -> Self:
        """Guardians of students enrolled, now or once, at a school."""
        return self._linked(Q(links__child__enrolments__school_id=school_id))

    def at_school(self, school_id: int, on: date) -> Self:
        """Guardians whose link and whose child's enrolment at the school are not over on a day."""
        here = Q(links__child__enrolments__school_id=school_id)
        return self._linked(here & not_over("links", on) & not_over("links__child__enrolments", on))

    def after(self, person: "Person") -> Self:
        """The people who follow one by family name, given name and number: pages of a long list by key."""
        same_family = Q(family_name=person.family_name)
        return self.filter(
            Q(family_name__gt=person.family_name)
            | same_family & Q(given_name__gt=person.given_name)
            | same_family & Q(given_name=person.given_name, pk__gt=person.pk)
        )

    def by_name(self) -> Self:
        return self.order_by("family_name", "given_name", "pk")

    def initial(self, letter: str) -> Self:
        """People whose last name begins with a letter, with or without its accent; the first name if there is none."""
        signs = [letter, *ACCENTED.get(letter.upper(), "")]
        begins = [Q(family_name__istartswith=sign) | Q(family_name="", given_name__istartswith=sign) for sign in signs]
        return self.filter(reduce(or_, begins))

    def in_grade(self, school_id: int, grade: str, on: date) -> Self:
        """Guardians of students of a grade at a school."""
        row = Q(links__child__enrolments__school_id=school_id, links__child__enrolments__grade=grade)
        return self._linked(row & not_over("links", on) & not_over("links__child__enrolments", on))

    def matching(self, school_id: int, words: str, on: date) -> Self:
        """Guardians at a school each word fits: their name or address, or a student's name or class there.

        No words, no one.
        """
        found = self.at_school(school_id, on) if words.split() else self.none()
        here = Q(links__child__enrolments__school_id=school_id)
        here &= not_over("links", on) & not_over("links__child__enrolments", on)
        everyone = self.model._default_manager.order_by()
        for word in words.split()[:WORDS]:
            student = Q(links__child__given_name__icontains=word)
            student |= Q(links__child__enrolments__class_name__icontains=word)
            reached = Q(contact_points__value__icontains=word, contact_points__ended_at=None)
            elsewhere = (everyone.filter(conditions).values("pk") for conditions in (reached, here & student))
            own = Q(given_name__icontains=word) | Q(family_name__icontains=word)
            found = found.filter(reduce(or_, (Q(pk__in=rows) for rows in elsewhere), own))
        return found

    def with_families(self, school_id: int, on: date | None = None) -> Self:
        """Adds `ties` (links to students of the school, each child with its enrolments `here`) and `addresses`.

        Args:
            on: leave out what is over on this day; None keeps what has ended.
        """
        links, enrolments, contacts = (apps.get_model("people", name) for name in FAMILY)
        addresses = contacts.objects.in_use().shared().order_by("position", "pk")
        ties = links.objects.standing().to_enrolled(school_id, on).select_related("child", "order_seen_by")
        here = enrolments.objects.standing().filter(school_id=school_id)
        if on is not None:
            ties, here = (rows.exclude(ends_on__lte=on) for rows in (ties, here))
        return self.prefetch_related(
            Prefetch("links", ties.order_by("pk"), to_attr="ties"),
            Prefetch("ties__child__enrolments", here.order_by("-on", "-pk"), to_attr="here"),
            Prefetch("contact_points", addresses, to_attr="addresses"),
        )

    def for_user(self, user: "User") -> Self:
        """The person an account belongs to: none or one."""
        return self.filter(user_id=user.pk)

    def _linked(self, conditions: Q) -> Self:
        held = Q(links__voided_at=None, links__child__enrolments__voided_at=None)
        return self.filter(pk__in=self.model._default_manager.filter(conditions & held).order_by().values("pk"))


class ContactQuerySet(models.QuerySet[Any]):
    def in_use(self) -> Self:
        """Addresses that have not been taken away."""
        return self.filter(ended_at=None)

    def shared(self) -> Self:
        """Adds `is_shared`: another person's address in use reads the same."""
        others = self.model._default_manager.filter(
            kind=models.OuterRef("kind"), value=models.OuterRef("value"), ended_at=None
        ).exclude(person=models.OuterRef("person"))
        return self.annotate(is_shared=models.Exists(others))

    def may_sign_in(self, value: str) -> Self:
        """Email addresses that may sign their person in: in use, and their own alone or confirmed by the school."""
        mine = self.shared().filter(kind=ContactKind.EMAIL, value=value.strip().lower(), ended_at=None)
        return mine.filter(Q(is_shared=False) | ~Q(verified_at=None))


class EnrolmentQuerySet(EvidenceQuerySet):
    def visible_to(self, user: "User") -> Self:
        ids = school_ids(user)
        return self if ids is None else self.filter(school_id__in=ids)

    def siblings(self, person_id: int, school_id: int, on: date) -> Self:
        """Students at a school whom a person shares a household's adult with, but has no link to."""
        links = apps.get_model("people", "GuardianLink").objects.standing().exclude(ends_on__lte=on)
        mine = links.filter(person_id=person_id).order_by().values("child_id")
        partners = links.filter(child_id__in=mine).order_by().values("person_id")
        theirs = links.filter(person_id__in=partners).order_by().values("child_id")
        here = self.standing().filter(school_id=school_id, child_id__in=theirs).exclude(child_id__in=mine)
        return here.exclude(ends_on__lte=on).select_related("child").order_by("child__given_name", "pk")


class LinkQuerySet(EvidenceQuerySet):
    def visible_to(self, user: "User") -> Self:
        """Links to students enrolled, now or once, at the user's schools."""
        ids = school_ids(user)
        return (
            self
            if ids is None
            else self._where(Q(child__enrolments__school_id__in=ids, child__enrolments__voided_at=None))
        )

    def live(self, on: date, known_at: datetime) -> Self:
        """Links that hold on a day, of people who may be contacted."""
        return self.counting(on, known_at).filter(may_receive=True)

    def of(self, person: "Person", on: date) -> Self:
        """What a guardian's own pages rest on: the person's links that hold on a day, as known now."""
        return self.live(on, now()).filter(person=person)

    def at_school(self, school_id: int, on: date, known_at: datetime) -> Self:
        """Links to students enrolled at a school on a day."""
        return self._where(Q(child__enrolments__school_id=school_id) & counting("child__enrolments", on, known_at))

    def to_enrolled(self, school_id: int, on: date | None) -> Self:
        """Links to students enrolled at a school, now or later if a day is given, else now or once."""
        here = Q(child__enrolments__school_id=school_id, child__enrolments__voided_at=None)
        return self._where(here if on is None else here & not_over("child__enrolments", on))

    def _where(self, conditions: Q) -> Self:
        return self.filter(pk__in=self.model._default_manager.filter(conditions).order_by().values("pk"))
