"""Addresses under a school's page: its policy."""

from typing import Any

from django.urls import path

from policies import views

public: list[Any] = [
    path("", views.page, name="page"),
    path("pdf/", views.pdf, name="pdf"),
]
