"""Addresses under a school's page."""

from django.urls import path

from evaluations import views

public = [path("", views.page, name="page")]
desk: list = []
