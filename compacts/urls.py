"""Addresses under a school's page: its agreement with families."""

from typing import Any

from django.urls import path

from compacts import views

public: list[Any] = [path("", views.page, name="page")]
