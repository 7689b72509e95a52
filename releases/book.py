"""The book: every serial of a sequence, what became of it, and the gaps by name.

Its columns are those of a press office's paper register: serial, number, date, title,
agency, state, reason, who, when.
"""

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from heapq import merge

from django.contrib.auth.models import User
from django.db.models import Max, Min, Q
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from numbering import gaps
from numbering.models import Counter, Number, NumberQuerySet, Origin, Sequence, State
from numbering.periods import Reset
from releases.tables import Cell

COLUMNS = ("serial", "number", "date", "title", "agency", "state", "reason", "who", "when")
HEADINGS = (
    gettext_lazy("Serial"),
    gettext_lazy("Number"),
    gettext_lazy("Date"),
    gettext_lazy("Title"),
    gettext_lazy("Agency"),
    gettext_lazy("State"),
    gettext_lazy("Reason"),
    gettext_lazy("Who"),
    gettext_lazy("When"),
)
GAP = "gap"
YEAR_OR_MONTH = re.compile(r"([1-9][0-9]{3})(?:-(0[1-9]|1[0-2]))?")


class NoSuchPeriod(ValueError):
    """The sequence has no such period; the error names those that it has."""


@dataclass(frozen=True)
class Line:
    """A serial, or a gap of several. `state` is a State or GAP."""

    serial: str
    state: str
    number: str = ""
    date: datetime.date | None = None
    title: str = ""
    agency: str = ""
    reason: str = ""
    who: str = ""
    when: datetime.datetime | None = None
    serials: int = 1  # how many it stands for

    @property
    def state_in_words(self) -> str:
        return _("gap") if self.state == GAP else str(State(self.state).label)

    def keys(self) -> list[Cell]:
        """For software: its state the same in every language, in the order of COLUMNS."""
        return [getattr(self, name) for name in COLUMNS]

    def cells(self) -> list[Cell]:
        """For people: its state in their language, in the order of HEADINGS."""
        return [self.state_in_words if name == "state" else getattr(self, name) for name in COLUMNS]


@dataclass(frozen=True)
class Page:
    """A period of a book; of a sequence that never begins again, a year or a month of it."""

    counter: Counter
    label: str
    within: Q = field(default_factory=Q)

    @property
    def title(self) -> str:
        return f"{self.counter.sequence.name} {self.label}".strip()

    def lines(self) -> Iterator[Line]:
        """Every serial in order, and the gaps between; nothing of it is held in memory."""
        numbers = (
            self._numbers()
            .with_standing()
            .with_doubles()
            .select_related("agency", "taken_by", "voided_by", "owner")
            .prefetch_related("releases")
            .order_by("serial", "suffix", "pk")
        )
        lines = ((number.serial or 0, _line(number)) for number in numbers.iterator(500))
        missing = ((first, _gap(first, last, self.counter)) for first, last in self._gaps())
        for _serial, line in merge(lines, missing, key=lambda pair: pair[0]):
            yield line

    def _numbers(self) -> NumberQuerySet:
        return Number.objects.filter(
            self.within, sequence=self.counter.sequence, period=self.counter.period
        )

    def _gaps(self) -> Iterator[gaps.Gap]:
        first, last = self.counter.sequence.first_serial, self.counter.last
        if self.within:
            ends = self._numbers().aggregate(first=Min("serial"), last=Max("serial"))
            if ends["first"] is None:
                return iter(())
            first, last = ends["first"], ends["last"]
        return gaps.among(self.counter, first, last)


class Totals:
    """How many serials a page holds, by what became of them; counted while it is printed."""

    def __init__(self) -> None:
        self.serials: dict[str, int] = {}

    def counting(self, lines: Iterable[Line]) -> Iterator[Line]:
        """The same lines, counted one by one."""
        for line in lines:
            state = line.state_in_words
            self.serials[state] = self.serials.get(state, 0) + line.serials
            yield line

    def __str__(self) -> str:
        return ", ".join(f"{state}: {serials}" for state, serials in self.serials.items())


def pages(sequence: Sequence, period: str = "") -> list[Page]:
    """A book, page by page.

    Args:
        sequence: whose book.
        period: one of its periods, such as "2020", "2020-03" or "2026-2027"; for a sequence
            that never begins again a year or a month of its releases; "" for all of it.

    Raises:
        NoSuchPeriod: it has none.
    """
    counters = sequence.counters.select_related("sequence", "closed_by").order_by("period")
    if not period:
        return [Page(counter, counter.period) for counter in counters]
    if sequence.reset == Reset.NEVER and (month := YEAR_OR_MONTH.fullmatch(period)):
        within = Q(date__year=int(month[1]))
        if month[2]:
            within &= Q(date__month=int(month[2]))
        return [Page(counter, period, within) for counter in counters]
    found = [Page(counter, period) for counter in counters if counter.period == period]
    if not found:
        known = ", ".join(counter.period for counter in counters if counter.period)
        raise NoSuchPeriod(
            _("%(sequence)s has no period %(period)s. It has: %(known)s.")
            % {"sequence": sequence.code, "period": period, "known": known or "–"}
        )
    return found


def _line(number: Number) -> Line:
    expired = _expired(number)
    return Line(
        serial=f"{number.serial or ''}{number.suffix}",
        number=number.text,
        date=None if number.state == State.SKIPPED else number.date,
        title="; ".join(release.title for release in number.releases.all()),
        agency=number.agency.short_name,
        state=number.standing,
        reason=reason_of(number),
        who=name_of(number.voided_by or number.taken_by),
        when=number.expires_at if expired else number.voided_at or number.taken_at,
    )


def reason_of(number: Number) -> str:
    """All that the register says of a number besides: where it comes from, for whom, why."""
    said = []
    if number.origin == Origin.PAPER:
        said.append(_("given on paper"))
    elif number.origin == Origin.HISTORICAL:
        said.append(_("from the old books, twice") if number.doubled else _("from the old books"))
    if number.late:
        said.append(_("out of order"))
    if number.owner:
        said.append(
            _("reserved for %(owner)s until %(moment)s")
            % {
                "owner": name_of(number.owner),
                "moment": date_format(localtime(number.expires_at), "SHORT_DATETIME_FORMAT"),
            }
        )
    said += [number.reason] if number.reason else []
    if _expired(number):
        said.append(_("expired unused"))
    said += [_("void: %(reason)s") % {"reason": number.void_reason}] if number.void_reason else []
    return "; ".join(said)


def _expired(number: Number) -> bool:
    return number.standing == State.VOID and number.state == State.RESERVED


def name_of(user: User) -> str:
    """A person as the register names them."""
    return user.get_full_name() or str(user)


def _gap(first: int, last: int, counter: Counter) -> Line:
    return Line(
        serial=gaps.in_words((first, last)),
        state=GAP,
        serials=last - first + 1,
        reason=_("before the opening serial %(opening)d: on paper, not read in")
        % {"opening": counter.opening}
        if last < counter.opening
        else _("missing: run the command doctor"),
    )
