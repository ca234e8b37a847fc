"""Links sent to one person for one purpose: what holds when one is followed."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.clock import now
from notices.delivery.tokens import digest, new_token
from notices.delivery.ways import is_linked
from notices.models import LinkToken
from people.models import Person
from schools.models import School


def redeem(raw_token: str, purpose: str) -> LinkToken:
    """The link behind a token, if it still holds; checked each time it is followed, never used up.

    Raises:
        ValidationError: unknown, for another purpose, expired, or its person's link to the school ended. One
            sentence for all of them, so that nothing can be learned by guessing.
    """
    moment = now()
    token = (
        LinkToken.objects.select_related("person", "school")
        .filter(digest=digest(raw_token), purpose=purpose, expires_at__gt=moment)
        .first()
    )
    if token is None or not is_linked(token.person_id, token.school_id, moment):
        raise ValidationError(_("This link no longer works. You can still answer on the meeting's page, or call us."))
    return token


def issue(person: Person, school: School, purpose: str, about_id: int) -> str:
    """A link for someone who is signed in already, good for an hour. Returns the token; only its digest is kept."""
    raw = new_token()
    expires = now() + timedelta(hours=1)
    LinkToken.objects.create(
        person=person,
        school=school,
        purpose=purpose,
        about_id=about_id,
        digest=digest(raw),
        created_at=now(),
        expires_at=expires,
    )
    return raw
