"""What is remembered of the papers that were made."""

import hashlib

from django.db import models

from releases.models import Edition


class MadeQuerySet(models.QuerySet["Made"]):
    def remember(self, edition: Edition, kind: str, content: bytes) -> None:
        """Write down that these bytes were made of an edition."""
        sha256 = hashlib.sha256(content).hexdigest()
        self.get_or_create(sha256=sha256, edition=edition, defaults={"kind": kind})


class Made(models.Model):
    """A file that was made of an edition, known by its bytes: so it is genuine without being read.

    Whether anybody may be told of it is a question of its edition.
    """

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="made")
    kind = models.CharField(max_length=8)
    sha256 = models.CharField(max_length=64)

    objects = MadeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sha256", "edition"], name="bytes_are_noted_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.sha256}"
