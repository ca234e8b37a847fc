from django.urls import path

public: list = []
desk: list = []
token: list = []
