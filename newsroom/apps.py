from django.apps import AppConfig
from django.contrib.admin import apps as admin


class NewsroomConfig(AppConfig):
    name = "newsroom"


class DeskConfig(admin.AdminConfig):
    """Django's admin with the desk as its site; the settings name it in the admin's stead."""

    default = False
    default_site = "newsroom.desk.DeskSite"
