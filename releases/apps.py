from django.apps import AppConfig
from django.db.models.signals import post_migrate, post_save, pre_save
from django.utils.translation import gettext_lazy as _


class ReleasesConfig(AppConfig):
    name = "releases"
    verbose_name = _("Releases")

    def ready(self) -> None:
        from agencies.models import Agency
        from numbering import guards
        from releases import edition_guards, shelves
        from releases.search import index

        guards.stand_watch(self, edition_guards.GUARDS)
        post_migrate.connect(index.bring_up_to_date, sender=self)
        post_save.connect(index.agency_saved, sender=Agency)
        pre_save.connect(shelves.agency_saving, sender=Agency)
        post_save.connect(shelves.agency_saved, sender=Agency)
