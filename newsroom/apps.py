from django.apps import AppConfig
from django.contrib.admin import apps as admin


class NewsroomConfig(AppConfig):
    name = "newsroom"

    def ready(self) -> None:
        """Let the audit read what stands beside it, which it does not know of itself; and let the
        checks be known."""
        from audit.sources import SOURCES, History, Texts
        from newsroom import sqlite  # noqa: F401 - registers its check
        from pages.models import Notice, Page

        SOURCES["page"] = Texts("page", Page, page=Page)
        SOURCES["notice"] = History("notice", Notice, page=Notice)


class DeskConfig(admin.AdminConfig):
    """Django's admin with the desk as its site; the settings name it in the admin's stead."""

    default = False
    default_site = "newsroom.desk.DeskSite"
