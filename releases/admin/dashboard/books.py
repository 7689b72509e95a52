"""How the register stands: next numbers, reservations that will soon be void, gaps."""

import datetime
from dataclasses import dataclass, field

from django.contrib.auth.models import User
from django.db.models import Q
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.timezone import localdate

from agencies.permissions import agencies_where, can
from agencies.roles import Action
from numbering import gaps
from numbering.models import Counter, Number, Sequence
from numbering.periods import Reset, last_day
from releases.admin.dashboard.lines import Line, at
from releases.book import name_of

SOON = datetime.timedelta(days=7)


@dataclass(frozen=True)
class Gap:
    """A gap by name, such as "1160–1163", and the book in which it is."""

    period: str
    name: str
    book: str


@dataclass(frozen=True)
class Standing:
    """How one sequence stands. `book` is "" where its book is not theirs to see."""

    sequence: Sequence
    next_number: str
    book: str
    expiring: list[Line] = field(default_factory=list)
    faults: list[Gap] = field(default_factory=list)
    on_paper: list[Gap] = field(default_factory=list)

    @property
    def unsettled(self) -> bool:
        return bool(self.faults or self.expiring)


class Books:
    """The sequences that a person's agencies draw from, what is reserved there, and the gaps.

    Read once for a page, in the same number of queries however many there are.
    """

    def __init__(self, user: User, now: datetime.datetime) -> None:
        self.user, self.now = user, now
        mine = agencies_where(user, Action.VIEW)
        drawn = Sequence.objects.open_to_any(mine).filter(agency__active=True)
        self.sequences = list(
            drawn.select_related("agency").prefetch_related("counters", "shared_with")
        )
        theirs = Q(agency__in=mine) | Q(sequence__agency__in=mine)
        reserved = Number.objects.reserved(now).filter(theirs)
        self.reserved = list(
            reserved.select_related("agency", "owner", "sequence__agency").order_by("expires_at")
        )
        self.seen = [one for one in self.sequences if can(user, Action.VIEW, one.agency)]
        self.missing = gaps.of_books(self._counters())

    def _counters(self) -> list[Counter]:
        """Those whose book the person may see."""
        return [counter for one in self.seen for counter in one.counters.all()]

    def expiring(self) -> list[Number]:
        """Reservations of agencies they see that will be void within a week, the next first."""
        return [
            number
            for number in self.reserved
            if number.expires_at
            and number.expires_at <= self.now + SOON
            and can(self.user, Action.VIEW, number.agency)
        ]

    def to_be_closed(self) -> list[Counter]:
        """Books of periods that are over, which nothing keeps from being closed by this person.

        What keeps one is said by `numbering.closing.what_stands_open`.
        """
        still_reserved = {(number.sequence_id, number.period) for number in self.reserved}
        return [
            counter
            for counter in self._counters()
            if counter.closed_at is None
            and can(self.user, Action.REGISTER, counter.sequence.agency)
            and _is_over(counter, localdate(self.now))
            and (counter.sequence_id, counter.period) not in still_reserved
            and not self.missing[counter.pk].faults
        ]

    def standings(self) -> list[Standing]:
        """Each sequence, those first that somebody should look at."""
        standings = [self._standing(sequence) for sequence in self.sequences]
        return sorted(standings, key=lambda one: not one.unsettled)

    def _standing(self, sequence: Sequence) -> Standing:
        next_number = sequence.next_number(localdate(self.now))
        expiring = [_line(one) for one in self.expiring() if one.sequence_id == sequence.pk]
        if sequence not in self.seen:
            return Standing(sequence, next_number, "", expiring)
        books = sorted(sequence.counters.all(), key=lambda counter: counter.period)
        return Standing(
            sequence,
            next_number,
            book_of(sequence, _latest(sequence, localdate(self.now))),
            expiring,
            [_gap(gap, one) for one in books for gap in self.missing[one.pk].faults],
            [_gap(gap, one) for one in books for gap in self.missing[one.pk].on_paper],
        )


def book_of(sequence: Sequence, period: str) -> str:
    """The address of a book."""
    query = {"sequence": sequence.code, "period": period}
    return f"{reverse('admin:numbering_number_book')}?{urlencode(query)}"


def _latest(sequence: Sequence, today: datetime.date) -> str:
    """The period at which a book is opened; a book that never ends is opened at this year."""
    if sequence.reset == Reset.NEVER:
        return f"{today:%Y}"
    return max((one.period for one in sequence.counters.all()), default="")


def _gap(gap: gaps.Gap, counter: Counter) -> Gap:
    return Gap(counter.period, gaps.in_words(gap), book_of(counter.sequence, counter.period))


def _is_over(counter: Counter, today: datetime.date) -> bool:
    sequence = counter.sequence
    if sequence.reset == Reset.NEVER:
        return False
    return last_day(counter.period, sequence.reset, sequence.fiscal_start_month) < today


def _line(number: Number) -> Line:
    return Line(
        title=str(number),
        url=reverse("admin:numbering_number_change", args=[number.pk]),
        when=at(number.expires_at) if number.expires_at else "",
        who=name_of(number.owner) if number.owner else "",
        note=number.reason,
    )
