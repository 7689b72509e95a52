"""What stands between a release and its numbers, and what an approver should know of them."""

from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from agencies.permissions import can
from agencies.roles import Action
from numbering import history, patterns
from numbering.errors import RegisterRefused
from numbering.models import Number, Origin, Sequence, State
from releases.errors import NotReady
from releases.numbers import due, held, next_of, sequence_of_old_number, sequences_of

if TYPE_CHECKING:
    from releases.models import Release


def of_the_form(release: "Release") -> dict[str, Any]:
    """What is wrong with the ways to a number that were chosen, by field."""
    problems: dict[str, Any] = {}
    ways = [bool(release.paper_numbers), bool(release.reservation_id), bool(release.addendum_to_id)]
    if sum(ways) > 1:
        problems["reservation"] = _(
            "Choose one: a reserved number, an addendum, or a number from the old books."
        )
    if bool(release.addendum_to_id) != bool(release.suffix):
        problems["suffix"] = _("An addendum needs both: the number it follows, and its letter.")
    elif release.addendum_to and release.addendum_to.sequence:
        wrong = patterns.check_suffix(release.addendum_to.sequence.pattern, release.suffix)
        if wrong:
            problems["suffix"] = wrong
    if (
        release.agency_id
        and release.reservation
        and release.reservation.agency_id != release.agency_id
    ):
        problems["reservation"] = _("This number is reserved for %(agency)s.") % {
            "agency": release.reservation.agency
        }
    elif release.agency_id:
        open_ones = set(Sequence.objects.open_to(release.agency).values_list("pk", flat=True))
        for name in ("reservation", "addendum_to"):
            number = getattr(release, name)
            if number and number.sequence_id not in open_ones:
                problems[name] = _("This agency does not draw from this sequence.")
    return problems


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
    for sequence in due(sequences_of(release, main), numbers):
        problems += _what_keeps(sequence, release, main, by)
    return problems


def what_is_odd(release: "Release") -> list[str]:
    """What an approver should know about its numbers, one sentence each. None refuses it.

    By how much a number of the old books moves the counter: a misread one shows here.
    """
    if held(release):
        return []
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
        next_of(sequence, release)
    except RegisterRefused as unprintable:
        problems += unprintable.problems
    return problems


def _what_keeps_its_original(original: "Release") -> list[str]:
    """What keeps a translation from the numbers of its original."""
    if original.state == "withdrawn":
        return [_("Its original was withdrawn, so no translation of it is published.")]
    if not held(original) or not original.editions.standing().exists():
        return [_("Approve its original first: the translation bears the same number.")]
    return []


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


def _in_period(number: Number, release: "Release") -> bool:
    # An addendum belongs to the period of its original, whatever its own date.
    return (
        bool(number.suffix)
        or number.sequence is None
        or number.sequence.period_of(release.date) == number.period
    )
