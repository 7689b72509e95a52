"""Whatever is done to the register in whatever order, it stays whole.

A book in plain Python is kept beside it, by the rules of docs/numbers.md. After every step
the register says what that book says.
"""

import datetime
import time
from dataclasses import dataclass, field
from itertools import chain

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from agencies.models import Agency
from numbering import closing, paper, reservations, skipping, voiding
from numbering.allocation import allocate, allocate_addendum
from numbering.clock import database_now
from numbering.errors import (
    NotNext,
    NotOpen,
    NumberTaken,
    PeriodClosed,
    RegisterRefused,
    TooFar,
)
from numbering.examination import examine
from numbering.history import enter_historical
from numbering.models import Counter, Number, Sequence
from numbering.periods import Reset
from tests.thoroughness import size

DAY = datetime.timedelta(days=1)
SOON = datetime.timedelta(milliseconds=30)
EDGES = [
    datetime.date(2019, 12, 31),
    datetime.date(2020, 1, 1),
    datetime.date(2020, 2, 29),
    datetime.date(2020, 3, 31),
    datetime.date(2020, 4, 1),
    datetime.date(2020, 12, 31),
    datetime.date(2021, 1, 1),
]
FORWARD = {
    ("reserved", "used"),
    ("reserved", "void"),
    ("used", "void"),
}


@dataclass
class Line:
    serial: int
    suffix: str
    text: str
    origin: str
    state: str
    late: bool = False


@dataclass
class Book:
    """One period of one sequence, as it should be."""

    opening: int
    closed: bool = False
    last: int = 0
    lines: dict[int, Line] = field(default_factory=dict)  # by primary key

    def __post_init__(self) -> None:
        self.last = self.last or self.opening - 1

    def taken(self, serial: int, suffix: str = "") -> bool:
        return any(
            line.origin != "historical"
            and line.state != "skipped"
            and (line.serial, line.suffix) == (serial, suffix)
            for line in self.lines.values()
        )

    def reserved(self) -> bool:
        return any(line.state == "reserved" for line in self.lines.values())


class Register(RuleBasedStateMachine):
    """Every operation of the register, what it must do, and when it must refuse."""

    def __init__(self) -> None:
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.by = User.objects.get(username="boss")
        office = Agency.objects.get()
        self.sequences = [
            Sequence.objects.create(
                agency=office,
                name=reset,
                code=reset,
                pattern="{serial}/SP-HMS/{month:02}/{year}",
                reset=reset,
                fiscal_start_month=4,
                opening_serial=1158 if reset in (Reset.NEVER, Reset.FISCAL) else None,
                opened_on=EDGES[1],
            )
            for reset in Reset
        ]
        self.books: dict[tuple[str, str], Book] = {}
        self.before: dict[int, tuple[str, str]] = {}  # text and state, one step ago
        self.lasts: dict[tuple[str, str], int] = {}

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)

    # --- The book beside it ---

    def book(self, sequence: Sequence, on: datetime.date, opening: int = 0) -> Book:
        """The book of a date; a new one is kept only once something is entered."""
        start = max(opening, sequence.start_of(sequence.period_of(on)))
        return self.books.get((sequence.code, sequence.period_of(on))) or Book(start)

    def enter(self, book: Book, numbers: list[Number], **changes: object) -> None:
        for number in numbers:
            assert number.sequence
            self.books[number.sequence.code, number.period] = book
            fields = {"origin": "allocated", "state": "used", "late": book.closed} | changes
            assert number.serial
            line = Line(number.serial, number.suffix, number.text, **fields)  # type: ignore[arg-type]
            book.lines[number.pk] = line
            if not number.suffix:
                book.last = max(book.last, number.serial)

    def refuses(self, error: type[Exception], call, *args, **kwargs) -> None:
        with pytest.raises(error):
            call(*args, **kwargs)

    def pick(self, choice: int, *, suffix: bool = True) -> tuple[Book, int, Line] | None:
        every = [
            (book, pk, line)
            for book in self.books.values()
            for pk, line in book.lines.items()
            if suffix or not line.suffix
        ]
        return every[choice % len(every)] if every else None

    # --- Taking ---

    which = st.integers(0, 3)
    days = st.sampled_from(EDGES)
    any_line = st.integers(0, 10_000)

    @rule(which=which, on=days, late=st.booleans())
    def allocate(self, which: int, on: datetime.date, late: bool) -> None:
        sequence, reason = self.sequences[which], "Terlambat" if late else ""
        book = self.book(sequence, on)
        if book.closed and not late:
            self.refuses(PeriodClosed, allocate, sequence, on, self.by)
            return
        number = allocate(sequence, on, self.by, late_reason=reason)
        assert number.serial == book.last + 1
        self.enter(book, [number])

    @rule(which=which, on=days, late=st.booleans(), expires=st.booleans())
    def reserve(self, which: int, on: datetime.date, late: bool, expires: bool) -> None:
        sequence = self.sequences[which]
        book = self.book(sequence, on)
        if book.closed and not late:
            self.refuses(PeriodClosed, self._reserved, sequence, on, late, False)
            return
        number = self._reserved(sequence, on, late, expires)
        assert number.serial == book.last + 1
        self.enter(book, [number], state="expired" if expires else "reserved")

    def _reserved(self, sequence: Sequence, on: datetime.date, late: bool, expires: bool) -> Number:
        while True:
            until = database_now() + (SOON if expires else DAY)
            try:
                number = reservations.reserve(
                    sequence,
                    on,
                    self.by,
                    owner=self.by,
                    reason="Pameran",
                    expires_at=until,
                    late=late,
                )
            except PeriodClosed:
                raise
            except RegisterRefused:
                continue  # a slow machine: it was over before it was asked for
            while expires and database_now() <= until:
                time.sleep(0.005)
            return number

    @rule(line=any_line, suffix=st.sampled_from("ABC"))
    def addendum(self, line: int, suffix: str) -> None:
        if not (picked := self.pick(line, suffix=False)):
            return
        book, pk, original = picked
        number = Number.objects.get(pk=pk)
        call = (allocate_addendum, number, suffix, self.by, number.agency)
        if original.state != "used":
            self.refuses(NotOpen, *call)
        elif any(
            (other.serial, other.suffix) == (original.serial, suffix)
            for other in book.lines.values()
        ):
            self.refuses(NumberTaken, *call)
        else:
            self.enter(book, [allocate_addendum(*call[1:])], late=False)

    # --- What becomes of it ---

    @rule(line=any_line, on=days)
    def use(self, line: int, on: datetime.date) -> None:
        if not (picked := self.pick(line)):
            return
        _book, pk, was = picked
        number = Number.objects.get(pk=pk)
        assert number.sequence
        if was.state != "reserved" or number.sequence.period_of(on) != number.period:
            self.refuses(NotOpen, reservations.use, number, on)
        else:
            reservations.use(number, on)
            was.state = "used"

    @rule(line=any_line)
    def void(self, line: int) -> None:
        if not (picked := self.pick(line)):
            return
        _book, pk, was = picked
        number = Number.objects.get(pk=pk)
        if was.state in ("reserved", "used"):
            voiding.void(number, "Acara batal", self.by)
            was.state = "void"
        else:
            self.refuses(NotOpen, voiding.void, number, "Acara batal", self.by)

    # --- Paper and the old books ---

    @rule(
        which=which,
        on=days,
        ahead=st.sampled_from([1, 1, 1, 0, -1, 2]),
        order=st.permutations(range(3)),
        several=st.integers(1, 3),
        reserved=st.booleans(),
    )
    def paper(
        self,
        which: int,
        on: datetime.date,
        ahead: int,
        order: list[int],
        several: int,
        reserved: bool,
    ) -> None:
        sequence = self.sequences[which]
        book = self.book(sequence, on)
        first = max(1, book.last + ahead)
        serials = [first + place for place in order if place < several]
        texts = [sequence.text_of(serial, on) for serial in serials]
        until = database_now() + DAY
        fields = {"owner": self.by, "expires_at": until} if reserved else {}

        def enter() -> list[Number]:
            return paper.enter_from_paper(
                sequence, texts, on, self.by, reason="Listrik padam", **fields
            )

        if first < book.opening:
            self.refuses(NotNext, enter)
        elif first <= book.last:
            self.refuses(NumberTaken, enter)
        elif first > book.last + 1:
            self.refuses(NotNext, enter)
        else:
            numbers = enter()
            assert [number.serial for number in numbers] == sorted(serials)
            self.enter(book, numbers, origin="paper", state="reserved" if reserved else "used")

    @rule(
        which=which,
        on=days,
        ahead=st.sampled_from([*range(-4, 5), 5_002]),
        suffix=st.sampled_from(["", "", "", "A"]),
        twice=st.booleans(),
    )
    def historical(
        self, which: int, on: datetime.date, ahead: int, suffix: str, twice: bool
    ) -> None:
        sequence = self.sequences[which]
        serial = max(1, self.book(sequence, on).last + ahead)
        book = self.book(sequence, on, serial + 1)
        for _ in range(1 + twice):
            self._historical(sequence, book, serial, suffix, on)

    def _historical(
        self, sequence: Sequence, book: Book, serial: int, suffix: str, on: datetime.date
    ) -> None:
        text = sequence.text_of(serial, on, suffix)
        call = (enter_historical, text, sequence.agency, on, self.by, sequence)
        counted = book.last >= book.opening
        if book.taken(serial, suffix):
            self.refuses(NumberTaken, *call)
        elif serial > book.last and book.closed:
            self.refuses(PeriodClosed, *call)
        elif counted and serial - book.last - 1 > skipping.FARTHEST:
            self.refuses(TooFar, *call)
        else:
            number = enter_historical(*call[1:])
            if serial > book.last and not counted:
                book.opening, book.last = serial + 1, serial
            elif serial > book.last:
                self._skip(sequence, book, serial, on)
                book.last = serial
            self.enter(book, [number], origin="historical", late=False)

    @rule(which=which, on=days, ahead=st.sampled_from([0, 1, 2, 4, 5_002]))
    def jump(self, which: int, on: datetime.date, ahead: int) -> None:
        sequence = self.sequences[which]
        book = self.book(sequence, on)
        to = book.last + ahead
        call = (skipping.jump_ahead, sequence, on, to, self.by, "Buku dilanjutkan")
        if book.closed:
            self.refuses(PeriodClosed, *call)
        elif to <= book.last + 1:
            self.refuses(NumberTaken, *call)
        elif book.last < book.opening:
            assert skipping.jump_ahead(*call[1:]) == []
            book.opening, book.last = to, to - 1
            self.books[sequence.code, sequence.period_of(on)] = book
        elif ahead > skipping.FARTHEST:
            self.refuses(TooFar, *call)
        else:
            skipping.jump_ahead(*call[1:])
            self._skip(sequence, book, to, on)

    def _skip(self, sequence: Sequence, book: Book, to: int, on: datetime.date) -> None:
        skipped = sequence.numbers.filter(
            period=sequence.period_of(on), serial__gt=book.last, serial__lt=to
        )
        numbers = list(skipped.order_by("serial"))
        assert [number.serial for number in numbers] == list(range(book.last + 1, to))
        self.enter(book, numbers, state="skipped", late=False)

    # --- The rest ---

    @rule(which=which, on=days)
    def close(self, which: int, on: datetime.date) -> None:
        sequence = self.sequences[which]
        period = sequence.period_of(on)
        book = self.books.get((sequence.code, period))
        never = sequence.reset == Reset.NEVER
        if book is None or never or book.closed or book.reserved():
            self.refuses(RegisterRefused, closing.close, sequence, period, self.by)
        else:
            closing.close(sequence, period, self.by)
            book.closed = True

    @rule(which=which, pattern=st.sampled_from(["{serial}/HMS/{year}", "{serial}/SP/{month}"]))
    def change_the_pattern(self, which: int, pattern: str) -> None:
        sequence = self.sequences[which]
        # A key may be printed once, and these two never print the same.
        sequence.pattern = pattern
        sequence.save()

    @precondition(lambda self: self.books)
    @rule(which=which, on=days)
    def roll_back(self, which: int, on: datetime.date) -> None:
        """What is done and rolled back was never done, as the invariants then say."""
        sequence = self.sequences[which]
        with transaction.atomic():
            allocate(sequence, on, self.by, late_reason="Terlambat")
            self._reserved(sequence, on, True, False)
            if not self.book(sequence, on).closed:
                skipping.jump_ahead(
                    sequence, on, sequence.next_serial(on) + 3, self.by, "Buku dilanjutkan"
                )
            transaction.set_rollback(True)

    # --- What always holds ---

    @invariant()
    def the_register_says_what_the_book_says(self) -> None:
        counters = Counter.objects.select_related("sequence")
        assert {
            (c.sequence.code, c.period): (c.opening, c.last, c.closed_at is not None)
            for c in counters
        } == {key: (b.opening, b.last, b.closed) for key, b in self.books.items()}
        register = {
            n.pk: Line(n.serial or 0, n.suffix, n.text, n.origin, n.standing, n.late)
            for n in Number.objects.with_standing(database_now())
        }
        expected = dict(chain.from_iterable(b.lines.items() for b in self.books.values()))
        for line in register.values():
            assert line.state in ("used", "reserved", "void", "skipped")
        assert register == {
            pk: Line(**(vars(line) | {"state": "void" if line.state == "expired" else line.state}))
            for pk, line in expected.items()
        }

    @invariant()
    def no_serial_is_missing_or_taken_twice(self) -> None:
        for book in self.books.values():
            lines = book.lines.values()
            serials = {line.serial for line in lines if line.serial >= book.opening}
            assert serials == set(range(book.opening, book.last + 1))
            counted = [(n.serial, n.suffix) for n in lines if n.origin != "historical"]
            assert len(counted) == len(set(counted))

    @invariant()
    def nothing_goes_back(self) -> None:
        now = {n.pk: (n.text, n.standing) for n in Number.objects.with_standing(database_now())}
        for pk, (text, state) in self.before.items():
            assert now[pk][0] == text
            assert now[pk][1] == state or (state, now[pk][1]) in FORWARD
        lasts = {
            (c.sequence.code, c.period): c.last for c in Counter.objects.select_related("sequence")
        }
        assert all(lasts[key] >= last for key, last in self.lasts.items())
        self.before, self.lasts = now, lasts

    @invariant()
    def the_doctor_finds_nothing(self) -> None:
        assert [finding.problem for finding in examine()] == []


def test_the_register_stays_whole(office, boss):
    run_state_machine_as_test(
        Register,
        settings=settings(
            max_examples=size(5, 16),
            stateful_step_count=25,
            deadline=None,
            database=None,
            derandomize=True,
            phases=[Phase.generate],  # shrinking through a database takes minutes
            suppress_health_check=list(HealthCheck),
        ),
    )
