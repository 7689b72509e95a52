from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SubscriptionsConfig(AppConfig):
    name = "subscriptions"
    verbose_name = _("Alerts by e-mail")

    def ready(self) -> None:
        from subscriptions import checks  # noqa: F401 - registers itself
