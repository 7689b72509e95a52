from django.urls import path

from feeds.rss import AgencyRss, Rss

app_name = "feeds"
urlpatterns = [
    path("rss.xml", Rss(), name="rss"),
    path("agencies/<slug:slug>/rss.xml", AgencyRss(), name="agency"),
]
