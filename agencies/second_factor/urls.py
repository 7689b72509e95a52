"""Below `/admin/second-factor/`. The second step is open to whoever has typed a password."""

from django.contrib import admin
from django.urls import path

from agencies.second_factor import pages
from agencies.second_factor.step import Step

page = admin.site.admin_view

app_name = "second-factor"
urlpatterns = [
    path("", page(pages.own), name="own"),
    path("step/", Step.as_view(), name="step"),
    path("app/", page(pages.app), name="app"),
    path("key/", page(pages.key), name="key"),
    path("codes/", page(pages.codes), name="codes"),
    path("<int:pk>/remove/", page(pages.removal), name="remove"),
]
