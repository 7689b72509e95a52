from django.apps import AppConfig
from django.contrib.admin import apps as admin
from django.db.models.signals import post_migrate, pre_migrate


class NewsroomConfig(AppConfig):
    name = "newsroom"

    def ready(self) -> None:
        """Let the audit read what stands beside it, the database count what the public sees
        change, and the checks be known."""
        from audit.sources import SOURCES, History, Texts
        from newsroom import weak_sqlite  # noqa: F401 - registers its check
        from newsroom.keeping import triggers
        from pages.models import Notice, Page

        pre_migrate.connect(triggers.before_migrations, sender=self)
        post_migrate.connect(triggers.raise_up, sender=self)

        SOURCES["page"] = Texts("page", Page, page=Page)
        SOURCES["notice"] = History("notice", Notice, page=Notice)


class DeskConfig(admin.AdminConfig):
    """Django's admin with the desk as its site; the settings name it in the admin's stead."""

    default = False
    default_site = "newsroom.desk.DeskSite"
