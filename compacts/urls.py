"""Addresses of the welcome packet: under a school's page, and under its desk."""

from typing import Any

from django.urls import path

from compacts.views import desk as desk_views
from compacts.views import public as public_views

public: list[Any] = [path("", public_views.welcome, name="welcome")]
desk: list[Any] = [
    path("", desk_views.welcome, name="welcome"),
    path("<str:week>/take-back/", desk_views.void, name="void"),
]
