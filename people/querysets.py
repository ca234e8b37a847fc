"""Named reads over families.

Each of a family's rows is asked by a subquery of its own, so that one link and one enrolment meet all conditions.
"""

from datetime import date, datetime
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Count, Prefetch, Q, Value, Window

from accounts.clock import now
from accounts.ordering import AsRead
from people.choices import ContactKind
from schools.querysets import EvidenceQuerySet, school_ids

if TYPE_CHECKING:
    from accounts.models import User
    from people.models import Person

# Letters a name may begin with instead: databases compare them as they stand.
ACCENTED = {"A": "Áá", "E": "Éé", "I": "Íí", "O": "Óó", "U": "ÚúÜü"}
# As many words of a search as are looked for.
WORDS = 4
LINK, ENROLMENT, CONTACT = "GuardianLink", "Enrolment", "ContactPoint"


def _rows(name: str) -> Any:
    """The queryset of another model of this room, which is defined after its querysets."""
    return apps.get_model("people", name)._default_manager.all()


class PersonQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: "User") -> Self:
        """Guardians of students enrolled, now or once, at the user's schools."""
        ids = school_ids(user)
        return self if ids is None else self._linked(_rows(LINK).standing(), _rows(ENROLMENT).visible_to(user))

    def at_school(self, school_id: int, on: date, grade: str = "") -> Self:
        """Guardians whose link and whose child's enrolment at the school, in a grade if told, are not over on a day."""
        students = _rows(ENROLMENT).here(school_id, on)
        return self._linked(_rows(LINK).not_over(on), students.filter(grade=grade) if grade else students)

    def after(self, person: "Person") -> Self:
        """The people who follow one by family name, given name and number: pages of a long list by key."""
        family, given = AsRead(Value(person.family_name)), AsRead(Value(person.given_name))
        same_family = Q(read_family=family)
        read = self.alias(read_family=AsRead("family_name"), read_given=AsRead("given_name"))
        return read.filter(
            Q(read_family__gt=family)
            | same_family & Q(read_given__gt=given)
            | same_family & Q(read_given=given, pk__gt=person.pk)
        )

    def with_total(self) -> Self:
        """Adds `total` to each: how many there are in all, counted by the query that reads the first of them."""
        return self.annotate(total=Window(Count("*")))

    def by_name(self) -> Self:
        return self.order_by(AsRead("family_name"), AsRead("given_name"), "pk")

    def initial(self, letter: str) -> Self:
        """People whose last name begins with a letter, with or without its accent; the first name if there is none."""
        signs = [letter, *ACCENTED.get(letter.upper(), "")]
        begins = [Q(family_name__istartswith=sign) | Q(family_name="", given_name__istartswith=sign) for sign in signs]
        return self.filter(reduce(or_, begins))

    def matching(self, school_id: int, words: str, on: date) -> Self:
        """Guardians at a school each word fits: their name or address, or a student's name or class there.

        No words, no one.
        """
        found = self.at_school(school_id, on) if words.split() else self.none()
        links, students = _rows(LINK).not_over(on), _rows(ENROLMENT).here(school_id, on)
        for word in words.split()[:WORDS]:
            named = students.filter(Q(child__given_name__icontains=word) | Q(class_name__icontains=word))
            cared_for = links.filter(child__in=named.values("child_id"))
            reached = _rows(CONTACT).in_use().filter(value__icontains=word)
            own = Q(given_name__icontains=word) | Q(family_name__icontains=word)
            found = found.filter(own | Q(pk__in=cared_for.values("person_id")) | Q(pk__in=reached.values("person_id")))
        return found

    def with_families(self, school_id: int, on: date | None = None) -> Self:
        """Adds `ties` (links to students of the school, each child with its enrolments `here`) and `addresses`.

        Args:
            on: leave out what is over on this day; None keeps what has ended.
        """
        addresses = _rows(CONTACT).in_use().shared().order_by("position", "pk")
        ties = _rows(LINK).to_enrolled(school_id, on).select_related("child", "order_seen_by")
        here = _rows(ENROLMENT).here(school_id, on)
        return self.prefetch_related(
            Prefetch("links", ties.order_by("pk"), to_attr="ties"),
            Prefetch("ties__child__enrolments", here.order_by("-on", "-pk"), to_attr="here"),
            Prefetch("contact_points", addresses, to_attr="addresses"),
        )

    def for_user(self, user: "User") -> Self:
        """The person an account belongs to: none or one."""
        return self.filter(user_id=user.pk)

    def _linked(self, links: Any, enrolments: Any) -> Self:
        """People of these links to the students of these enrolments, as far as they were not voided."""
        students = enrolments.standing().order_by().values("child_id")
        return self.filter(pk__in=links.filter(child__in=students).order_by().values("person_id"))


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

    def here(self, school_id: int, on: date | None) -> Self:
        """Enrolments at a school: not over on a day, or with None those of once too."""
        rows = self.standing() if on is None else self.not_over(on)
        return rows.filter(school_id=school_id)

    def siblings(self, person_id: int, school_id: int, on: date) -> Self:
        """Students at a school whom a person shares a household's adult with, but has no link to.

        A household is small: who and whom it links is asked first, so that the rest needs no guess of its size.
        """
        links = _rows(LINK).not_over(on)
        mine = set(links.filter(person_id=person_id).values_list("child_id", flat=True))
        partners = links.filter(child_id__in=mine).values_list("person_id", flat=True)
        theirs = set(links.filter(person_id__in=set(partners)).values_list("child_id", flat=True))
        rows = self.here(school_id, on).filter(child_id__in=theirs - mine)
        return rows.select_related("child").order_by("child__given_name", "pk")


class LinkQuerySet(EvidenceQuerySet):
    def visible_to(self, user: "User") -> Self:
        """Links to students enrolled, now or once, at the user's schools."""
        return self._to(_rows(ENROLMENT).standing().visible_to(user)) if school_ids(user) is not None else self

    def live(self, on: date, known_at: datetime) -> Self:
        """Links that hold on a day, of people who may be contacted."""
        return self.counting(on, known_at).filter(may_receive=True)

    def of(self, person: "Person", on: date) -> Self:
        """What a guardian's own pages rest on: the person's links that hold on a day, as known now."""
        return self.live(on, now()).filter(person=person)

    def at_school(self, school_id: int, on: date, known_at: datetime) -> Self:
        """Links to students enrolled at a school on a day."""
        return self._to(_rows(ENROLMENT).counting(on, known_at).filter(school_id=school_id))

    def to_enrolled(self, school_id: int, on: date | None) -> Self:
        """Links to students of a school: neither over on a day, or with None those of once too."""
        rows = self.standing() if on is None else self.not_over(on)
        return rows._to(_rows(ENROLMENT).here(school_id, on))

    def _to(self, enrolments: Any) -> Self:
        return self.filter(child__in=enrolments.order_by().values("child_id"))
