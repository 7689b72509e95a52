"""Which number is a release's."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from numbering.models import Number


class ReleaseNumber(models.Model):
    """That a number is a release's. Never changed or deleted: a number is taken once."""

    release = models.ForeignKey("releases.Release", models.PROTECT)
    number = models.ForeignKey(Number, models.PROTECT)
    position = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("number of a release")
        verbose_name_plural = _("numbers of releases")
        ordering = ["release", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["release", "number"], name="a_number_stands_on_a_release_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.release_id}: {self.number_id}"
