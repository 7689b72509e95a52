from django.urls import path

from pages.models import Key
from pages.views import page

app_name = "pages"
urlpatterns = [path(f"{key}/", page, {"key": key}, name=key) for key in Key.values]
