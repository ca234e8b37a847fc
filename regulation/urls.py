from django.urls import path

app_name = "regulation"
urlpatterns: list = []
