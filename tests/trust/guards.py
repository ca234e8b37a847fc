"""Each scope and each permission by name, and how to take it away: found in the code where they can be."""

import inspect
import sys
from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from typing import Any, NamedTuple

import pytest
import rules
from django.conf import settings
from django.shortcuts import get_object_or_404
from rules.permissions import permissions

from tests.trust.addresses import addresses

Remove = Callable[[pytest.MonkeyPatch], None]
# Second locks: each shows only where those before it are gone too.
BEHIND = {
    "notices.view_notice": ("NoticeQuerySet.visible_to",),
    "schools.rules.sees": ("NoticeQuerySet.visible_to",),
    "schools.view_school": ("SchoolQuerySet.visible_to", "audience of schools_county:detail"),
}


class Guard(NamedTuple):
    """`near`: where its loss shows first: a room, "room here", an address, an actor, "address as actor".

    `group`: those tried in one test.
    """

    name: str
    near: str
    remove: Remove
    group: str = "doors"


def guards() -> Iterator[Guard]:
    """Each guard to be removed in turn."""
    yield from _doors()
    yield from _audiences()
    yield from (scope._replace(group="scopes") for scope in _scopes())
    yield from _permissions()
    yield from _predicates()
    yield from _found_within()


def before(guard: Guard) -> list[Guard]:
    """The locks in front of a second one."""
    names = BEHIND.get(guard.name, ())
    return [one for one in (*_audiences(), *_scopes(), _NOTICES) if any(one.name.endswith(name) for name in names)]


def everywhere(patch: pytest.MonkeyPatch, original: Any, instead: Any, *, within: str = "") -> None:
    """Put something in the place of a function wherever a room has imported it."""
    for name, module in list(sys.modules.items()):
        if name.split(".")[0] in settings.ROOMS and name.startswith(within):
            for key, value in list(vars(module).items()):
                if value is original:
                    patch.setattr(module, key, instead)


def _of(path: str) -> Any:
    """The object a dotted path names."""
    module, _dot, name = path.rpartition(".")
    return getattr(import_module(module), name)


def _function(path: str, instead: Any, near: str = "") -> Guard:
    return Guard(path, near, lambda patch: everywhere(patch, _of(path), instead))


def _method(path: str, name: str, instead: Any, near: str = "") -> Guard:
    return Guard(f"{path}.{name}", near, lambda patch: patch.setattr(_of(path), name, instead))


def _doors() -> Iterator[Guard]:
    """Who may come in at all."""
    yield _function("accounts.audience._refuse", lambda request, who: None, "anonymous")
    wall = "accounts.middleware.SecondFactorMiddleware"
    yield _method(wall, "process_view", lambda self, request, view, args, kwargs: None, "unenrolled")
    backend = "django.contrib.auth.backends.ModelBackend"
    yield _method(backend, "user_can_authenticate", lambda self, user: True, "disabled")
    ended = "django.contrib.auth.constant_time_compare"
    yield Guard("ended sessions", "ended", lambda patch: patch.setattr(ended, lambda first, second: True))
    yield _function("schools.facts.live_roles", _ever_held, "former")


def _audiences() -> Iterator[Guard]:
    """The door of each address."""
    for address in addresses():
        if address.is_protected:
            door = _function("accounts.audience._refuse", _lets_in(address.name), f"{address.name} as anonymous")
            yield door._replace(name=f"audience of {address.name}", group=f"audiences of {address.room}")


def _lets_in(name: str) -> Any:
    """The door as it is, but for one address."""
    refuse = _of("accounts.audience._refuse")
    return lambda request, who: None if request.resolver_match.view_name == name else refuse(request, who)


def _ever_held(user: Any, on: Any) -> Any:
    rows = _of("schools.models.StaffRole").objects.filter(user=user)
    return tuple(_of("schools.querysets.LiveRole")(*row) for row in rows.values_list("kind", "school_id", "language"))


def _scopes() -> Iterator[Guard]:
    """What of it they may see."""
    yield _function("schools.querysets.school_ids", lambda user: None)
    yield _method("schools.querysets.SchoolQuerySet", "visible_to", lambda self, user: self)
    yield _method("schools.querysets.SchoolQuerySet", "public", lambda self: self)
    yield _method("meetings.querysets.MeetingQuerySet", "public", lambda self, school: self.at(school), "meetings:list")
    yield _method("documents.models.Edition", "is_void", property(lambda self: False), "policies:page")
    yield _method("people.querysets.LinkQuerySet", "live", lambda self, on, known_at: self, "me as revoked")
    yield _method("people.querysets.LinkQuerySet", "of", lambda self, person, on: self, "me as guardian")
    yield _method("people.querysets.PersonQuerySet", "for_user", lambda self, user: self, "me")
    linked = "notices.delivery.ways.is_linked"
    yield _function(linked, lambda person_id, school_id, moment: True, "meetings_token:answer")


_NOTICES = _method("notices.querysets.NoticeQuerySet", "visible_to", lambda self, user: self)


def _permissions() -> Iterator[Guard]:
    for name in sorted(permissions):
        room = name.split(".")[0]
        remove = partial(_always, name=name)
        # Of a record elsewhere the scope goes first.
        yield Guard(name, f"{room} here", remove, f"permissions of {room}")


def _always(patch: pytest.MonkeyPatch, name: str) -> None:
    patch.setitem(permissions, name, rules.always_true)


def _predicates() -> Iterator[Guard]:
    """Plain functions of each room's rules that say who may."""
    for room in settings.ROOMS:
        try:
            module = import_module(f"{room}.rules")
        except ModuleNotFoundError:
            continue
        for name, value in vars(module).items():
            if inspect.isfunction(value) and value.__module__ == module.__name__ and not name.startswith("_"):
                near = f"{_asking(value, room)} here"
                found = _function(f"{module.__name__}.{name}", lambda *asked, **more: True, near)
                yield found._replace(group=f"rules of {room}")


def _asking(predicate: Any, room: str) -> str:
    """The first room above whose rules ask it; its own where none does."""
    above = settings.ROOMS[: settings.ROOMS.index(room)]
    asked = (name for name in reversed(above) if predicate in vars(sys.modules.get(f"{name}.rules", rules)).values())
    return next(asked, room)


def _found_within() -> Iterator[Guard]:
    """Each room's views finding a record among all there are."""
    for room in sorted({address.room for address in addresses() if address.is_protected}):
        if any(value is get_object_or_404 for module in _modules(room) for value in vars(module).values()):
            yield Guard(f"{room} finds among all", f"{room} crossed", partial(find_among_all, room=room), "finding")


def find_among_all(patch: pytest.MonkeyPatch, room: str) -> None:
    """A room's views find the record with that key or name, whoever's it is."""
    everywhere(patch, get_object_or_404, _among_all, within=f"{room}.")


def _modules(room: str) -> list[Any]:
    return [module for name, module in list(sys.modules.items()) if name.startswith(f"{room}.")]


def _among_all(source: Any, *args: Any, **kwargs: Any) -> Any:
    model = getattr(source, "model", source)
    keys = {name: value for name, value in kwargs.items() if name in ("pk", "slug")}
    return get_object_or_404(model, *args, **(keys or kwargs))
