"""No kept paper outlives the removal of its text."""

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver

from documents.keeping import forget
from releases.models.kin import Redaction


@receiver(post_save, sender=Redaction)
def forget_what_was_removed(sender: type[Redaction], instance: Redaction, **_said: Any) -> None:
    transaction.on_commit(partial(forget, instance.edition))
