"""Addresses: under a school's page, behind links sent to families, under a school's desk."""

from django.urls import path

from meetings.views import acts, answering, calendar
from meetings.views import desk as planning
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
desk = [
    path("", planning.listing, name="list"),
    path("new/", planning.new, name="new"),
    path("<int:pk>/", planning.page, name="page"),
    path("<int:pk>/what/", planning.what, name="what"),
    path("<int:pk>/sessions/", planning.sessions, name="sessions"),
    path("<int:pk>/agenda/", planning.agenda, name="agenda"),
    path("<int:pk>/services/", planning.services, name="services"),
    path("<int:pk>/call/", acts.call, name="call"),
    path("<int:pk>/invite/", acts.invite, name="invite"),
    path("<int:pk>/cancel/", acts.cancel, name="cancel"),
    path("<int:pk>/sessions/<int:session>/count/", acts.count, name="count"),
    path("<int:pk>/counts/<int:count>/void/", acts.void_count, name="void_count"),
    path("<int:pk>/minutes/", acts.minutes, name="minutes"),
]
