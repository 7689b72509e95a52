"""The release date lies far ahead or far back: mostly a year or a month that was mistyped.

How far is our own rule: offices write a release days before its event, seldom more than a
month, and correct one within a quarter. A release of the old books may be of any age, and so
may a correction, or the translation of an old release.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from numbering.models import today
from releases.checks.rule import Level, Rule

if TYPE_CHECKING:
    from releases.models import Release

MOST_DAYS_AHEAD = 30
MOST_DAYS_BACK = 90


def find(release: "Release") -> Iterator[str]:
    ahead = (release.date - today()).days
    said = {"date": date_format(release.date), "days": abs(ahead)}
    may_be_old = release.paper_numbers or release.path or release.translation_of_id
    if ahead > MOST_DAYS_AHEAD:
        yield (
            _("The release date, %(date)s, lies %(days)d days ahead. Check day, month and year.")
            % said
        )
    elif ahead < -MOST_DAYS_BACK and not may_be_old:
        yield (
            _(
                "The release date, %(date)s, lies %(days)d days back. Correct it; or, if the "
                "release was issued on paper then, write down its number from the old books."
            )
            % said
        )


RULE = Rule(
    code="far-date",
    name=gettext_lazy("Date far ahead or far back"),
    reason=gettext_lazy(
        "The date decides the letterhead and the period of the number, and a mistyped year goes "
        "unseen every January."
    ),
    level=Level.WARNING,
    field="date",
    find=find,
)
