"""A place for a picture in the text, such as [foto 2], that no file belongs to."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from releases import figures
from releases.checks.rule import Level, Rule

if TYPE_CHECKING:
    from releases.models import Release


def find(release: "Release") -> Iterator[str]:
    places = figures.numbers_in(release.body)
    shown = {one.number for one in release.attached if not one.is_document} if places else set()
    for number in sorted(set(places) - shown):
        yield _("The text has a place for picture %(number)d, but there is no such picture.") % {
            "number": number
        }


RULE = Rule(
    code="missing-figure",
    name=gettext_lazy("Place without its picture"),
    reason=gettext_lazy("Where the author wanted a picture, readers would find nothing."),
    level=Level.WARNING,
    field="body",
    find=find,
)
