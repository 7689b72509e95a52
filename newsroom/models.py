"""What the newsroom itself keeps in the database: the version of all that is public."""

from django.db import models


class Version(models.Model):
    """How often what the public reads was changed, spread over some rows; their sum is the version.

    Triggers step it (`newsroom.keeping.triggers`), nothing else writes here.
    """

    slot = models.SmallIntegerField(primary_key=True)
    value = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.slot}: {self.value}"
