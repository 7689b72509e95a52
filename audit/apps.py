from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    name = "audit"
    verbose_name = _("Audit")

    def ready(self) -> None:
        from audit import audit_guards, witness
        from numbering import guards

        guards.stand_watch(self, audit_guards.GUARDS)
        witness.look_on()
