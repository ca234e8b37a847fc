"""Bilingual documents: sections with parity columns, who helped, the decision.

A kind is text, registered by its room (documents.kinds); what is the room's own stands in a row there.
"""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.clock import now
from documents.choices import LANGUAGES, Body, ContributorRole, State, TextState, other
from documents.querysets import DocumentQuerySet, SectionQuerySet
from schools.models import Evidence, School

USER = settings.AUTH_USER_MODEL


class Document(models.Model):
    """One per owner, kind, year and (compacts) grade band."""

    owner = models.ForeignKey(School, models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=30)
    for_year = models.SmallIntegerField()
    variant = models.CharField(max_length=20, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    # Entered as it was from before the portal; a document is born so and stays so (trigger).
    legacy = models.BooleanField(default=False)
    # The day a board or council means to decide; everything before it is planned back from there.
    decide_on = models.DateField(null=True, blank=True)
    # When and where a plan is heard in public before that (EC 52068). Null without a default, as Parity.matched.
    hearing_at = models.DateTimeField(null=True, blank=True)
    hearing_place_es = models.CharField(max_length=150, null=True, blank=True)  # noqa: DJ001
    hearing_place_en = models.CharField(max_length=150, null=True, blank=True)  # noqa: DJ001
    created_at = models.DateTimeField(default=now, editable=False)
    created_by = models.ForeignKey(USER, models.PROTECT, related_name="+")

    objects = DocumentQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["owner", "kind", "for_year", "variant"], name="document_once"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="document_state_known"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.for_year}"


def approved_is_complete(language: str) -> Q:
    """What an approved text must show: its own hash approved, its source's hash of today, an approver not its writer.

    Null passes a CHECK, so every column is asked for by name.
    """
    source = Q(**{"source_language": language, f"source_hash_{language}": F(f"text_hash_{language}")}) | Q(
        **{"source_language": other(language), f"source_hash_{language}": F(f"text_hash_{other(language)}")}
    )
    filled = Q(
        **{
            f"{name}_{language}__isnull": False
            for name in ("text", "text_hash", "source_hash", "approved_hash", "approved_by", "approved_at")
        }
    )
    own = Q(**{f"written_by_{language}__isnull": True}) | ~Q(**{f"approved_by_{language}": F(f"written_by_{language}")})
    return (
        Q(**{f"state_{language}__in": [state for state in TextState.values if state != TextState.APPROVED]})
        | filled
        & ~Q(**{f"text_{language}": ""})
        & ~Q(**{f"text_hash_{language}": ""})
        & Q(**{f"approved_hash_{language}": F(f"text_hash_{language}")})
        & source
        & own
    )


class Parity(models.Model):
    """A text in both languages and where each stands. The marked columns exist once a language (documents.translation).

    Approved means: approved_hash is the hash of today's text, source_hash the hash of today's source
    (white space and markup aside, documents.markup).
    """

    # Rises with every write of either language; an editor says which one it started from.
    revision = models.PositiveIntegerField(default=0)
    source_language = models.CharField(max_length=2, choices=[("es", "es"), ("en", "en")], default="en")
    # What the source said when the two last matched, kept as they part: whoever judges a stale text is shown it beside
    # today's source. Null where they never parted; without a default, so that SQLite need not build the table anew.
    matched = models.TextField(null=True, editable=False)  # noqa: DJ001
    # Translated columns (text_es, text_en, ...).
    text = models.TextField(blank=True, default="")
    state = models.CharField(max_length=8, choices=TextState, default=TextState.MISSING)
    text_hash = models.CharField(max_length=64, blank=True, default="")
    source_hash = models.CharField(max_length=64, blank=True, default="")
    approved_hash = models.CharField(max_length=64, blank=True, default="")
    approved_by = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    # Who changed the words last: an approver never approves a text of their own.
    written_by = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+")
    written_at = models.DateTimeField(null=True, blank=True)
    # The revision this language's text was last written at: editing one language never conflicts with the other.
    written_revision = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        abstract = True


class Section(Parity):
    """One section of a document in both languages."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="sections")
    key = models.CharField(max_length=30)
    position = models.PositiveSmallIntegerField()
    # Of a section the office added; a kind's own sections have theirs from the catalogue.
    heading_es = models.CharField(max_length=120, blank=True)
    heading_en = models.CharField(max_length=120, blank=True)

    objects = SectionQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "key"], name="section_once"),
            *(
                models.CheckConstraint(condition=approved_is_complete(code), name=f"section_approved_{code}")
                for code in LANGUAGES
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document_id} {self.key}"


class AddedSection(Evidence):
    """A section the office asks of every document of a kind from a school year (`for_year`) on."""

    owner = models.ForeignKey(School, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=30)
    key = models.CharField(max_length=30)
    heading_es = models.CharField(max_length=120)
    heading_en = models.CharField(max_length=120)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["owner", "kind", "key"], condition=Q(voided_at=None), name="added_section_once"
            ),
            models.CheckConstraint(condition=~Q(heading_es="") & ~Q(heading_en=""), name="added_section_has_headings"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class PeriodicReview(Evidence):
    """A document in force was looked at again and left as it is (AR 6020 B11); who did so are its contributors."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="reviews")
    note = models.CharField(max_length=500, blank=True)

    def __str__(self) -> str:
        return f"{self.document_id} reviewed {self.on}"


class Contributor(Evidence):
    """Who helped develop a document, or review it again, by role, named or by count."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="contributors")
    review = models.ForeignKey(PeriodicReview, models.PROTECT, null=True, blank=True, related_name="contributors")
    role = models.CharField(max_length=16, choices=ContributorRole)
    count = models.PositiveSmallIntegerField(default=1)
    name = models.CharField(max_length=120, blank=True)
    how = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(count__gte=1), name="contributor_counts"),
            models.CheckConstraint(condition=Q(role__in=ContributorRole.values), name="contributor_role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.count} {self.role}"


class Adoption(Evidence):
    """The decision on a document: by which body, on which day, with what vote."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="adoptions")
    body = models.CharField(max_length=120)
    vote = models.CharField(max_length=120)
    heard_on = models.DateField(null=True, blank=True)

    @property
    def body_name(self) -> str:
        """The body's name, in the active language where we have it."""
        return str(Body(self.body).label) if self.body in Body.values else self.body

    def __str__(self) -> str:
        return f"{self.body} {self.on}"
