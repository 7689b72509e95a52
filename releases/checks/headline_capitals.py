"""A headline all in capitals. Off by default: on the paper of many offices it stands so."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from releases.checks.rule import Level, Rule

if TYPE_CHECKING:
    from releases.models import Release


def find(release: "Release") -> Iterator[str]:
    if release.title.isupper() and " " in release.title:
        yield _("The headline is all in capitals. Write it like a sentence.")


RULE = Rule(
    code="headline-capitals",
    name=gettext_lazy("Headline in capitals"),
    reason=gettext_lazy(
        "Capitals are slow to read, and hide which words are names and abbreviations."
    ),
    level=Level.OFF,
    field="title",
    find=find,
)
