"""A picture that says nothing to those who can't see it.

Source: WCAG 2.2, success criterion 1.1.1 (level A): what is not text has a text alternative,
unless it is only decoration.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from releases.checks.rule import Level, Rule

if TYPE_CHECKING:
    from releases.models import Release


def find(release: "Release") -> Iterator[str]:
    for picture in release.attachments.all():
        if picture.is_picture and not (picture.decorative or picture.alt.strip()):
            yield (
                _(
                    "Picture %(number)d, %(name)s, has no alternative text. Write down what it "
                    "shows, or mark it as only decoration."
                )
                % {"number": picture.number, "name": picture.name}
            )


RULE = Rule(
    code="alt-text",
    name=gettext_lazy("Picture without alternative text"),
    reason=gettext_lazy("Whoever can’t see a picture is told by its alternative text."),
    level=Level.ERROR,
    field="files",
    find=find,
)
