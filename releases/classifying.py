"""Changing what a release is about, without opening its text: a save like any other."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext_lazy

from agencies.roles import Action
from releases.models.topic import Topic
from releases.moves import Move, begin

if TYPE_CHECKING:
    from releases.models import Release

# It leads nowhere, and so is none of MOVES.
CLASSIFY = Move(
    "edit",
    Action.WRITE,
    frozenset({"draft", "submitted", "sent_back"}),
    "",
    gettext_lazy("Topics"),
)


@transaction.atomic
def classify(
    release: "Release", by: User, add: Iterable[Topic] = (), remove: Iterable[Topic] = ()
) -> None:
    """Put a release under topics, and take it out of others.

    Args:
        release: refreshed in place. Where nothing changes, nothing is recorded.
        by: who does it; counts as the one who last edited it.
        add: topics that were not merged.
        remove: topics; those it does not have do no harm.

    Raises:
        NotPermitted, WrongState: it is not theirs to write, or it was approved.
    """
    begin(release, CLASSIFY, by)
    release.topics.add(*add)
    release.topics.remove(*remove)
    release.record(by)
