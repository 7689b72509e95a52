"""That somebody was reminded of a release that waits for review."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Reminder(models.Model):
    """A mail that went out, once for each time a release was submitted, and each person."""

    revision = models.ForeignKey(
        "releases.Revision", models.PROTECT, related_name="reminders", verbose_name=_("revision")
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("who")
    )
    at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        constraints = [
            models.UniqueConstraint("revision", "person", name="one_reminder_a_person"),
        ]

    def __str__(self) -> str:
        return f"{self.revision_id}: {self.person_id}"
