from django.urls import path

from compliance.views import desk as desk_views
from compliance.views import matrix, records, why

desk_home = [
    path("", desk_views.home, name="home"),
    path("<slug:slug>/", desk_views.year, name="year"),
    path("<slug:slug>/why/<str:code>/", why.why, name="why"),
]
desk = [
    path("", records.action_list, name="list"),
    path("new/", records.action_new, name="new"),
    path("<int:pk>/", records.action_page, name="action"),
    path("<int:pk>/file/", records.action_file, name="file"),
]
county = [
    path("", matrix.matrix, name="matrix"),
    path("matrix.csv", matrix.matrix_csv, name="csv"),
]
