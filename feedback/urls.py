"""Addresses: under a school's page, and under its desk."""

from django.urls import path

from feedback.views import desk as answering
from feedback.views import public as asking

public = [
    path("", asking.ask, name="ask"),
    path("done/", asking.done, name="done"),
]
desk = [
    path("", answering.listing, name="list"),
    path("<int:pk>/", answering.answer, name="answer"),
    path("<int:pk>/reopen/", answering.reopen, name="reopen"),
]
