"""Pages of the meetings room: for everyone, for families who answer, for the desk."""

from django.http import HttpRequest

from accounts.models import User


class StaffRequest(HttpRequest):
    """A request that the desk's guard let in: somebody is signed in."""

    user: User
