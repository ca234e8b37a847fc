"""What was published, never changed after: editions, their files and recordings, who says they read them."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.clock import now
from documents.choices import LANGUAGES
from documents.models.texts import Adoption, Document
from documents.querysets import EditionFileQuerySet, EditionQuerySet
from people.models import Person
from schools.models import Evidence

USER = settings.AUTH_USER_MODEL


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

    @property
    def is_void(self) -> bool:
        """Whether it was taken back."""
        return hasattr(self, "void")


class EditionSection(models.Model):
    """A section as published. The database compares hashes as columns: half a pair is refused."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="sections")
    key = models.CharField(max_length=30)
    position = models.PositiveSmallIntegerField()
    heading_es = models.CharField(max_length=120, blank=True)
    heading_en = models.CharField(max_length=120, blank=True)
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


class Recording(Evidence):
    """A person's voice reading or explaining an edition in one language, kept beside it."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="recordings")
    language = models.CharField(max_length=2)
    file = models.FileField(upload_to="recordings/")
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    content_type = models.CharField(max_length=40)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(language__in=LANGUAGES), name="recording_language_known"),
            models.UniqueConstraint(
                fields=["edition", "language"], condition=Q(voided_at=None), name="recording_one_standing"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition_id} {self.language}"


class Receipt(models.Model):
    """A family says it received and read an edition. A choice: the law asks no signature (20 USC 6318(d))."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="receipts")
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    language = models.CharField(max_length=2)
    at = models.DateTimeField(default=now, editable=False)
    # Digest of the form's random key: two taps are one.
    form_key = models.CharField(max_length=64, unique=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["edition", "person"], condition=Q(person__isnull=False), name="receipt_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.edition_id} read"
