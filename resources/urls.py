"""Addresses under a school's page."""

from django.urls import path

from resources import views

public = [path("", views.page, name="page")]
desk: list = []
