"""Bilingual documents: sections with parity columns, immutable editions, adoption and contributors.

A kind is text, registered by its room (documents.kinds); what is the room's own stands in a one-to-one row there.
"""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from accounts.clock import now

from documents.choices import ContributorRole, State, TextState
from documents.querysets import DocumentQuerySet
from schools.models import Evidence, School

USER = settings.AUTH_USER_MODEL


class Document(models.Model):
    """One per owner, kind, year and (compacts) grade band."""

    owner = models.ForeignKey(School, models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=30)
    for_year = models.SmallIntegerField()
    variant = models.CharField(max_length=20, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
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


class Section(models.Model):
    """One section in both languages. The marked columns exist once a language (documents.translation).

    Approved means: approved_hash is the hash of today's text, source_hash the hash of today's source.
    """

    document = models.ForeignKey(Document, models.CASCADE, related_name="sections")
    key = models.CharField(max_length=30)
    position = models.PositiveSmallIntegerField()
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
    # Who wrote the text last: an approver never approves a text of their own.
    written_by = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["document", "key"], name="section_once")]

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
        constraints: ClassVar = [models.CheckConstraint(condition=Q(count__gte=1), name="contributor_counts")]

    def __str__(self) -> str:
        return f"{self.count} {self.role}"


class Adoption(Evidence):
    """The decision on a document: by which body, on which day, with what vote."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="adoptions")
    body = models.CharField(max_length=120)
    vote = models.CharField(max_length=120)
    heard_on = models.DateField(null=True, blank=True)

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
    contributors = models.JSONField(default=list)
    digest = models.CharField(max_length=64)

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
                    & Q(hash_es=models.F("approved_hash_es"))
                    & Q(hash_en=models.F("approved_hash_en"))
                ),
                name="edition_pair_approved",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition_id} {self.key}"


class EditionVoid(models.Model):
    """Taking an edition back is a row beside it."""

    edition = models.OneToOneField(Edition, models.PROTECT, related_name="void")
    at = models.DateTimeField(default=now)
    by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300)

    def __str__(self) -> str:
        return f"{self.edition_id} voided"


class EditionFile(models.Model):
    """The PDF of an edition in one language, built once by a job."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="files")
    language = models.CharField(max_length=2)
    file = models.FileField(upload_to="editions/")
    sha256 = models.CharField(max_length=64)
    built_at = models.DateTimeField(default=now)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["edition", "language"], name="edition_file_once")]

    def __str__(self) -> str:
        return f"{self.edition_id} {self.language}"
