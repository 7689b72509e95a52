"""A registrar's work, done by every process of a fleet: each operation is one transaction."""

import datetime
from collections.abc import Callable
from random import Random

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from numbering import reservations, skipping
from numbering.allocation import allocate
from numbering.errors import NumberTaken
from numbering.models import Number, Sequence, State
from releases import numbers, voiding
from releases.models import Release

Line = tuple[str, str, int, str]  # sequence, period, serial, state
Operation = Callable[[datetime.date], list[Number]]


class Abandoned(Exception):
    """Something went wrong afterwards, in the same transaction."""


def line(number: Number) -> Line:
    """What identifies a number to another process, and where it stands."""
    assert number.sequence
    assert number.serial
    return number.sequence.code, number.period, number.serial, number.state


class Registrar:
    """One who works on the register, and knows what they have committed.

    A release bears each number from the same transaction on, as after an approval: one that
    was taken and then forgotten is a finding of the doctor's.

    Attributes:
        book: the lines that were committed, by their primary keys.
    """

    def __init__(self, user: int, sequences: list[int], seed: int) -> None:
        self.by = User.objects.get(pk=user)
        self.sequences = list(
            Sequence.objects.filter(pk__in=sequences).select_related("agency").order_by("pk")
        )
        self.random = Random(seed)  # noqa: S311 - nothing secret
        self.book: dict[int, Line] = {}

    def do(self, operation: Operation, on: datetime.date, abandon: bool = False) -> list[Line]:
        """Carry an operation out in one transaction, or abandon it at the end.

        Returns:
            The lines that were committed.
        """
        try:
            with transaction.atomic():
                changed = {number.pk: line(number) for number in operation(on)}
                if abandon:
                    raise Abandoned
        except Abandoned:
            return []
        self.book |= changed
        return list(changed.values())

    # --- The operations: each returns the numbers that it took or changed ---

    def allocate(self, on: datetime.date) -> list[Number]:
        return self._take(on, self._any())

    def allocate_first(self, on: datetime.date) -> list[Number]:
        return self._take(on, self.sequences[0])

    def allocate_around_a_savepoint(self, on: datetime.date) -> list[Number]:
        """Two numbers stay, the one between is rolled back.

        All of one sequence, so that its counter stays locked. PostgreSQL lets
        others wait for the whole transaction, not for the savepoint that gave it back, so
        whoever waits for them in turn is in a deadlock.
        """
        sequence = self._any()
        kept = self._take(on, sequence)
        try:
            with transaction.atomic():
                self._take(on, sequence)
                raise Abandoned
        except Abandoned:
            return kept + self._take(on, sequence)

    def joint(self, on: datetime.date) -> list[Number]:
        """A number from each of two sequences, asked for in any order."""
        return self._take(on, *self.random.sample(self.sequences, 2))

    def reserve(self, on: datetime.date) -> list[Number]:
        tomorrow = timezone.now() + datetime.timedelta(days=1)
        number = reservations.reserve(
            self._any(), on, self.by, owner=self.by, reason="Untuk pameran", expires_at=tomorrow
        )
        return [number]

    def use(self, on: datetime.date) -> list[Number]:
        number = self._mine(State.RESERVED)
        if number is None:
            return self.reserve(on)
        release = self._release(number.date, reservation=number)
        return numbers.take(release, self.by, "")

    def void(self, on: datetime.date) -> list[Number]:
        number = self._mine(State.RESERVED, State.USED)
        if number is None:
            return self.reserve(on)
        return [voiding.void(number, "Acara batal", self.by)]

    def jump(self, on: datetime.date) -> list[Number]:
        sequence = self._any()
        to = sequence.next_serial(on) + self.random.randint(1, 3)
        try:
            return skipping.jump_ahead(sequence, on, to, self.by, "Buku lama dilanjutkan")
        except NumberTaken:
            return []  # another was faster

    def _take(self, on: datetime.date, main: Sequence, *joint: Sequence) -> list[Number]:
        release = self._release(on, sequence=main)
        if joint:
            release.joint_with.set(joint)
            return numbers.take(release, self.by, "")
        number = allocate(main, on, self.by)
        release.releasenumber_set.create(number=number, position=1)
        return [number]

    def _release(self, on: datetime.date, **fields: object) -> Release:
        return Release.objects.create(
            agency=self.sequences[0].agency, date=on, title="Kabar", edited_by=self.by, **fields
        )

    def _any(self) -> Sequence:
        return self.random.choice(self.sequences)

    def _mine(self, *states: str) -> Number | None:
        """One of their own numbers, read anew: nobody else changes it."""
        mine = [pk for pk, (*_, state) in self.book.items() if state in states]
        return Number.objects.get(pk=self.random.choice(mine)) if mine else None
