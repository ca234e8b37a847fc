"""Pages of the feedback room: where families ask, and where the school answers."""

from allauth.account.adapter import get_adapter
from django.http import HttpRequest

from accounts.models import User


class StaffRequest(HttpRequest):
    """A request that the desk's guard let in: somebody is signed in."""

    user: User


def sender_of(request: HttpRequest) -> str:
    """The network address a post came from, behind as many proxies as the settings trust."""
    return str(get_adapter().get_client_ip(request))
