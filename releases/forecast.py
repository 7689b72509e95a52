"""The numbers that several releases would take if they were approved now, from a few queries.

What is told of each is what `releases.numbers.expected` tells of one; a list can't ask that often.
"""

from collections.abc import Iterable

from django.db.models import prefetch_related_objects

from numbering.errors import RegisterRefused
from numbering.models import Sequence
from releases import numbers
from releases.models import Release

READ = (
    *("releasenumber_set__number", "reservation__sequence", "addendum_to__sequence"),
    *("joint_with__counters", "joint_with__agency"),
    "translation_of__releasenumber_set__number",
)


def read(releases: list[Release]) -> None:
    """Read what tells the numbers of releases, all at once."""
    prefetch_related_objects(releases, *READ)


def foretell(release: Release, sequences: Iterable[Sequence]) -> str:
    """The numbers that a release would take; "" where none can be told.

    Args:
        release: one that was read with `read`.
        sequences: at least those that its agency draws from, with `counters` and
            `shared_with` prefetched.
    """
    if release.translation_of:
        return ", ".join(release.translation_of.number_texts())
    open_ones = {one.pk: one for one in sequences if _draws(release.agency_id, one)}
    if release.sequence_id in open_ones:
        release.sequence = open_ones[release.sequence_id]  # its counters are read
    main = release.drawn_sequence(list(open_ones.values()))
    try:
        return ", ".join(numbers.expected_from(release, main, release.joint_with.all()))
    except RegisterRefused:  # the pattern can't print this year; approval says so in words
        return ""


def _draws(agency: int, sequence: Sequence) -> bool:
    """Whether an agency may draw from a sequence; see `SequenceQuerySet.open_to`."""
    return agency == sequence.agency_id or agency in {one.pk for one in sequence.shared_with.all()}
