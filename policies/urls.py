"""Addresses under a school's desk: its policy."""

from typing import Any

from django.urls import path

from policies.views import desk as desk_views

desk: list[Any] = [
    path("<int:pk>/amended/", desk_views.amended, name="amended"),
]
