"""Addresses: under a school's page, behind links sent to families, under a school's desk."""

from django.urls import path

from meetings.views import answering, calendar
from meetings.views import public as pages

public = [
    path("", pages.listing, name="list"),
    path("calendar.ics", calendar.feed, name="calendar"),
    path("<int:pk>/", pages.page, name="page"),
    path("<int:pk>/flyer/", pages.flyer, name="flyer"),
    path("<int:pk>/meeting.ics", calendar.one, name="calendar_one"),
    path("<int:pk>/answer/", answering.form, name="answer"),
]
token = [
    path("done/<str:key>/", answering.done, name="done"),
    path("done/<str:key>/change/", answering.change, name="change"),
    path("done/<str:key>/meeting.ics", answering.own_calendar, name="calendar"),
    path("<str:token>/", answering.by_link, name="answer"),
]
desk: list = []
