from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NumberingConfig(AppConfig):
    name = "numbering"
    verbose_name = _("Numbering")

    def ready(self) -> None:
        from numbering import guards, register_guards

        guards.stand_watch(self, register_guards.GUARDS)
