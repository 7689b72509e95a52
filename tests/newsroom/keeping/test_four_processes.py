"""Four processes are asked without a pause while releases come, change and go.

Every answer is looked at: nothing that stands in it may be older than a second, and what time
alone brings is there at its moment and not before.
"""

import datetime
import json
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from numbering.clock import database_now
from tests import fleet
from tests.cast import written
from tests.thoroughness import size

PROCESSES = 4
ROUNDS = size(2, 60)
WORD = re.compile(r"Wayang\w+")
NOTICED = 1.0  # seconds after its commit
LATE = 0.02  # seconds that an answer of the database itself may take at a moment


class Fact(NamedTuple):
    """What a page says of a release: from when on it may, and until when it may still."""

    says: str | None
    may: float
    must_not: float


def hammer(folder: str, paths: list[str], nth: int) -> None:
    """Ask for each page again and again, and write down when, and what was answered."""
    from django.conf import settings
    from django.test import Client

    settings.PAGES_KEPT_MB = 8
    client = Client()
    with (Path(folder) / f"{nth}.jsonl").open("w") as seen:
        while not (Path(folder) / "enough").exists():
            for path in paths:
                asked = time.time()
                response = client.get(path)
                words = sorted(set(WORD.findall(response.content.decode())))
                kept = [asked, time.time(), path, response.status_code, words]
                seen.write(json.dumps(kept) + "\n")
            time.sleep(0.002)


class Story:
    """What became public, and when, as its author knows it."""

    def __init__(self) -> None:
        self.told: dict[str, list[list[float | None]]] = {}

    def act(self, appears: str = "", goes: str = "", at: float | None = None):
        """A change that is committed within the block, or comes at a moment by itself."""
        return _Act(self, appears, goes, at)

    def begins(self, word: str, may: float, must: float) -> None:
        self.told[word] = [may, must, None, None]

    def ends(self, word: str, may: float, must: float) -> None:
        self.told[word][2:] = [may, must]


class _Act:
    def __init__(self, story: Story, appears: str, goes: str, at: float | None) -> None:
        self.story, self.appears, self.goes, self.at = story, appears, goes, at

    def __enter__(self) -> None:
        self.before = time.time()

    def __exit__(self, *_error: object) -> None:
        if self.at is None:
            may, must = self.before, time.time() + NOTICED
        else:
            may, must = self.at, self.at + LATE
        if self.appears:
            self.story.begins(self.appears, may, must)
        if self.goes:
            self.story.ends(self.goes, may, must)


@pytest.fixture
def hammered(tmp_path, transactional_db) -> Iterator:
    """Begin four processes on some pages; what they saw is read when they have ended."""
    running = []

    def begin(*paths: str) -> None:
        tasks = [(str(tmp_path), list(paths), nth) for nth in range(PROCESSES)]
        running.extend(fleet.begin(hammer, tasks))

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
    begin("/releases/", "/feeds/rss.xml", "/releases/2020/03/wayang/", "/")
    for nth in range(ROUNDS):
        one_round(story, nth, office, ani, budi)
    seen = end()
    assert len(seen) > 200 * PROCESSES
    for asked, answered, path, status, words in seen:
        assert status in (200, 404, 410), path
        if path == "/releases/2020/03/wayang/":
            continue
        for word, (may, must, may_go, must_go) in story.told.items():
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
    with story.act(appears=first):
        release.approve(budi, release.revision)
    time.sleep(0.7)
    again(release, ani, second)
    with story.act(appears=second, goes=first):
        release.approve(budi, release.revision, correction_note="Dua.")
    again(release, ani, third)
    moment = database_now() + datetime.timedelta(seconds=1.3)
    with story.act(appears=third, goes=second, at=moment.timestamp()):
        release.approve(budi, release.revision, correction_note="Tiga.", publish_at=moment)
    time.sleep(1.6)
    with story.act(goes=third):
        release.withdraw(budi, "Tidak pernah ada.")
    time.sleep(0.2)


def again(release, ani, title: str) -> None:
    release.correct(ani)
    release.title = title
    release.save()
    release.record(ani)
    release.submit(ani)
