"""The standing pages, for everybody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from pages.models import Page


def page(request: HttpRequest, key: str) -> HttpResponse:
    return render(request, "pages/page.html", {"page": Page.shown(key)})
