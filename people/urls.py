"""Addresses of the people room: families at a school's desk, under /xx/desk/<slug>/families/."""

from django.urls import path

from people.views import contacts, entry, family, listing, students, ties

desk = [
    path("", listing.families, name="list"),
    path("search/", listing.search, name="search"),
    path("new/", entry.new_family, name="new"),
    path("<int:pk>/", family.family, name="family"),
    path("<int:pk>/correct/", family.correct, name="correct"),
    path("<int:pk>/addresses/new/", contacts.new_contact, name="new_contact"),
    path("<int:pk>/addresses/<int:contact>/<slug:verb>/", contacts.change_contact, name="contact"),
    path("<int:pk>/students/new/", entry.new_student, name="new_student"),
    path("<int:pk>/students/link/", entry.new_tie, name="new_link"),
    path("<int:pk>/links/<int:link>/", ties.correct_tie, name="link"),
    path("<int:pk>/links/<int:link>/end/", ties.end_tie, name="end_link"),
    path("students/<int:pk>/", students.correct_student, name="student"),
    path("students/<int:pk>/adult/", entry.new_guardian, name="new_guardian"),
    path("students/<int:pk>/end/", students.student_leaves, name="end_enrolment"),
]
