"""A headline that is longer than lists, feeds and search results show. The limit is our own."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from releases.checks.rule import Level, Rule

if TYPE_CHECKING:
    from releases.models import Release

MOST_CHARACTERS = 120


def find(release: "Release") -> Iterator[str]:
    if len(release.title) > MOST_CHARACTERS:
        yield (
            _(
                "The headline has %(length)d characters; lists and search results cut one after "
                "about %(most)d. Shorten it."
            )
            % {"length": len(release.title), "most": MOST_CHARACTERS}
        )


RULE = Rule(
    code="headline-length",
    name=gettext_lazy("Long headline"),
    reason=gettext_lazy("Lists, feeds and search results cut a long headline in the middle."),
    level=Level.ADVICE,
    field="title",
    find=find,
)
