"""Addresses of the schools room: the county's pages under /xx/county/schools/."""

from django.urls import path

from schools.views import calendar, listing, one

county = [
    path("", listing.schools, name="list"),
    path("<slug:slug>/", one.detail, name="detail"),
    path("<slug:slug>/facts/new/", one.enter_designation, name="designate"),
    path("<slug:slug>/facts/<int:pk>/confirm/", one.confirm_designation, name="confirm"),
    path("<slug:slug>/facts/<int:pk>/take-back/", one.void_designation, name="void"),
    path("<slug:slug>/days/new/", calendar.add_day, name="add_day"),
    path("<slug:slug>/days/<int:pk>/take-back/", calendar.void_day, name="void_day"),
    path("<slug:slug>/counts/new/", calendar.add_count, name="add_count"),
    path("<slug:slug>/counts/<int:pk>/take-back/", calendar.void_count, name="void_count"),
    path("<slug:slug>/roles/new/", one.add_role, name="appoint"),
    path("<slug:slug>/roles/<int:pk>/end/", one.finish_role, name="end_role"),
]
