"""What of the work behind the pages failed or stands still, for superusers."""

from django.contrib.auth.models import User
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jobs import standing
from jobs.models import Turn
from releases.admin.dashboard.lines import Line, at


def work(user: User) -> list[Line]:
    """A line for each; none for those who look after releases only."""
    if not user.is_superuser:
        return []
    lines = []
    if count := standing.failed_tasks():
        said = ngettext("%(count)d task failed for good", "%(count)d tasks failed for good", count)
        lines.append(Line(said % {"count": count}, reverse("admin:jobs_failedtask_changelist")))
    turns = list(Turn.objects.order_by("chore"))
    for turn in (one for one in turns if one.failure):
        error = turn.failure.strip().splitlines()[-1:]
        lines.append(Line(turn.chore, "", when=at(turn.taken_at), note=" ".join(error)))
    last = max((turn.taken_at for turn in turns), default=None)
    if since := standing.waiting_since(last):
        said = _("No worker has taken what waits in the queue since %(moment)s.")
        lines.append(Line(said % {"moment": at(since)}, "", note=_start()))
    elif since := standing.stopped_since(last):
        said = _("No worker has worked since %(moment)s.")
        lines.append(Line(said % {"moment": at(since)}, "", note=_start()))
    return lines


def _start() -> str:
    return _("Alerts and reminders wait. Start `manage.py worker`.")
