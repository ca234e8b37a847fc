"""Which way a message goes to a person: the addresses they gave, in their order, at last paper."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime
from hashlib import sha256
from typing import NamedTuple

from django.db.models import Q
from django.utils import timezone

from notices.choices import Audience, Channel
from notices.models import Delivery, Notice
from people.choices import ContactKind
from people.models import ContactPoint, Enrolment, GuardianLink


class Way(NamedTuple):
    """A channel and the address in it."""

    channel: str
    address: str = ""


PAPER = Way(Channel.PRINT)
# Kinds of address there is a provider for, in the order used where a person gave none. Text messages have none yet.
CHANNELS: dict[str, str] = {ContactKind.EMAIL: Channel.EMAIL, ContactKind.POST: Channel.PRINT}
RANK = list(CHANNELS)
MESSAGES = (ContactKind.EMAIL, ContactKind.TEXT)

Points = list[ContactPoint]


def contact_points(person_ids: Collection[int]) -> dict[int, Points]:
    """The addresses of each person: those that hold, and refusals, which outlast an address. One query."""
    found: dict[int, Points] = defaultdict(list)
    holding = Q(ended_at=None) | Q(opted_out_at__isnull=False)
    for point in ContactPoint.objects.filter(holding, person_id__in=person_ids):
        found[point.person_id].append(point)
    return found


def next_way(points: Iterable[ContactPoint], failed: Collection[Way] = ()) -> Way | None:
    """The next way to reach a person after those that failed; None when they asked not to get messages.

    Asking for no messages never triggers a letter: paper is for whoever gave no address, chose it, or could not be
    reached at an address they wanted.
    """
    points = list(points)
    open_points = [p for p in points if p.kind in CHANNELS and p.opted_out_at is None and p.ended_at is None]
    for point in sorted(open_points, key=lambda p: (p.position, RANK.index(p.kind), p.pk)):
        way = PAPER if point.kind == ContactKind.POST else Way(CHANNELS[point.kind], point.value)
        if way not in failed:
            return way
    refused = any(p.opted_out_at is not None and p.kind in MESSAGES for p in points)
    return None if refused and not failed else PAPER


def delivery_key(notice: Notice, person_id: int, nth: int) -> str:
    """The unique key of a person's nth attempt: the same however often a notice is expanded."""
    text = f"{notice.pk}|{notice.released_at:%Y%m%d%H%M%S%f}|{person_id}|{nth}"
    return sha256(text.encode()).hexdigest()[:32]


def still_receiving(notice: Notice, person_ids: Collection[int], moment: datetime) -> set[int]:
    """Those of the people who may be sent the notice today: their link to a student of the school still holds.

    Among people chosen by name, someone who never had a link stays; someone whose links all ended does not.
    """
    ids = set(person_ids)
    live = GuardianLink.objects.live(timezone.localdate(moment), moment).filter(person_id__in=ids)
    if notice.audience != Audience.PERSONS:
        live = live.at_school(notice.owner_id, timezone.localdate(moment), moment)
        return set(live.values_list("person_id", flat=True))
    ever = set(GuardianLink.objects.filter(person_id__in=ids).values_list("person_id", flat=True))
    return ids - (ever - set(live.values_list("person_id", flat=True)))


def is_linked(person_id: int, school_id: int, moment: datetime) -> bool:
    """Whether a person has a link to a student of the school today; true for someone who never had one to any child."""
    links = GuardianLink.objects.filter(person_id=person_id)
    day = timezone.localdate(moment)
    return links.live(day, moment).at_school(school_id, day, moment).exists() or not links.exists()


def schools_of(notice: Notice, person_ids: Collection[int], moment: datetime) -> dict[int, int]:
    """The school through which each person gets a notice: its owner, or for people chosen by name one of their own."""
    schools = dict.fromkeys(person_ids, notice.owner_id)
    if notice.audience != Audience.PERSONS:
        return schools
    day = timezone.localdate(moment)
    enrolled = Enrolment.objects.counting(day, moment)
    links = GuardianLink.objects.live(day, moment).filter(person_id__in=schools)
    rows = links.filter(child__enrolments__in=enrolled).values_list("person_id", "child__enrolments__school_id")
    own: dict[int, set[int]] = defaultdict(set)
    for person_id, school_id in rows:
        own[person_id].add(school_id)
    away = {person_id: min(ids) for person_id, ids in own.items() if notice.owner_id not in ids}
    return schools | away


def has_address(points: Iterable[ContactPoint], row: Delivery) -> bool:
    """Whether the person still wants messages at the address of an attempt."""
    return any(
        CHANNELS.get(point.kind) == row.channel
        and point.value == row.address
        and point.opted_out_at is None
        and point.ended_at is None
        for point in points
    )
