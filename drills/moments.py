"""Random histories, played in real time and read all the while: the public sees what was said.

A process plays a handful of releases at once: approved at once or for a moment soon to come,
corrected, postponed, cancelled, withdrawn, many a time just when a moment passes. Two of its
threads read, one from the database, one whole pages. What each history was told to be is kept
beside it in the plainest way, and every answer is compared with that.

Import no models above: a new process reads this module before Django is set up in it.
"""

import datetime
import json
import logging
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any
from unittest import mock

TOGETHER = 20  # histories that one process plays at once
MOVES = 5  # in each
LATE = 2.0  # seconds by which the public may see a change later
CLOCK = 0.002  # seconds by which two readings of one clock may differ, cut as they are
TAIL = 0.8  # seconds that are read after the last moment
NOTHING, WITHDRAWN = "404", "410"
WORD = re.compile(r"wayang\d+x\d+")
now = time.time  # the machine's, whatever the application is told


@contextmanager
def application_ahead(hours: float) -> Iterator[None]:
    """Let the application's clock differ from the database's while the block lasts."""
    from django.utils import timezone

    true_now, true_time, ahead = timezone.now, time.time, datetime.timedelta(hours=hours)

    def moment() -> datetime.datetime:
        return true_now() + ahead

    def seconds() -> float:
        return true_time() + ahead.total_seconds()

    with mock.patch.object(timezone, "now", moment), mock.patch.object(time, "time", seconds):
        yield


@dataclass(frozen=True)
class Plan:
    """What the public is to see, from one commit on.

    Attributes:
        since: when the move was asked for that led here; it may have been committed then.
        sure: when it was acknowledged.
        steps: moments, and the position of the edition that is public from each on.
    """

    since: float
    sure: float
    steps: tuple[tuple[float, int], ...]


class Told:
    """What became of one release, as whoever moved it knows it."""

    def __init__(self) -> None:
        self.plans = [Plan(0, 0, ())]
        self.words: dict[int | None, str] = {None: NOTHING}
        self.taken_back: set[int] = set()

    @property
    def steps(self) -> tuple[tuple[float, int], ...]:
        return self.plans[-1].steps

    def ahead(self) -> list[tuple[float, int]]:
        return [step for step in self.steps if step[0] > now()]

    def add(self, since: float, moment: float, position: int, word: str, gone: int = 0) -> None:
        """One was sealed from a moment on; nothing stands behind it.

        Args:
            gone: the position of the one whose place it takes, for a postponed one.
        """
        kept = [step for step in self.steps if step[1] != gone and step[0] < moment]
        self.words[position] = word
        self._follow(since, (*kept, (moment, position)))

    def take_back(self, since: float, position: int) -> None:
        self._follow(since, tuple(step for step in self.steps if step[1] != position))

    def _follow(self, since: float, steps: tuple[tuple[float, int], ...]) -> None:
        self.taken_back |= {one for _at, one in self.steps} - {one for _at, one in steps}
        self.plans.append(Plan(since, now(), steps))

    def stretches(self) -> list[tuple[int | None, float, float]]:
        """Each position with the earliest and the latest moment at which it may be seen.

        While a move is under way it is seen as before or as afterwards.
        """
        found: list[tuple[int | None, float, float]] = []
        ends = [plan.sure for plan in self.plans[1:]] + [float("inf")]
        for plan, until in zip(self.plans, ends, strict=True):
            steps: list[tuple[float, int | None]] = [(0, None), *plan.steps, (float("inf"), None)]
            for (begins, position), (over, _next) in pairwise(steps):
                first, last = max(begins, plan.since), min(over, until)
                if first < last:
                    found.append((position, first, last))
        return found


@dataclass
class Figures:
    """What was read of some histories, and how it compares."""

    runs: int = 0
    moves: int = 0
    refused: int = 0
    reads: int = 0
    pages: int = 0
    latest: float = 0.0
    wrong: list[str] = field(default_factory=list)

    def add(self, other: "Figures") -> None:
        for name in ("runs", "moves", "refused", "reads", "pages", "wrong"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.latest = max(self.latest, other.latest)


class History:
    """One release and what is done to it."""

    def __init__(self, nth: int, office: Any, random: Random) -> None:
        from tests.cast import written

        self.nth, self.office, self.random = nth, office, random
        self.release = written(
            office.agency, office.author, title=f"Kabar {nth}", sequence=office.sequence
        )
        self.told, self.turn, self.address = Told(), 0, ""
        self.due, self.left = now() + random.uniform(0, 0.5), MOVES
        self.withdrawn = False

    def move(self, figures: Figures) -> None:
        """Make one move at random, and choose when the next is due."""
        from releases.errors import MoveRefused

        ahead = self.told.ahead()
        ways = [self.again_at_once, self.again_for_later, self.again_for_later]
        if ahead:
            ways += [self.cancel, self.postpone, self.postpone]
        if len(self.told.steps) > len(ahead):
            ways.append(self.withdraw)
        way = self.random.choice(ways)
        figures.moves += 1
        try:
            way()
        except MoveRefused:
            figures.refused += 1
        except Exception as error:  # whoever moves it is told in words, or it is wrong
            figures.wrong.append(f"{way.__name__}: {type(error).__name__}: {error}")
        self.left -= 1
        self.due = now() + self.random.uniform(0.05, 0.6)
        if (ahead := self.told.ahead()) and self.random.random() < 0.6:
            self.due = ahead[-1][0] + self.random.choice(
                [self.random.uniform(-0.08, 0.03), self.random.uniform(-1.2, -0.9)]
            )

    @property
    def over(self) -> bool:
        return self.withdrawn or not self.left

    def soon(self) -> datetime.datetime:
        later = now() + self.random.uniform(0.2, 2.2)
        return datetime.datetime.fromtimestamp(later, datetime.UTC)

    def again_at_once(self) -> None:
        self._approve(None)

    def again_for_later(self) -> None:
        self._approve(self.soon())

    def _approve(self, moment: datetime.datetime | None) -> None:
        release, author = self.release, self.office.author
        if release.state == "approved":
            release.correct(author)
        if release.state != "submitted":
            self.turn += 1
            release.body = f"<p>{self.word}</p>"
            release.save()
            release.record(author)
            release.submit(author)
        since = now()
        edition = release.approve(
            self.office.approver, release.revision, moment, correction_note="Dibetulkan."
        )
        self.address = edition.get_absolute_url()
        self._sealed(since, edition, self.word)

    def cancel(self) -> None:
        since, position = now(), self.told.steps[-1][1]
        self.release.cancel(self.office.approver, "Ditunda.")
        self.told.take_back(since, position)

    def postpone(self) -> None:
        since, position = now(), self.told.steps[-1][1]
        self.release.postpone(self.office.approver, self.soon())
        edition = self.release.editions.order_by("position").last()
        self._sealed(since, edition, self.told.words[position], position)

    def withdraw(self) -> None:
        since = now()
        edition = self.release.withdraw(self.office.approver, "Keliru.")
        self._sealed(since, edition, WITHDRAWN)
        self.withdrawn = True

    @property
    def word(self) -> str:
        return f"wayang{self.nth}x{self.turn}"

    def _sealed(self, since: float, edition: Any, word: str, gone: int = 0) -> None:
        self.told.add(since, edition.public_from.timestamp(), edition.position, word, gone)


class Reading:
    """Two threads that read some histories until they are told to stop."""

    def __init__(self, histories: list[History], seed: int) -> None:
        from django.test import Client

        self.histories, self.seed = histories, seed
        self.client = Client(headers={"host": "localhost"})  # what it keeps is its own
        self.stop = threading.Event()
        self.rows: list[tuple[float, float, list[tuple[int, int]]]] = []
        self.pages: list[tuple[float, float, History, str]] = []
        self.broken: list[str] = []

    def __enter__(self) -> "Reading":
        ways = ((self._read_rows, 0.15), (self._read_page, 0.3))
        self.threads = [threading.Thread(target=self._go_on, args=way) for way in ways]
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_raised: object) -> None:
        self.stop.set()
        for thread in self.threads:
            thread.join()

    def _go_on(self, way: Any, rest: float) -> None:
        """Read again and again, resting up to so many seconds, so that who moves has turns, too."""
        from django.db import connection

        random = Random(f"{self.seed} {way.__name__}")  # noqa: S311 - nothing secret
        while not self.stop.is_set():
            try:
                way(random)
            except Exception as error:
                self.broken.append(f"{way.__name__}: {type(error).__name__}: {error}")
            time.sleep(random.uniform(0, rest))
        connection.close()

    def _read_rows(self, _random: Random) -> None:
        from releases.models import Edition

        keys = [one.release.pk for one in self.histories]
        asked = now()
        public = Edition.objects.published().filter(release__in=keys)
        rows = list(public.values_list("release", "position"))
        self.rows.append((asked, now(), rows))

    def _read_page(self, random: Random) -> None:
        from django.db import close_old_connections

        history = random.choice(self.histories)
        if not history.address:
            return
        asked = now()
        answer = self.client.get(history.address)
        answered = now()
        close_old_connections()
        word = WORD.search(answer.content.decode())
        seen = word[0] if word and answer.status_code == 200 else str(answer.status_code)
        self.pages.append((asked, answered, history, seen))

    def compared(self, figures: Figures) -> None:
        """Compare all that was read with what was told."""
        figures.reads += len(self.rows)
        figures.pages += len(self.pages)
        figures.wrong += self.broken
        stretches = {one.release.pk: one.told.stretches() for one in self.histories}
        by_key = {one.release.pk: one for one in self.histories}
        for asked, answered, rows in self.rows:
            seen: dict[int, int | None] = dict(rows)
            if len(seen) < len(rows):
                figures.wrong.append(f"two editions at once: {rows}")
            for key, history in by_key.items():
                position = seen.get(key)
                self._one(figures, history, stretches[key], {position}, asked, answered)
        for asked, answered, history, word in self.pages:
            said = history.told.words
            positions = {position for position in said if said[position] == word}
            own = stretches[history.release.pk]
            self._one(figures, history, own, positions, asked, answered)

    @staticmethod
    def _one(
        figures: Figures,
        history: History,
        stretches: list[tuple[int | None, float, float]],
        positions: set[int | None],
        asked: float,
        answered: float,
    ) -> None:
        late = min(
            (
                max(0.0, asked - CLOCK - last)
                for position, first, last in stretches
                if position in positions and first <= answered + CLOCK
            ),
            default=None,
        )
        if late is None or late > LATE:
            how = "too early, or never meant" if late is None else f"{late:.2f} s late"
            figures.wrong.append(f"{positions} of {history.nth}: {how}")
        elif positions <= history.told.taken_back:
            figures.wrong.append(f"{positions} of {history.nth} was seen, and then taken back")
        else:
            figures.latest = max(figures.latest, late)


def together(office: Any, first: int, count: int, random: Random) -> Figures:
    """Play some histories at once, each move when it is due, and read them."""
    figures = Figures(runs=count)
    histories = [History(nth, office, random) for nth in range(first, first + count)]
    begin = now()
    for history in histories:
        history.due = begin + random.uniform(0, 0.5)
    with Reading(histories, first) as reading:
        while waiting := [one for one in histories if not one.over]:
            one = min(waiting, key=lambda one: one.due)
            time.sleep(max(0.0, one.due - now()))
            one.move(figures)
        last = max((step[0] for one in histories for step in one.told.steps), default=0.0)
        time.sleep(max(0.0, last - now()) + TAIL)
    reading.compared(figures)
    return figures


def play(who: tuple[int, int, int], nth: int, count: int, hours: float, told: Path) -> None:
    """Play so many histories, by an application whose clock is some hours ahead of the database's.

    Args:
        who: keys of the agency, an author and an approver.
        nth: of this process, which is the seed.
        told: a file that gets the figures so far in JSON, a line for every handful.
    """
    from django.conf import settings
    from django.contrib.auth.models import User

    from agencies.models import Agency
    from drills.office import Office

    logging.disable()  # it would tell of every page that is not there
    settings.PAGES_KEPT_MB = 8
    agency = Agency.objects.get(pk=who[0])
    sequence = agency.sequences.get(code="siaran-pers")
    people = (User.objects.get(pk=key) for key in who[1:])
    office = Office(agency, sequence, *people)
    random = Random(f"moments {nth}")  # noqa: S311 - nothing secret
    with told.open("w", buffering=1) as report, application_ahead(hours):
        for done in range(0, count, TOGETHER):
            number = min(TOGETHER, count - done)
            figures = together(office, 1_000_000 * nth + done, number, random)
            report.write(json.dumps(figures.__dict__) + "\n")
