"""What was passed on."""

from django.db import models


class Told(models.Model):
    """An edition that the hub is told of, or was. Its row and the task are one transaction."""

    edition = models.OneToOneField(
        "releases.Edition", models.PROTECT, primary_key=True, related_name="+"
    )

    def __str__(self) -> str:
        return str(self.edition_id)
