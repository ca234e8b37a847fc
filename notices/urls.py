from django.urls import path

from notices import views

public: list = []
desk = [
    path("", views.notice_list, name="list"),
    path("<int:pk>/", views.notice_page, name="page"),
    path("<int:pk>/cancel/", views.cancel, name="cancel"),
    path("<int:pk>/paper/", views.paper, name="paper"),
    path("<int:pk>/letters/", views.letters, name="letters"),
]
