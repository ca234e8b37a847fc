"""What goes on from a document: families' dissent with the plan, and points to take up next time."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from documents.choices import LANGUAGES, PointSource, Recipient, Tier
from documents.models.editions import Edition
from documents.models.joint import Comment
from schools.models import Evidence, School

USER = settings.AUTH_USER_MODEL


class Submission(Evidence):
    """A plan sent on with every comment families made on it (20 USC 6318(b)(4), (c)(5); AR 6020 B5).

    Sealed once all are in it, which the database checks; a sealed one is never changed (triggers).
    """

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="submissions")
    recipient = models.CharField(max_length=6, choices=Recipient)
    digest = models.CharField(max_length=64, blank=True)
    sealed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(recipient__in=Recipient.values), name="submission_recipient_known"),
            models.CheckConstraint(condition=Q(sealed_at=None) | ~Q(digest=""), name="submission_sealed_has_digest"),
        ]

    def __str__(self) -> str:
        return f"{self.edition_id} to the {self.recipient}"


class SubmittedComment(models.Model):
    """A family's comment that travels with a plan, in its place; a name only where the writer chose one."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="comments")
    comment = models.ForeignKey(Comment, models.PROTECT, related_name="+")
    position = models.PositiveIntegerField()

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["submission", "comment"], name="submitted_comment_once")
        ]

    def __str__(self) -> str:
        return f"{self.comment_id} in {self.submission_id}"


class OpenPoint(Evidence):
    """Something the next version is to take up: a late comment, a finding, a strategy with its evidence tier (A5)."""

    owner = models.ForeignKey(School, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=30)
    source = models.CharField(max_length=8, choices=PointSource)
    language = models.CharField(max_length=2)
    text = models.CharField(max_length=1000)
    finding = models.CharField(max_length=500, blank=True)
    tier = models.CharField(max_length=1, choices=Tier, blank=True)
    # The edition that took it up, or the decision that none is needed.
    edition = models.ForeignKey(Edition, models.PROTECT, null=True, blank=True, related_name="points")
    decision = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(source__in=PointSource.values), name="point_source_known"),
            models.CheckConstraint(condition=Q(language__in=LANGUAGES), name="point_language_known"),
            models.CheckConstraint(condition=~Q(text=""), name="point_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.source}"
