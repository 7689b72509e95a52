from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReleasesConfig(AppConfig):
    name = "releases"
    verbose_name = _("Releases")

    def ready(self) -> None:
        from numbering import guards
        from releases import edition_guards

        guards.stand_watch(self, edition_guards.GUARDS)
