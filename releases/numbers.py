"""A release's official numbers: which they are, and how approval takes them.

Its main number is the next of its sequence, or a reservation, or an addendum's; a joint
release takes one more from each sequence it is joint with. Or it brings its numbers from the
old books. A translation bears those of its original. A number that was voided is not its own
any more. What stands between a release and its numbers is told by `releases.number_checks`.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from numbering import counters, patterns, reservations
from numbering.allocation import allocate, allocate_addendum
from numbering.errors import RegisterRefused
from numbering.history import enter_historical
from numbering.models import Counter, Number, Origin, Sequence, State
from releases.errors import NotReady

if TYPE_CHECKING:
    from releases.models import Release


def sequences_of(release: "Release", main: Sequence | None) -> list[Sequence]:
    """The sequences that its numbers come from, the main one first.

    Args:
        main: its `drawn_sequence`.
    """
    return [*([main] if main else []), *release.joint_with.all()]


def held(release: "Release") -> list[Number]:
    """The numbers that it bears, those of void ones left out, in the order they are printed."""
    numbers = release.numbers.exclude(state=State.VOID).select_related("sequence")
    return list(numbers.order_by("releasenumber__position"))


def due(sequences: Iterable[Sequence], numbers: list[Number]) -> list[Sequence]:
    """Those of its sequences from which a number is still to be taken."""
    drawn = {number.sequence_id for number in numbers}
    return [sequence for sequence in sequences if sequence.pk not in drawn]


def expected(release: "Release") -> list[str]:
    """The numbers that it would take if it were approved now.

    Raises:
        Unprintable: a pattern can't print one.
    """
    if release.translation_of:
        return release.translation_of.number_texts()
    joint = release.joint_with.select_related("agency")
    return expected_from(release, release.drawn_sequence(), joint)


def expected_from(
    release: "Release", main: Sequence | None, joint: Iterable[Sequence]
) -> list[str]:
    """The same, of a release that is no translation and whose sequences are known.

    Raises:
        Unprintable: a pattern can't print one.
    """
    first = [_main_number(release, main)] if main else []
    return [*first, *(next_of(sequence, release) for sequence in joint)]


def _main_number(release: "Release", sequence: Sequence) -> str:
    if release.reservation:
        return release.reservation.text
    if original := release.addendum_to:
        return counters.printed(sequence, original.serial or 0, original.date, release.suffix)
    return next_of(sequence, release)


def next_of(sequence: Sequence, release: "Release") -> str:
    return counters.printed(sequence, sequence.next_serial(release.date), release.date)


def closed_books(release: "Release") -> list[Counter]:
    """The closed books from which it would still take a number: late, and with a reason."""
    main = release.drawn_sequence()
    drawn = [
        sequence
        for sequence in due(sequences_of(release, main), held(release))
        if sequence != main or not (release.reservation or release.addendum_to)
    ]
    return [
        counter
        for sequence in drawn
        for counter in sequence.counters.filter(
            period=sequence.period_of(release.date), closed_at__isnull=False
        )
    ]


def take(release: "Release", by: User, late_reason: str) -> list[Number]:
    """Its numbers: those it holds, those of its paper, and new ones for what is missing.

    Counters are locked in the order of their sequences, whichever is the main one: two
    joint releases in opposite order would otherwise wait for each other.

    All that has to be read for it is read before the first one is locked.

    Args:
        release: locked, and ready for its numbers.
        by: who approves.
        late_reason: why numbers are still taken in a period that is closed.

    Raises:
        NotReady: the register refuses one.
    """
    numbers = held(release)
    if release.translation_of:
        originals = held(release.translation_of)
        _link(release, {at: one for at, one in enumerate(originals) if one not in numbers})
        return originals
    try:
        if release.paper_numbers:
            return numbers or _link(release, dict(enumerate(_from_the_old_books(release, by))))
        main = release.drawn_sequence()
        sequences = sequences_of(release, main)
        places = {sequence.pk: place for place, sequence in enumerate(sequences)}
        taken = {
            places[sequence.pk]: _take_from(sequence, main, release, by, late_reason)
            for sequence in sorted(due(sequences, numbers), key=lambda sequence: sequence.pk)
        }
    except RegisterRefused as refused:
        raise NotReady(*refused.problems) from refused
    new = _link(release, taken)
    return held(release) if new and numbers else new or numbers


def sequence_of_old_number(release: "Release", text: str) -> Sequence | None:
    """The sequence that a number of the old books was taken from: the one that reads it.

    Raises:
        NotReady: several do, and the release does not say which. Left open, the number
            would not be counted, and could be given a second time.
    """
    own = Sequence.objects.open_to(release.agency)
    candidates = [*own, *release.joint_with.exclude(pk__in=own.values("pk"))]
    readers = [sequence for sequence in candidates if patterns.parse(sequence.pattern, text)]
    if release.sequence in readers:
        return release.sequence
    if len(readers) > 1:
        raise NotReady(
            _("Several sequences read number %(number)s. Choose the one it was taken from.")
            % {"number": text}
        )
    return readers[0] if readers else None


def _take_from(
    sequence: Sequence, main: Sequence | None, release: "Release", by: User, late_reason: str
) -> Number:
    if sequence != main:
        return allocate(sequence, release.date, by, sequence.agency, late_reason)
    if release.reservation:
        return reservations.use(release.reservation, release.date)
    if release.addendum_to:
        return allocate_addendum(release.addendum_to, release.suffix, by, release.agency)
    return allocate(sequence, release.date, by, release.agency, late_reason)


def _from_the_old_books(release: "Release", by: User) -> list[Number]:
    joint = set(release.joint_with.all())
    numbers = []
    for text in release.paper_numbers.splitlines():
        sequence = sequence_of_old_number(release, text)
        agency = sequence.agency if sequence in joint and sequence else release.agency
        numbers.append(
            _entered_from_paper(text, sequence)
            or enter_historical(text, agency, release.date, by, sequence)
        )
    return numbers


def _entered_from_paper(text: str, sequence: Sequence | None) -> Number | None:
    """The line that a registrar entered for this number, where no release bears it yet."""
    lines = Number.objects.filter(origin=Origin.PAPER, state=State.USED, releases=None)
    return lines.filter(sequence=sequence, key=patterns.key(text)).first()


def _link(release: "Release", numbers: dict[int, Number]) -> list[Number]:
    """Let the release bear numbers, each at its place on the paper."""
    placed = sorted(numbers.items())
    links = release.releasenumber_set
    links.bulk_create(
        links.model(release=release, number=number, position=place + 1) for place, number in placed
    )
    return [number for _place, number in placed]
