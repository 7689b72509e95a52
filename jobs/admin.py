"""The queue at the desk: what failed for good, and one more try. For superusers."""

import json
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django_tasks_db.models import DBTaskResult

from jobs.models import FailedTask
from jobs.working import try_now

# The library's own page shows whatever was done to everybody with its permission.
admin.site.unregister(DBTaskResult)


@admin.register(FailedTask)
class FailedTaskAdmin(admin.ModelAdmin):
    """Read only: a task is made by the newsroom, and forgotten after a year."""

    list_display = ["what", "failed", "tries", "error"]
    list_per_page = 50
    fields = ["what", "given", "asked", "failed", "tries", "what_happened"]
    readonly_fields = ["what", "given", "asked", "failed", "tries", "what_happened"]
    actions = ["try_again"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[FailedTask]:
        return super().get_queryset(request).failed()  # type: ignore[attr-defined]

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        return False

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.is_active and request.user.is_superuser

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.action(description=_("Try again"), permissions=["view"])
    def try_again(self, request: HttpRequest, tasks: QuerySet[FailedTask]) -> None:
        chosen = list(tasks)
        for task in chosen:
            try_now(task)
        said = ngettext(
            "%(count)d task is in the queue again.",
            "%(count)d tasks are in the queue again.",
            len(chosen),
        )
        messages.success(request, said % {"count": len(chosen)})

    @admin.display(description=_("task"), ordering="task_path")
    def what(self, task: FailedTask) -> str:
        return task.task_path

    @admin.display(description=_("failed"), ordering="finished_at")
    def failed(self, task: FailedTask) -> str:
        moment = task.finished_at
        return date_format(localtime(moment), "SHORT_DATETIME_FORMAT") if moment else ""

    @admin.display(description=_("put into the queue"))
    def asked(self, task: FailedTask) -> str:
        return date_format(localtime(task.enqueued_at), "SHORT_DATETIME_FORMAT")

    @admin.display(description=_("tries"))
    def tries(self, task: FailedTask) -> int:
        return task.tries

    @admin.display(description=_("what went wrong"))
    def error(self, task: FailedTask) -> str:
        return task.error[:200]

    @admin.display(description=_("about"))
    def given(self, task: FailedTask) -> str:
        """What it was given: identities."""
        return json.dumps(task.args_kwargs, ensure_ascii=False)

    @admin.display(description=_("what went wrong"))
    def what_happened(self, task: FailedTask) -> str:
        html = "<details><summary>{}</summary><pre>{}</pre></details>"
        return format_html(html, task.error, task.traceback)
