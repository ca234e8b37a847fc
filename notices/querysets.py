"""Named reads over the outbox."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q

from notices.choices import Channel, DeliveryState, State
from schools.querysets import school_ids

if TYPE_CHECKING:
    from accounts.models import User

# Channels there is a provider for.
SENT = (Channel.EMAIL,)


class NoticeQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: "User") -> Self:
        """Notices of the schools whose staff pages the user may open."""
        ids = school_ids(user)
        return self if ids is None else self.filter(owner_id__in=ids)


class DeliveryQuerySet(models.QuerySet[Any]):
    def due(self, moment: datetime) -> Self:
        """Rows to send now: their time has come and is not over, and their notice has all its recipients."""
        in_time = Q(not_after=None) | Q(not_after__gt=moment)
        return self.filter(
            in_time,
            state=DeliveryState.DUE,
            send_at__lte=moment,
            channel__in=SENT,
            recipient__notice__state=State.EXPANDED,
        )

    def held(self, holder: str) -> Self:
        """The rows a holder of a lease has and has not finished."""
        return self.filter(lease_by=holder, state=DeliveryState.CLAIMED)

    def ran_out(self, moment: datetime) -> Self:
        """Claimed rows whose lease is over."""
        return self.filter(state=DeliveryState.CLAIMED, lease_until__lte=moment)

    def late(self, moment: datetime) -> Self:
        """Rows not sent by their last moment."""
        return self.filter(state=DeliveryState.DUE, not_after__lte=moment)
