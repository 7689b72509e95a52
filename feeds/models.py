"""What was passed on."""

from django.db import models


class Told(models.Model):
    """An edition that the hub is told of, or was. Its row and the task are one transaction."""

    edition = models.OneToOneField(
        "releases.Edition", models.PROTECT, primary_key=True, related_name="+"
    )

    def __str__(self) -> str:
        return str(self.edition_id)


class Purged(models.Model):
    """That caches are told, or were, of an edition that took something away, or was redacted."""

    edition = models.ForeignKey("releases.Edition", models.PROTECT, related_name="+")
    redacted = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "redacted"], name="caches_are_told_once")
        ]

    def __str__(self) -> str:
        return str(self.edition_id)
