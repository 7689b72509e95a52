"""What people of the desk say to each other about a release."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Note(models.Model):
    """A note on a release. It is appended, never changed, and leaves text and revision alone."""

    release = models.ForeignKey(
        "releases.Release", models.PROTECT, related_name="notes", verbose_name=_("release")
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("who")
    )
    at = models.DateTimeField(_("when"))
    text = models.TextField(_("note"))

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        ordering = ["release", "-at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(text__gt=""), name="a_note_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.release_id}: {self.text[:40]}"
