from django.conf import settings
from django.urls import path, re_path

from bench.textbook import constant, views

urlpatterns = [
    path("releases/", views.ReleaseList.as_view(), name="list"),
    path("releases/<slug:slug>/", views.ReleaseDetail.as_view(), name="detail"),
    path("rss.xml", views.ReleaseFeed(), name="feed"),
]
if settings.CONSTANT:
    urlpatterns = [re_path("", constant.View(settings.CONSTANT))]
