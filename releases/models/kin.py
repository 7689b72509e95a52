"""What ties releases to each other, and what was taken out of one: appended, never changed."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from releases.models.edition import Edition
from releases.models.release import Release


class Replacement(models.Model):
    """That one release takes the place of another."""

    old = models.OneToOneField(
        Release, models.PROTECT, related_name="replacement", verbose_name=_("replaced")
    )
    new = models.ForeignKey(
        Release, models.PROTECT, related_name="replaced", verbose_name=_("replaced by")
    )
    at = models.DateTimeField(_("when"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("who")
    )

    class Meta:
        verbose_name = _("replacement")
        verbose_name_plural = _("replacements")
        constraints = [
            models.CheckConstraint(
                condition=~Q(old=F("new")), name="no_release_takes_its_own_place"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.old_id} → {self.new_id}"


class Redaction(models.Model):
    """That the text of a sealed edition was removed, on whose word, and why."""

    edition = models.OneToOneField(
        Edition, models.PROTECT, related_name="redaction", verbose_name=_("edition")
    )
    authority = models.CharField(_("on whose word"), max_length=200)
    reason = models.TextField(_("reason"))
    at = models.DateTimeField(_("when"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("who")
    )

    class Meta:
        verbose_name = _("redaction")
        verbose_name_plural = _("redactions")
        constraints = [
            models.CheckConstraint(
                condition=Q(authority__gt="", reason__gt=""), name="a_redaction_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition_id}: {self.authority}"
