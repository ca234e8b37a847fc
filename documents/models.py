"""Bilingual documents: sections with parity columns, immutable editions, adoption and contributors.

A kind is text, registered by its room (documents.kinds); what is the room's own stands in a row there.
"""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.clock import now
from documents.choices import LANGUAGES, Body, ContributorRole, State, TextState, other
from documents.querysets import DocumentQuerySet, EditionFileQuerySet, EditionQuerySet, SectionQuerySet
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


class Section(models.Model):
    """One section in both languages. The marked columns exist once a language (documents.translation).

    Approved means: approved_hash is the hash of today's text, source_hash the hash of today's source
    (white space and markup aside, documents.markup).
    """

    document = models.ForeignKey(Document, models.CASCADE, related_name="sections")
    key = models.CharField(max_length=30)
    position = models.PositiveSmallIntegerField()
    # Rises with every write of either language; an editor says which one it started from.
    revision = models.PositiveIntegerField(default=0)
    source_language = models.CharField(max_length=2, choices=[("es", "es"), ("en", "en")], default="en")
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


class Contributor(Evidence):
    """Who helped develop a document, by role, named or by count."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="contributors")
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


class Edition(models.Model):
    """What was published, never changed after (triggers refuse UPDATE and DELETE)."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField()
    legacy = models.BooleanField(default=False)
    published_at = models.DateTimeField(default=now)
    published_by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    on = models.DateField()
    adoption = models.ForeignKey(Adoption, models.PROTECT, null=True, blank=True, related_name="+")
    # [{"role", "count"}] at the moment of publishing, for the public page: never a name.
    contributors = models.JSONField(default=list)
    digest = models.CharField(max_length=64)

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "number"], name="edition_once"),
            models.CheckConstraint(condition=Q(legacy=True) | Q(adoption__isnull=False), name="edition_was_adopted"),
        ]

    def __str__(self) -> str:
        return f"{self.document_id}/{self.number}"


class EditionSection(models.Model):
    """A section as published. The database compares hashes as columns: half a pair is refused."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="sections")
    key = models.CharField(max_length=30)
    position = models.PositiveSmallIntegerField()
    legacy = models.BooleanField(default=False)
    text_es = models.TextField(blank=True)
    text_en = models.TextField(blank=True)
    hash_es = models.CharField(max_length=64, blank=True)
    hash_en = models.CharField(max_length=64, blank=True)
    approved_hash_es = models.CharField(max_length=64, blank=True)
    approved_hash_en = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["edition", "key"], name="edition_section_once"),
            models.CheckConstraint(
                condition=Q(legacy=True)
                | (
                    ~Q(text_es="")
                    & ~Q(text_en="")
                    & ~Q(hash_es="")
                    & ~Q(hash_en="")
                    & Q(hash_es=F("approved_hash_es"))
                    & Q(hash_en=F("approved_hash_en"))
                ),
                name="edition_pair_approved",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition_id} {self.key}"


class EditionVoid(models.Model):
    """Taking an edition back is a row beside it, as final as the edition."""

    edition = models.OneToOneField(Edition, models.PROTECT, related_name="void")
    at = models.DateTimeField(default=now)
    by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300)

    def __str__(self) -> str:
        return f"{self.edition_id} voided"


class EditionFile(models.Model):
    """The PDF of an edition in one language. Publishing enters the row; a job claims it, builds and fills it once."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="files")
    language = models.CharField(max_length=2)
    file = models.FileField(upload_to="editions/", blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveIntegerField(default=0)
    pages = models.PositiveSmallIntegerField(default=0)
    built_at = models.DateTimeField(null=True, blank=True)
    claimed_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    objects = EditionFileQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["edition", "language"], name="edition_file_once"),
            models.CheckConstraint(
                condition=Q(built_at=None) | (~Q(file="") & ~Q(sha256="")), name="edition_file_built_is_whole"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["claimed_until"], condition=Q(built_at=None), name="edition_file_waiting")
        ]

    def __str__(self) -> str:
        return f"{self.edition_id} {self.language}"
