"""Addresses under /es/regulation/ and /en/regulation/."""

from django.urls import path

from regulation import views

app_name = "regulation"
urlpatterns = [
    path("", views.provision_list, name="list"),
    path("<str:code>/", views.provision_detail, name="detail"),
]
