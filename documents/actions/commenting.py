"""Comments on a draft: by anyone from the public page, or entered for somebody by staff. Kept for good, as written."""

from dataclasses import asdict, dataclass, fields
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.actions import admit, digest_of
from accounts.clock import now, today
from documents.actions.moving import audit
from documents.actions.writing import grouped
from documents.choices import LONGEST_COMMENT, ContributorRole
from documents.markup import tidy
from documents.models import Comment, Document, ReviewWindow

if TYPE_CHECKING:
    from accounts.models import User
    from people.models import Person

ABOUT = "documents.comment"
# Going back in the browser makes the form's key anew: the same words again within the hour are the same comment, where
# they are long enough that two people would hardly both write them.
AGAIN, LONG_ENOUGH = timedelta(hours=1), 20


@dataclass(frozen=True)
class Said:
    """What somebody said. key: the section, or empty for the document as a whole."""

    text: str
    language: str
    key: str = ""
    role: str = ContributorRole.FAMILY
    not_satisfied: bool = False
    may_show: bool = False
    name: str = ""
    committee: str = ""


def comment(
    window: ReviewWindow, said: Said, *, form_key: str, sender: str = "", person: "Person | None" = None
) -> Comment:
    """Keep what somebody posted on the public page. The same form, or the same words within the hour, is one comment.

    A post that comes after the window has closed is kept too: it is answered now or carries over.

    Args:
        form_key: the form's random key.
        sender: network address of the post; counts towards the form's limit.

    Raises:
        ValidationError: nothing written, too long, an unknown section, or too many posts from one address.
    """
    said = _checked(window, said)
    day = today()
    row = Comment(
        document_id=window.document_id,
        window=window if _is_open(window, day) else None,
        person=person,
        on=day,
        at=now(),
        form_key=digest_of(ABOUT, window.pk, form_key),
        **asdict(said),
    )
    return _sent_before(row) or _kept(row, window.document, None, sender)


def _sent_before(row: Comment) -> Comment | None:
    """What the public posted within the last hour that says the same in everything; None where nothing does."""
    if len(row.text) < LONG_ENOUGH:
        return None
    names = ("document_id", "window_id", "person_id", *(field.name for field in fields(Said)))
    alike = Comment.objects.filter(
        entered_by=None, at__gt=row.at - AGAIN, **{name: getattr(row, name) for name in names}
    )
    found: Comment | None = alike.order_by("pk").first()
    return found


def enter_comment(document: Document, said: Said, *, on: date, by: "User", form_key: str) -> Comment:
    """Enter a comment that came on paper, by phone or from a committee, on the day it came.

    It belongs to the window that was open on that day; where there was none, it belongs to no window.

    Raises:
        ValidationError: nothing written, too long, a day still to come, or before the document was begun.
    """
    if not timezone.localdate(document.created_at) <= on <= today():
        raise ValidationError(
            pgettext("staff", "Enter the day the comment came: between the beginning of this draft and today.")
        )
    window = document.windows.open_on(on).first()
    said = _checked(window, said)
    row = Comment(
        document=document,
        window=window,
        on=on,
        at=now(),
        entered_by=by,
        form_key=digest_of(ABOUT, document.pk, by.pk, form_key),
        **asdict(said),
    )
    return _kept(row, document, by, "")


def _kept(row: Comment, document: Document, by: "User | None", sender: str) -> Comment:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
            if sender:
                admit(f"{ABOUT}:{document.pk}", sender)
            audit("comment", document, row, by=by)
    except IntegrityError:
        # Posted twice: the other post has entered it.
        earlier: Comment | None = Comment.objects.filter(form_key=row.form_key).first()
        if earlier is None:
            raise
        return earlier
    return row


def _checked(window: ReviewWindow | None, said: Said) -> Said:
    text = tidy(said.text)
    if not text:
        raise ValidationError({"text": _("Write what you want to say.")})
    if len(text) > LONGEST_COMMENT:
        over = len(text) - LONGEST_COMMENT
        raise ValidationError(
            {
                "text": _("Your text is %(over)s letters too long. Make it shorter, or send it in two parts.")
                % {"over": grouped(over)}
            }
        )
    if said.key and window is not None and not window.texts.filter(key=said.key).exists():
        raise ValidationError({"key": _("Choose the part you want to talk about.")})
    return Said(**{**asdict(said), "text": text, "name": tidy(said.name), "committee": tidy(said.committee)})


def _is_open(window: ReviewWindow, day: date) -> bool:
    return window.voided_at is None and window.on <= day <= window.closes_on
