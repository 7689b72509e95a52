"""The desk's memory: what every save of a release changed."""

import json
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
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
    RESTORE = "restore", _("older text restored")
    VOID = "void", _("number voided")
    HAND_OVER = "hand_over", _("handed over")
    TAKE_OVER = "take_over", _("taken over from the archive")


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
    overrides_four_eyes = models.BooleanField(
        _("without a second person"),
        default=False,
        help_text=_("Whoever wrote or submitted it also approved it; the note says why."),
    )
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
            models.CheckConstraint(
                condition=Q(overrides_four_eyes=False) | Q(action=What.APPROVE, note__gt=""),
                name="who_approves_alone_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.release_id}, {self.position}: {self.action}"

    @property
    def changed_labels(self) -> list[str]:
        """The changed fields by the names that people know."""
        return [self.release.label_of(name) for name in self.changed]

    @property
    def fields(self) -> dict[str, Any]:
        """Every field of the release as it was then."""
        return json.loads(self.content)


class OverrideManager(models.Manager["Override"]):
    def get_queryset(self) -> models.QuerySet["Override"]:
        return super().get_queryset().filter(overrides_four_eyes=True)


class Override(Revision):
    """An approval by whoever wrote or submitted it: the revision, listed by itself."""

    objects = OverrideManager()

    class Meta:
        proxy = True
        verbose_name = _("approval without a second person")
        verbose_name_plural = _("approvals without a second person")
        ordering = ["-at", "-pk"]
