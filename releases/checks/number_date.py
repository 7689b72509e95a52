"""A number that says another day, month or year than the release is dated."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from numbering import patterns
from numbering.models import Sequence
from numbering.paper import contradicts
from releases.checks.rule import Level, Rule
from releases.errors import NotReady
from releases.numbers import held, sequence_of_old_number

if TYPE_CHECKING:
    from releases.models import Release


def find(release: "Release") -> Iterator[str]:
    for text, sequence in _numbers(release):
        parts = patterns.parse(sequence.pattern, text) if sequence else None
        # An addendum bears the date of its original in its number, whatever its own.
        if parts and not parts.suffix and contradicts(parts, release.date):
            yield (
                _(
                    "Number %(number)s says another day, month or year than the release date, "
                    "%(date)s."
                )
                % {"number": text, "date": date_format(release.date)}
            )


def _numbers(release: "Release") -> list[tuple[str, Sequence | None]]:
    """The numbers that it bears, or else those that were written down for it."""
    if borne := held(release):
        return [(number.text, number.sequence) for number in borne]
    if release.reservation:
        return [(release.reservation.text, release.reservation.sequence)]
    return [(text, _sequence_of(text, release)) for text in release.paper_numbers.splitlines()]


def _sequence_of(text: str, release: "Release") -> Sequence | None:
    try:
        return sequence_of_old_number(release, text)
    except NotReady:
        return None  # approval says so


RULE = Rule(
    code="number-date",
    name=gettext_lazy("Number of another date"),
    reason=gettext_lazy(
        "Whoever files a release by its number looks for it under the month that the number says."
    ),
    level=Level.WARNING,
    field="date",
    find=find,
)
