from django.contrib import admin
from django.urls import path

from ingest import views

app_name = "ingest"
urlpatterns = [
    path("", admin.site.admin_view(views.read), name="read"),
    path("review/", admin.site.admin_view(views.review), name="review"),
]
