"""Sections the office asks of every document of a kind."""

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import pgettext

from accounts.actions import record
from accounts.clock import now, today
from documents import kinds
from documents.kinds import CHANGES, SUMMARY, WHOLE, is_own
from documents.models import AddedSection
from schools.models import School

if TYPE_CHECKING:
    from accounts.models import User

LONGEST_KEY = 30


def add_section(kind: str, *, headings: dict[str, str], for_year: int, by: "User") -> AddedSection:
    """Ask a section of every document of a kind from a school year on; taken back by schools.actions.void.

    Args:
        headings: language -> heading, both of them; the English one gives the section its key.

    Raises:
        ValidationError: a heading missing, or the kind has such a section already.
    """
    es, en = headings.get("es", "").strip(), headings.get("en", "").strip()
    key = slugify(en)[:LONGEST_KEY].strip("-")
    if not es or not en or not key:
        raise ValidationError(pgettext("staff", "Write the heading in both languages."))
    own = {spec.key for spec in (SUMMARY, CHANGES, WHOLE, *kinds.get(kind).sections)}
    office = School.objects.office()
    row = AddedSection(
        owner=office, kind=kind, key=key, heading_es=es, heading_en=en, on=today(), for_year=for_year,
        entered_at=now(), entered_by=by,
    )  # fmt: skip
    try:
        with transaction.atomic():
            if key in own or is_own(key):
                raise ValidationError(_there())
            row.save(force_insert=True)
            record("add_section", row, by=by, school_id=office.pk, year=for_year)
    except IntegrityError:
        raise ValidationError(_there()) from None
    return row


def _there() -> str:
    return pgettext("staff", "These documents have a section of that name already. Choose another heading.")
