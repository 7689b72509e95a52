"""The desk's memory: what every save of a release changed."""

import json

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class What(models.TextChoices):
    """What was done: the text was saved, or a move was made."""

    EDIT = "edit", _("saved")
    SUBMIT = "submit", _("submitted")
    SEND_BACK = "send_back", _("sent back")
    APPROVE = "approve", _("approved")
    CORRECT = "correct", _("opened for correction")
    KEEP = "keep", _("correction given up")
    POSTPONE = "postpone", _("postponed")
    CANCEL = "cancel", _("cancelled")
    WITHDRAW = "withdraw", _("withdrawn")
    TRANSLATE = "translate", _("translation begun")
    REPLACE = "replace", _("replaced")
    REDACT = "redact", _("text removed")
    DISCARD = "discard", _("discarded")
    RECOVER = "recover", _("recovered")
    VOID = "void", _("number voided")


class Revision(models.Model):
    """One save or move of a release. It is appended, never changed or deleted."""

    release = models.ForeignKey(
        "releases.Release", models.PROTECT, related_name="revisions", verbose_name=_("release")
    )
    position = models.PositiveIntegerField(_("revision"))
    action = models.CharField(_("what"), max_length=20, choices=What)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("who")
    )
    at = models.DateTimeField(_("when"))
    note = models.TextField(_("note"), blank=True)
    changed = models.JSONField(_("changed fields"), default=list)
    content = models.TextField(_("content"), help_text=_("The whole text, as JSON."))

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        ordering = ["release", "-position"]
        constraints = [
            models.UniqueConstraint(
                fields=["release", "position"], name="revisions_follow_each_other"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.release_id}, {self.position}: {self.action}"

    @property
    def changed_labels(self) -> list[str]:
        """The changed fields by the names that people know."""
        names = {
            field.name: field.verbose_name
            for field in self.release._meta.get_fields()
            if hasattr(field, "verbose_name")
        }
        return [str(names.get(name, name)) for name in self.changed]

    @property
    def fields(self) -> dict[str, object]:
        """Every field of the release as it was then."""
        return json.loads(self.content)
