"""When each chore had its last turn."""

from django.db import models


class Turn(models.Model):
    """The last turn of a chore: when it was taken, and what went wrong in it."""

    chore = models.CharField(max_length=100, primary_key=True)
    taken_at = models.DateTimeField()
    failure = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.chore
