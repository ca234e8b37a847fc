from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.audience import audience


@audience("public")
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "home.html")


root = healthz = readyz = privacy = accessibility = home_after_login = me = home


@audience("public")
def school(request: HttpRequest, slug: str) -> HttpResponse:
    return render(request, "home.html")
