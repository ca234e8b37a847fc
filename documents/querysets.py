from typing import TYPE_CHECKING, Any, Self

from django.db import models

from schools.querysets import school_ids

if TYPE_CHECKING:
    from accounts.models import User


class DocumentQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: "User") -> Self:
        ids = school_ids(user)
        return self if ids is None else self.filter(owner_id__in=ids)
