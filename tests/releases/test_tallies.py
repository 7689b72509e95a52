"""Counts that are kept: always what counting would give, now and at every moment to come."""

from collections import Counter
from contextlib import suppress
from datetime import date, datetime, timedelta
from random import Random

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from numbering.clock import database_now
from releases import tallies
from releases.errors import MoveRefused
from releases.models import Edition, Tally, Topic
from releases.months import days_of
from tests.cast import issued, put_under, written
from tests.newsroom.examining import checks
from tests.releases.editing import rewritten
from tests.releases.kin import translated

DAY = timedelta(days=1)
MOVES = 60


@pytest.fixture
def topics(db) -> list[Topic]:
    return [Topic.objects.create(name=n, name_en=f"{n} (en)", slug=n.lower()) for n in "ABC"]


def counted(language: str, at: datetime) -> tuple[Counter, Counter]:
    """What counting gives, by date and by topic, without anything that is kept."""
    public = Edition.objects.published(at).in_language(language, at).prefetch_related("topics")
    return (
        Counter(edition.date for edition in public),
        Counter(topic.slug for edition in public for topic in edition.topics.all()),
    )


def kept(language: str, at: datetime) -> tuple[dict, dict]:
    topics = Topic.objects.counted(language, at)
    return Tally.objects.by_date(language, at=at), {one.slug: one.count for one in topics}


def assert_kept() -> None:
    now = database_now()
    for at in [now, *(now + days * DAY - timedelta(hours=1) for days in range(1, 6))]:
        for language in ("id", "en"):
            assert kept(language, at) == counted(language, at), (language, at)


class Desk:
    """Does what a desk does, at random: a refusal is an answer, too."""

    def __init__(self, office, ani, budi, topics) -> None:
        self.office, self.ani, self.budi, self.topics = office, ani, budi, topics
        self.random = Random("tallies")  # noqa: S311 - nothing secret
        self.releases: list = []

    def later(self) -> datetime | None:
        days = self.random.choice([0, 0, 1, 2, 3, 4])
        return database_now() + days * DAY if days else None

    def move(self) -> None:
        moves = [self.publish, self.translate, self.correct, self.withdraw, self.cancel]
        act = self.random.choice(
            [*moves, self.correct, self.postpone] if self.releases else moves[:1]
        )
        with suppress(MoveRefused):
            act()

    def any(self):
        release = self.random.choice(self.releases)
        release.refresh_from_db()
        return release

    def publish(self) -> None:
        day = date(2020, 3, self.random.randrange(1, 4))
        release = written(self.office, self.ani, title="Siaran", date=day.isoformat())
        release.topics.set(self.random.sample(self.topics, self.random.randrange(3)))
        release.submit(self.ani)
        release.approve(self.budi, release.revision, self.later())
        self.releases.append(release)

    def translate(self) -> None:
        days = self.random.choice([0, 2, 4])
        self.releases.append(translated(self.any(), self.ani, self.budi, days))

    def correct(self) -> None:
        release = self.any()
        release.correct(self.ani)
        release.topics.set(self.random.sample(self.topics, 1))
        rewritten(release, self.ani, title="Dibetulkan")
        release.approve(self.budi, release.revision, self.later(), correction_note="Ralat.")

    def withdraw(self) -> None:
        self.any().withdraw(self.budi, "Keliru.")

    def cancel(self) -> None:
        self.any().cancel(self.budi, "Ditunda.")

    def postpone(self) -> None:
        self.any().postpone(self.budi, database_now() + 3 * DAY)


def test_it_works(office, sequence, ani, budi, topics):
    desk = Desk(office, ani, budi, topics)
    for nth in range(MOVES):
        desk.move()
        if nth % 5 == 0:
            assert_kept()
    assert Edition.objects.filter(language="en").exists()
    assert Edition.objects.filter(kind="withdrawal").exists()
    tallies.sweep()
    assert_kept()
    topics[0].merge_into(topics[1])
    assert_kept()
    before = [kept(language, database_now() + DAY) for language in ("id", "en")]
    call_command("reindex", verbosity=0)
    assert before == [kept(language, database_now() + DAY) for language in ("id", "en")]
    assert_kept()


def test_what_has_come_to_pass_is_added_up(office, sequence, ani, budi, topics, monkeypatch):
    monkeypatch.setattr(tallies, "MANY", 1)
    for nth in range(3):
        put_under(issued(office, ani, budi, title=f"Siaran {nth}"), topics[0])
    later = written(office, ani, title="Nanti")
    later.submit(ani)
    later.approve(budi, later.revision, database_now() + DAY)
    tallies.sweep()
    rows = Tally.objects.filter(language="id").values_list("topic", "change").order_by("pk")
    assert sorted(rows, key=str) == [(topics[0].pk, 3), (None, 1), (None, 3)]
    assert_kept()


def test_a_part_that_a_translation_takes_is_left_out():
    hours = [datetime(2020, 3, 28, hour) for hour in range(9)]
    taken = [(hours[2], hours[3]), (hours[3], hours[4]), (hours[6], None)]
    assert list(tallies.without((hours[0], None), taken)) == [
        (hours[0], hours[2]),
        (hours[4], hours[6]),
    ]
    assert list(tallies.without((hours[3], hours[7]), taken)) == [(hours[4], hours[6])]
    assert list(tallies.without((hours[7], hours[8]), taken)) == []
    assert list(tallies.without((hours[0], hours[1]), [])) == [(hours[0], hours[1])]


def test_the_doctor_finds_a_count_that_is_wrong(published):
    assert checks() == set()
    Tally.objects.update(change=2)
    assert checks() == {"search"}
    call_command("reindex", verbosity=0)
    assert checks() == set()


def test_a_day_is_counted_from_the_index(published):
    if connection.vendor == "postgresql":  # so few rows are read faster without one
        with connection.cursor() as setting:
            setting.execute("SET LOCAL enable_seqscan = off")
    with CaptureQueriesContext(connection) as queries:
        assert Tally.objects.by_date("id", *days_of(published.date)) == {published.date: 1}
    with connection.cursor() as cursor:
        explain = "EXPLAIN QUERY PLAN " if connection.vendor == "sqlite" else "EXPLAIN "
        cursor.execute(explain + queries[0]["sql"])
        assert "tally_by_date" in str(cursor.fetchall())
