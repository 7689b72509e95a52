"""What of the work behind the pages failed or stands still, for superusers."""

from django.contrib.auth.models import User
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jobs import standing
from releases.admin.dashboard.lines import Line, at


def work(user: User) -> list[Line]:
    """A line for each; none for those who look after releases only."""
    if not user.is_superuser:
        return []
    lines = []
    if count := standing.failed_tasks():
        said = ngettext("%(count)d task failed for good", "%(count)d tasks failed for good", count)
        lines.append(Line(said % {"count": count}, reverse("admin:jobs_failedtask_changelist")))
    for turn in standing.failed_chores():
        last = turn.failure.strip().splitlines()[-1:]
        lines.append(Line(turn.chore, "", when=at(turn.taken_at), note=" ".join(last)))
    if since := standing.waiting_since():
        said = _("No worker has taken what waits in the queue since %(moment)s.")
        lines.append(Line(said % {"moment": at(since)}, "", note=_start()))
    elif standing.has_stopped() and (last_turn := standing.last_worked()):
        said = _("No worker has worked since %(moment)s.")
        lines.append(Line(said % {"moment": at(last_turn)}, "", note=_start()))
    return lines


def _start() -> str:
    return _("Alerts and reminders wait. Start `manage.py worker`.")
