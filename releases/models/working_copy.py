"""What somebody has typed into a release's form and not saved yet, and that they are at it."""

import datetime
import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

# Somebody whose form has been silent for so long has closed it, or is away.
SILENT = datetime.timedelta(minutes=2)


class WorkingCopy(models.Model):
    """One person's open form of one release; of a new one, as long as it has no release."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    release = models.ForeignKey(
        "releases.Release",
        models.CASCADE,
        null=True,
        related_name="working_copies",
        verbose_name=_("release"),
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("who")
    )
    since = models.DateTimeField(_("since"))
    seen_at = models.DateTimeField(_("last seen"))
    typed = models.TextField(_("typed"), blank=True, help_text=_("The form, as it was sent."))
    typed_at = models.DateTimeField(_("last typed"), null=True)

    class Meta:
        verbose_name = _("unsaved text")
        verbose_name_plural = _("unsaved texts")
        constraints = [
            models.UniqueConstraint(fields=["release", "by"], name="one_working_copy_a_person"),
            models.UniqueConstraint(
                fields=["by"],
                condition=models.Q(release=None),
                name="one_new_working_copy_a_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.release_id or '+'}: {self.by_id}"
