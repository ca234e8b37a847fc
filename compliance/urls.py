from django.urls import path

public: list = []
desk: list = []
desk_home: list = []
county: list = []
