"""Pages of the feedback room: where families ask, and where the school answers."""

from django.http import HttpRequest

from accounts.models import User


class StaffRequest(HttpRequest):
    """A request that the desk's guard let in: somebody is signed in."""

    user: User
