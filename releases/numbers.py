"""A release's official numbers: what stands between it and them, and how approval takes them.

Its main number is the next of its sequence, or a reservation, or an addendum's; a joint
release takes one more from each sequence it is joint with. Or it brings its numbers from the
old books. A number that was voided is not its own any more.
"""

from typing import TYPE_CHECKING

from django.contrib.auth.models import User
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from agencies.permissions import can
from agencies.roles import Action
from numbering import counters, history, patterns, reservations
from numbering.allocation import allocate, allocate_addendum
from numbering.errors import RegisterRefused
from numbering.history import enter_historical
from numbering.models import Counter, Number, Origin, Sequence, State
from numbering.paper import contradicts
from releases.errors import NotReady

if TYPE_CHECKING:
    from releases.models import Release


def sequences_of(release: "Release") -> list[Sequence]:
    """The sequences that its numbers come from, the main one first."""
    main = release.drawn_sequence()
    return [*([main] if main else []), *release.joint_with.select_related("agency")]


def held(release: "Release") -> list[Number]:
    """The numbers that it bears, those of void ones left out, in the order they are printed."""
    numbers = release.numbers.exclude(state=State.VOID).select_related("sequence")
    return list(numbers.order_by("releasenumber__position"))


def what_is_missing(release: "Release", by: User | None = None) -> list[str]:
    """Everything that stands between the release and its numbers, one sentence each.

    Args:
        by: who is to approve; None where that is not known yet.
    """
    if release.translation_of:
        return _what_keeps_its_original(release.translation_of)
    numbers = held(release)
    problems = [
        _(
            "It holds number %(number)s, taken for %(period)s. Put its date back into that "
            "period, or let a registrar void the number: then it takes a new one."
        )
        % {"number": number, "period": number.period}
        for number in numbers
        if number.origin != Origin.HISTORICAL and not _in_period(number, release)
    ]
    problems += [
        _(
            "It holds number %(number)s, but asks for another. Put back what was chosen for its "
            "number, or let a registrar void it."
        )
        % {"number": number}
        for number in numbers
        if not _asks_for(release, number)
    ]
    if release.paper_numbers:
        return problems + _void_on_paper(release)
    main = release.drawn_sequence()
    if main is None:
        return [_("It is not clear which sequence the number comes from. Choose one, or add one.")]
    if main in release.joint_with.all():
        problems.append(
            _("It is joint with the sequence that it draws from itself, %(sequence)s.")
            % {"sequence": main.name}
        )
    for sequence in _due(release, numbers):
        problems += _what_keeps(sequence, release, main, by)
    return problems


def expected(release: "Release") -> list[str]:
    """The numbers that it would take if it were approved now.

    Raises:
        Unprintable: a pattern can't print one.
    """
    if release.translation_of:
        return release.translation_of.number_texts()
    return [_expected(sequence, release) for sequence in sequences_of(release)]


def _expected(sequence: Sequence, release: "Release") -> str:
    if sequence == release.drawn_sequence():
        if release.reservation:
            return release.reservation.text
        if original := release.addendum_to:
            return counters.printed(sequence, original.serial or 0, original.date, release.suffix)
    return _next(sequence, release)


def _next(sequence: Sequence, release: "Release") -> str:
    return counters.printed(sequence, sequence.next_serial(release.date), release.date)


def closed_books(release: "Release") -> list[Counter]:
    """The closed books from which it would still take a number: late, and with a reason."""
    main = release.drawn_sequence()
    drawn = [
        sequence
        for sequence in _due(release, held(release))
        if sequence != main or not (release.reservation or release.addendum_to)
    ]
    return [
        counter
        for sequence in drawn
        for counter in sequence.counters.filter(
            period=sequence.period_of(release.date), closed_at__isnull=False
        )
    ]


def _what_keeps_its_original(original: "Release") -> list[str]:
    """What keeps a translation from the numbers of its original."""
    if original.state == "withdrawn":
        return [_("Its original was withdrawn, so no translation of it is published.")]
    if not held(original) or not original.editions.standing().exists():
        return [_("Approve its original first: the translation bears the same number.")]
    return []


def what_is_odd(release: "Release") -> list[str]:
    """What an approver should know about its numbers, one sentence each. None refuses it."""
    oddities = [
        _("Number %(number)s says another day, month or year than the release date, %(date)s.")
        % {"number": number, "date": date_format(release.date)}
        for number in [*held(release), *_chosen(release)]
        if not number.suffix and _says_another_date(number, release)
    ]
    if release.paper_numbers and not held(release):
        oddities += _what_the_old_books_do(release)
    return oddities


def take(release: "Release", by: User, late_reason: str) -> list[Number]:
    """Its numbers: those it holds, those of its paper, and new ones for what is missing.

    Counters are locked in the order of their sequences, whichever is the main one: two
    joint releases in opposite order would otherwise wait for each other.

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
        places = {sequence.pk: place for place, sequence in enumerate(sequences_of(release))}
        taken = {
            places[sequence.pk]: _take_from(sequence, release, by, late_reason)
            for sequence in sorted(_due(release, numbers), key=lambda sequence: sequence.pk)
        }
    except RegisterRefused as refused:
        raise NotReady(*refused.problems) from refused
    _link(release, taken)
    return held(release) if taken else numbers


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


def _asks_for(release: "Release", number: Number) -> bool:
    """Whether a number that it holds is one that it would get by what is chosen now."""
    if release.paper_numbers:
        return number.key in map(patterns.key, release.paper_numbers.splitlines())
    if number.sequence != release.drawn_sequence():
        return number.sequence in release.joint_with.all()
    if release.reservation:
        return number == release.reservation
    if original := release.addendum_to:
        return (number.serial, number.suffix) == (original.serial, release.suffix)
    return not number.suffix


def _void_on_paper(release: "Release") -> list[str]:
    texts = map(patterns.key, release.paper_numbers.splitlines())
    void = release.numbers.filter(state=State.VOID, key__in=list(texts))
    return [
        _("Number %(number)s is void. Write another into its field, or none.") % {"number": number}
        for number in void
    ]


def _due(release: "Release", numbers: list[Number]) -> list[Sequence]:
    """The sequences from which a number is still to be taken."""
    drawn = {number.sequence_id for number in numbers}
    return [sequence for sequence in sequences_of(release) if sequence.pk not in drawn]


def _chosen(release: "Release") -> list[Number]:
    return [release.reservation] if release.reservation and not held(release) else []


def _in_period(number: Number, release: "Release") -> bool:
    # An addendum belongs to the period of its original, whatever its own date.
    return (
        bool(number.suffix)
        or number.sequence is None
        or number.sequence.period_of(release.date) == number.period
    )


def _says_another_date(number: Number, release: "Release") -> bool:
    parts = patterns.parse(number.sequence.pattern, number.text) if number.sequence else None
    return parts is not None and contradicts(parts, release.date)


def _what_keeps(
    sequence: Sequence, release: "Release", main: Sequence, by: User | None
) -> list[str]:
    """What keeps a release from the number of one of its sequences."""
    if sequence == main and (release.reservation or release.addendum_to):
        return []  # the register says so itself when it is taken
    problems = []
    if sequence != main and by and not can(by, Action.APPROVE, sequence.agency):
        problems.append(
            _("It takes a number of %(agency)s as well. Only an approver there may approve it.")
            % {"agency": sequence.agency}
        )
    try:
        _next(sequence, release)
    except RegisterRefused as unprintable:
        problems += unprintable.problems
    return problems


def _take_from(sequence: Sequence, release: "Release", by: User, late_reason: str) -> Number:
    if sequence != release.drawn_sequence():
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


def _what_the_old_books_do(release: "Release") -> list[str]:
    """By how much a number of the old books moves the counter: a misread one shows here."""
    oddities = []
    for text in release.paper_numbers.splitlines():
        try:
            sequence = sequence_of_old_number(release, text)
        except NotReady:
            continue  # approval says so
        if sequence is None:
            oddities.append(
                _("No sequence reads %(number)s. It is kept as printed and counts for nothing.")
                % {"number": text}
            )
        elif raised := history.raised_by(text, release.date, sequence):
            oddities.append(
                _(
                    "Number %(number)s raises the counter of %(sequence)s: the next serial will "
                    "be %(after)d instead of %(before)d. That can’t be undone."
                )
                % {
                    "number": text,
                    "sequence": sequence.name,
                    "before": raised[0],
                    "after": raised[1],
                }
            )
    return oddities


def _link(release: "Release", numbers: dict[int, Number]) -> list[Number]:
    """Let the release bear numbers, each at its place on the paper."""
    for place, number in sorted(numbers.items()):
        release.releasenumber_set.create(number=number, position=place + 1)
    return list(numbers.values())
