"""Addresses under a school's page and its desk: its policy."""

from typing import Any

from django.urls import path

from policies.views import desk as desk_views
from policies.views import public as views

public: list[Any] = [
    path("", views.page, name="page"),
    path("pdf/", views.pdf, name="pdf"),
]
desk: list[Any] = [
    path("<int:pk>/amended/", desk_views.amended, name="amended"),
]
