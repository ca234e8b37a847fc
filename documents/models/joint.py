"""Developed with families: review windows, their comments for good, and what became of each."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language

from accounts.clock import now
from documents.choices import LANGUAGES, ContributorRole, Outcome
from documents.models.texts import Document, Parity, approved_is_complete
from documents.querysets import AnswerQuerySet, CommentQuerySet, WindowQuerySet
from people.models import Person
from schools.models import Evidence

USER = settings.AUTH_USER_MODEL


class ReviewWindow(Evidence):
    """Days in which anyone may comment on a draft: from `on` to `closes_on`, both included."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="windows")
    closes_on = models.DateField()
    # Who was told, in which language, is the notice's record.
    notice = models.OneToOneField("notices.Notice", models.PROTECT, null=True, blank=True, related_name="review_window")

    objects = WindowQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(closes_on__gte=F("on")), name="window_closes_after_it_opens")
        ]

    def __str__(self) -> str:
        return f"{self.document_id} from {self.on} to {self.closes_on}"


class ReviewText(models.Model):
    """A section as it was laid before families, in both approved languages; never changed (trigger)."""

    window = models.ForeignKey(ReviewWindow, models.PROTECT, related_name="texts")
    key = models.CharField(max_length=30)
    position = models.PositiveSmallIntegerField()
    heading_es = models.CharField(max_length=120, blank=True)
    heading_en = models.CharField(max_length=120, blank=True)
    text_es = models.TextField()
    text_en = models.TextField()
    hash_es = models.CharField(max_length=64)
    hash_en = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["window", "key"], name="review_text_once"),
            models.CheckConstraint(
                condition=~Q(text_es="") & ~Q(text_en="") & ~Q(hash_es="") & ~Q(hash_en=""), name="review_text_pair"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.window_id} {self.key}"


class Answer(Parity):
    """What became of one comment or of several: the words in both languages, for the public page."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="answers")
    outcome = models.CharField(max_length=9, choices=Outcome)
    # The section that was changed, where one was.
    key = models.CharField(max_length=30, blank=True)
    entered_at = models.DateTimeField(default=now, editable=False)
    entered_by = models.ForeignKey(USER, models.PROTECT, related_name="+")

    objects = AnswerQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(outcome__in=Outcome.values), name="answer_outcome_known"),
            *(
                models.CheckConstraint(condition=approved_is_complete(code), name=f"answer_approved_{code}")
                for code in LANGUAGES
            ),
        ]

    def __str__(self) -> str:
        return f"{self.outcome} {self.pk}"

    @property
    def known_in(self) -> str:
        """The language a list knows the answer by: the reader's own where it has words, else the one that has."""
        own = get_language() or self.source_language
        return own if getattr(self, f"text_{own}", "") else self.source_language


class Comment(models.Model):
    """What a person said about a draft, kept once, in its language; words and day never change (trigger).

    Without a window it came at another time: answered with this version or the next, it carries over.
    """

    document = models.ForeignKey(Document, models.PROTECT, related_name="comments")
    window = models.ForeignKey(ReviewWindow, models.PROTECT, null=True, blank=True, related_name="comments")
    # The section it is about; empty for the document as a whole.
    key = models.CharField(max_length=30, blank=True)
    role = models.CharField(max_length=16, choices=ContributorRole, default=ContributorRole.FAMILY)
    # A committee's written comment bears the committee's name.
    committee = models.CharField(max_length=120, blank=True)
    language = models.CharField(max_length=2)
    text = models.TextField()
    not_satisfied = models.BooleanField(default=False)
    may_show = models.BooleanField(default=False)
    # Only where the writer chose to be named.
    name = models.CharField(max_length=80, blank=True)
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    on = models.DateField()
    at = models.DateTimeField(default=now, editable=False)
    # Staff who entered what came on paper or by phone; empty for a post of the public form.
    entered_by = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+")
    form_key = models.CharField(max_length=64, unique=True)
    answer = models.ForeignKey(Answer, models.PROTECT, null=True, blank=True, related_name="comments")
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [models.Index(fields=["document", "key"], name="comment_by_section")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(text=""), name="comment_says_something"),
            models.CheckConstraint(condition=Q(language__in=LANGUAGES), name="comment_language_known"),
            models.CheckConstraint(condition=Q(role__in=ContributorRole.values), name="comment_role_known"),
            models.CheckConstraint(
                condition=Q(answer=None, answered_at=None) | Q(answer__isnull=False, answered_at__isnull=False),
                name="comment_answered_dated",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document_id} {self.pk}"

    @property
    def is_in_a_familys_words(self) -> bool:
        """Written by a family itself on the public form: no committee's, and nothing staff entered for somebody."""
        return self.role == ContributorRole.FAMILY and not self.committee and self.entered_by_id is None


class CommentCopy(models.Model):
    """What the public may read of a comment: a member of staff read it and took out what names a child.

    The latest row of a comment holds. The text in the other language is a translation made by a person.
    """

    comment = models.ForeignKey(Comment, models.PROTECT, related_name="copies")
    shown = models.BooleanField()
    text_es = models.TextField(blank=True)
    text_en = models.TextField(blank=True)
    reason = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(default=now, editable=False)
    by = models.ForeignKey(USER, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(shown=False) | ~Q(text_es="") | ~Q(text_en=""), name="comment_copy_says_something"
            ),
            models.CheckConstraint(condition=Q(shown=True) | ~Q(reason=""), name="comment_copy_withheld_has_reason"),
        ]

    def __str__(self) -> str:
        return f"copy of {self.comment_id}"
