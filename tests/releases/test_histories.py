"""Many random histories in the database: the public sees what a plain tape says, always.

The desk's clock is turned by hand. What lies in the true past is only ever added to, as the
guards, which know the true time, refuse the rest; everything else happens in the time to come.
"""

import datetime
from collections.abc import Iterator
from random import Random

import pytest

from numbering.clock import database_now
from releases import backfill, publication
from releases.models import Edition, Release, State
from releases.models.edition import Kind
from releases.sealing import fingerprint
from tests.health import assert_healthy
from tests.releases.tape import Tape
from tests.thoroughness import size

HISTORIES = size(400, 2_000)
MOVES = 4  # after the first approval
PAST = 3  # the last cell of the tape before the true now
LENGTH = 10
HOUR = datetime.timedelta(hours=1)
MILLISECOND = datetime.timedelta(milliseconds=1)


class History:
    """One release, moved at random, and its tape."""

    def __init__(self, release: Release, start: datetime.datetime, random: Random) -> None:
        self.release, self.start, self.random = release, start, random
        self.tape, self.now, self.position = Tape(LENGTH), 0, 0
        self.withdrawn = False

    def moment(self, cell: int) -> datetime.datetime:
        return self.start + cell * HOUR

    def first(self) -> Edition:
        """Its first edition, sealed but not written: all first ones are written at once."""
        edition = self.edition()
        cell = self.random.choice([0, self.later(0)])
        edition.position = self.position = 1
        edition.public_from = edition.sealed_at = self.moment(cell)
        edition.sha256 = fingerprint(edition)
        self.tape.approve(1, cell)
        return edition

    def move(self, clock: "Clock") -> None:
        if self.withdrawn:
            return
        hours = self.random.choice([0, 0, 1, 2, 3])
        if self.now <= PAST:  # what began there has been seen, and is not cancelled any more
            hours = max(hours, 1)
        self.now = min(self.now + hours, LENGTH - 1)
        clock.now = self.moment(self.now)
        possible = [self.approve_at_once, self.approve_for_later, self.approve_for_later]
        if self.tape.ahead(self.now):
            possible += [self.cancel, self.cancel, self.postpone]
        if self.tape.cells[self.now]:
            possible.append(self.withdraw)
        self.random.choice(possible)()

    def approve_at_once(self) -> None:
        self.seal(self.edition(), self.now)

    def approve_for_later(self) -> None:
        self.seal(self.edition(), self.later(self.now))

    def cancel(self) -> None:
        self.take_back(self.random.choice(self.tape.ahead(self.now)))

    def postpone(self) -> None:
        last = self.tape.ahead(self.now)[-1]
        begins = self.tape.cells.index(last)
        edition = self.take_back(last)
        self.seal(edition, self.later(begins))

    def withdraw(self) -> None:
        edition = self.edition()
        edition.kind = Kind.WITHDRAWAL
        self.seal(edition, self.now)
        self.withdrawn = True

    def later(self, cell: int) -> int:
        """A cell to come, by the true clock and by the desk's."""
        return self.random.randrange(max(cell, PAST + 1), LENGTH)

    def take_back(self, position: int) -> Edition:
        edition = self.release.editions.get(position=position)
        publication._take_back(self.release, edition)
        self.tape.cancel(position)
        return edition

    def seal(self, edition: Edition, cell: int) -> None:
        edition.public_from = self.moment(cell)
        self.position = publication.seal(edition).position
        self.tape.approve(self.position, cell)

    def edition(self) -> Edition:
        return Edition(
            release=self.release,
            uid=self.release.uid,
            path=f"2020/03/{self.release.pk}",
            agency=self.release.agency,
            language="id",
            date=self.start.date(),
            numbers_json="[]",
            letterhead_json="{}",
            contacts_json="[]",
            published_at=self.start,
        )


class Clock:
    now: datetime.datetime

    def __call__(self) -> datetime.datetime:
        return self.now


@pytest.fixture
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr(publication, "database_now", clock)
    return clock


@pytest.fixture
def histories(office, ani):
    # The true now lies between two cells, and stays there however slow the machine is.
    start = database_now() - PAST * HOUR - HOUR / 2
    releases = Release.objects.bulk_create(
        Release(agency=office, title="Siaran", date=start.date(), edited_by=ani)
        for _ in range(HISTORIES)
    )
    random = Random("editions")  # noqa: S311 - nothing secret
    return [History(release, start, random) for release in releases]


def moments(history: History) -> Iterator[tuple[datetime.datetime, int]]:
    """Every cell's first moment, a millisecond before and one after, each with its cell."""
    for cell in range(LENGTH):
        at = history.moment(cell)
        yield from ((at - MILLISECOND, cell - 1), (at, cell), (at + MILLISECOND, cell))


def assert_public_as_on_tape(histories: list[History]) -> None:
    for moment, cell in moments(histories[0]):
        public = Edition.objects.published(moment).order_by("release", "position")
        assert list(public.values_list("release", "position")) == [
            (one.release.pk, one.tape.cells[cell])
            for one in histories
            if cell >= 0 and one.tape.cells[cell]
        ]


def assert_told_as_on_tape(histories: list[History]) -> None:
    for moment, cell in moments(histories[0]):
        told = Edition.objects.history(moment).order_by("release", "position")
        assert list(told.values_list("release", "position")) == [
            (one.release.pk, position) for one in histories for position in one.tape.seen(cell)
        ]


def test_it_works(histories, clock):
    first = Edition.objects.bulk_create(history.first() for history in histories)
    backfill.stand_beside(first)
    assert_public_as_on_tape(histories)
    for _ in range(MOVES):
        for history in histories:
            history.move(clock)
        assert_public_as_on_tape(histories)
    assert_told_as_on_tape(histories)

    assert Edition.objects.values("release").distinct().count() == HISTORIES
    assert Edition.objects.count() == sum(history.position for history in histories)
    withdrawn = [history.release.pk for history in histories if history.withdrawn]
    Release.objects.filter(pk__in=withdrawn).update(state=State.WITHDRAWN)
    assert_healthy()
