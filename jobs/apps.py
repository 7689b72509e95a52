from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class JobsConfig(AppConfig):
    name = "jobs"
    verbose_name = _("Work behind the pages")

    def ready(self) -> None:
        """Read every app's `chores.py`, where it says what is to be done again and again.

        And hear of each new task, for which a worker may have to be called.
        """
        from django_tasks_db.compat import task_enqueued  # Django's own from 6 on

        from jobs import calling

        autodiscover_modules("chores")
        task_enqueued.connect(calling.call_new)
