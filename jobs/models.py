"""When each chore had its last turn, and the tasks that failed for good."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_tasks_db.models import DBTaskResult


class Turn(models.Model):
    """The last turn of a chore: when it was taken, and what went wrong in it."""

    chore = models.CharField(max_length=100, primary_key=True)
    taken_at = models.DateTimeField()
    failure = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.chore


class FailedTask(DBTaskResult):
    """A task of the queue, as the desk shows those that failed for good."""

    class Meta:
        proxy = True
        verbose_name = _("task that failed")
        verbose_name_plural = _("tasks that failed")
        ordering = ["-finished_at"]

    def __str__(self) -> str:
        return self.task_path

    @property
    def tries(self) -> int:
        return len(self.worker_ids)

    @property
    def error(self) -> str:
        """The last line of what went wrong, which says it."""
        lines = self.traceback.strip().splitlines()
        return lines[-1] if lines else ""
