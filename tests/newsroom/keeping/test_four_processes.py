"""Four processes are asked without a pause while releases come, change and go.

Every answer is looked at: nothing that stands in it may be older than a second, and what time
alone brings is there at its moment and not before.
"""

import datetime
import json
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from numbering.clock import database_now
from tests import fleet
from tests.cast import written
from tests.thoroughness import size

PROCESSES = 4
ROUNDS = size(1, 20)
WORD = re.compile(r"Wayang\w+")
ROUND = re.compile(r"Wayang\d+")
# The page of each round's release, by the beginning of its words.
OWN = {f"Wayang{nth}": f"/releases/2020/03/wayang{nth}satu/" for nth in range(ROUNDS)}
NOTICED = 1.0  # seconds after its commit
AHEAD = 2.5  # seconds from an approval to its moment
LATE = 0.02  # seconds that an answer of the database itself may take at a moment


def hammer(folder: str, paths: list[str], nth: int) -> None:
    """Ask for each page again and again, and write down when, and what was answered."""
    from django.conf import settings
    from django.test import Client

    settings.PAGES_KEPT_MB = 8
    client = Client()
    with (Path(folder) / f"{nth}.jsonl").open("w", buffering=1) as seen:
        while not (Path(folder) / "enough").exists():
            for path in paths:
                asked = time.time()
                response = client.get(path)
                words = sorted(set(WORD.findall(response.content.decode())))
                kept = [asked, time.time(), path, response.status_code, words]
                seen.write(json.dumps(kept) + "\n")
            time.sleep(0.002)


class Story:
    """What became public, and when, as its author knows it.

    Attributes:
        told: for each word the moments from which on it may be seen, and has to be; then those from
            which on it may be missing, and has to be.
    """

    def __init__(self) -> None:
        self.told: dict[str, list[float | None]] = {}

    @contextmanager
    def change(self, begins: str = "", ends: str = "", at: float | None = None) -> Iterator[None]:
        """Something that is committed within the block; `at`: that comes at a moment by itself."""
        before = time.time()
        yield
        noticed = time.time() + NOTICED
        # On a busy machine a moment may have come before the approval was committed.
        span = [before, noticed] if at is None else [at, max(at + LATE, noticed)]
        if ends:
            self.told[ends][2:] = span
        if begins:
            self.told[begins] = [*span, None, None]


@pytest.fixture
def hammered(tmp_path, transactional_db) -> Iterator:
    """Begin four processes on some pages; what they saw is read when they have ended."""
    running = []

    def begin(*paths: str) -> None:
        tasks = [(str(tmp_path), list(paths), nth) for nth in range(PROCESSES)]
        running.extend(fleet.begin(hammer, tasks))
        files = [tmp_path / f"{nth}.jsonl" for nth in range(PROCESSES)]
        while not all(file.exists() and file.stat().st_size for file in files):
            time.sleep(0.05)  # the first answer of a process takes its time

    def end() -> list[list]:
        time.sleep(NOTICED + 0.3)
        (tmp_path / "enough").touch()
        for process in running:
            process.join(30)
            assert process.exitcode == 0
        files = sorted(tmp_path.glob("*.jsonl"))
        return [json.loads(line) for file in files for line in file.read_text().splitlines()]

    yield begin, end
    (tmp_path / "enough").touch()
    for process in running:
        process.kill()
        process.join()


def test_no_answer_is_ever_older_than_a_second(hammered, office, sequence, ani, budi):
    begin, end = hammered
    story = Story()
    begin("/releases/", "/feeds/rss.xml", *OWN.values())
    for nth in range(ROUNDS):
        one_round(story, nth, office, ani, budi)
    seen = end()
    assert len(seen) > 100 * PROCESSES
    for asked, answered, path, status, words in seen:
        assert status in (200, 404, 410), path
        for word, (may, must, may_go, must_go) in story.told.items():
            if path in OWN.values() and OWN[ROUND.match(word)[0]] != path:
                continue
            at = f"{word} {path} {asked} {story.told[word]}"
            if word in words:
                assert answered >= may, f"too early: {at}"
                assert must_go is None or asked <= must_go, f"stale: {at}"
            else:
                gone = may_go is not None and answered >= may_go
                assert asked <= must or gone, f"missing: {at}"


def one_round(story: Story, nth: int, office, ani, budi) -> None:
    """Published, corrected at once, corrected at a moment, withdrawn."""
    first, second, third = (f"Wayang{nth}{which}" for which in ("satu", "dua", "tiga"))
    release = written(office, ani, title=first)
    release.submit(ani)
    with story.change(begins=first):
        release.approve(budi, release.revision)
    time.sleep(0.7)
    again(release, ani, second)
    with story.change(begins=second, ends=first):
        release.approve(budi, release.revision, correction_note="Dua.")
    again(release, ani, third)
    moment = database_now() + datetime.timedelta(seconds=AHEAD)
    with story.change(begins=third, ends=second, at=moment.timestamp()):
        release.approve(budi, release.revision, correction_note="Tiga.", publish_at=moment)
    time.sleep(AHEAD + 0.3)
    with story.change(ends=third):
        release.withdraw(budi, "Tidak pernah ada.")
    time.sleep(0.2)


def again(release, ani, title: str) -> None:
    release.correct(ani)
    release.title = title
    release.save()
    release.record(ani)
    release.submit(ani)
