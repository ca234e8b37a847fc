"""Publishing: an edition for good, in both languages or not at all."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import pgettext

from accounts.clock import now, today
from documents import facts, kinds
from documents.actions.moving import audit, locked, move
from documents.choices import LANGUAGES, State
from documents.facts import lacking
from documents.facts.helped import helpers, of_version
from documents.markup import combined
from documents.models import Adoption, Document, Edition, EditionFile, EditionSection, EditionVoid, Section

if TYPE_CHECKING:
    from accounts.models import User


def publish(document: Document, *, by: "User") -> Edition:
    """Make the document public as an edition that never changes, and leave its PDFs to a worker.

    Raises:
        ValidationError: with one sentence for each thing still missing.
    """
    with transaction.atomic():
        held = locked(document.pk)
        parts = facts.held(held, today())
        missing = lacking(held, parts, kinds.get(held.kind))
        if missing or parts.adoption is None:
            raise ValidationError([lack.sentence for lack in missing])
        edition = _edition(held, parts.adoption, parts.sections, by)
        move(held, State.PUBLISHED)
        audit("publish", held, edition, by=by)
    document.state = held.state
    return edition


def void_edition(edition: Edition, *, by: "User", reason: str) -> EditionVoid:
    """Take an edition back by a row beside it: from now on it counts for nothing and is not shown.

    Raises:
        ValidationError: no reason given, or taken back already.
    """
    if not reason.strip():
        raise ValidationError(pgettext("staff", "Say why this edition is taken back."))
    with transaction.atomic():
        held = locked(edition.document_id)
        if EditionVoid.objects.filter(edition=edition).exists():
            raise ValidationError(pgettext("staff", "This edition has been taken back already."))
        row: EditionVoid = EditionVoid.objects.create(edition=edition, at=now(), by=by, reason=reason.strip())
        if held.state == State.PUBLISHED and not held.editions.filter(number__gt=edition.number).exists():
            move(held, State.DRAFT)
        audit("void", held, edition, by=by)
    return row


def _edition(held: Document, adoption: Adoption, sections: Sequence[Section], by: "User") -> Edition:
    """The edition's rows, copied from the sections as they are held; its files are entered as work to do."""
    last = held.editions.order_by("-number").values_list("number", flat=True).first()
    helped: Counter[str] = Counter()
    for row in of_version(helpers(held), list(held.editions.live())):
        helped[row.role] += row.count
    edition: Edition = Edition.objects.create(
        document=held,
        number=(last or 0) + 1,
        published_at=now(),
        published_by=by,
        on=today(),
        adoption=adoption,
        contributors=[{"role": role, "count": count} for role, count in sorted(helped.items())],
        digest=combined(getattr(row, f"text_hash_{code}") for row in sections for code in LANGUAGES),
    )
    EditionSection.objects.bulk_create([_copied(edition, row) for row in sections])
    EditionFile.objects.bulk_create([EditionFile(edition=edition, language=code) for code in LANGUAGES])
    return edition


def _copied(edition: Edition, row: Section) -> EditionSection:
    headings = {"heading_es": row.heading_es, "heading_en": row.heading_en}
    copied = EditionSection(edition=edition, key=row.key, position=row.position, **headings)
    for code in LANGUAGES:
        setattr(copied, f"text_{code}", getattr(row, f"text_{code}"))
        setattr(copied, f"hash_{code}", getattr(row, f"text_hash_{code}"))
        setattr(copied, f"approved_hash_{code}", getattr(row, f"approved_hash_{code}"))
    return copied
