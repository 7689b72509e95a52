"""The version rises with every change of what is public; and until when it holds."""

import datetime

import pytest
from django.db import connection, transaction
from django.utils import timezone

from agencies.models import Agency, Contact, Letterhead
from newsroom.keeping import triggers, version
from numbering.clock import database_now
from pages.models import Key, Notice, Page
from releases.models import Edition, Release, Tally, Topic
from tests.cast import written

HOUR = datetime.timedelta(hours=1)


def committed() -> int:
    """The version when the test's transaction were committed here."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
            cursor.execute("SELECT set_config('newsroom.stepped', '', true)")
    return version.read().version


def shown(release, budi):
    release.approve(budi, release.revision)


CHANGES = {
    "withdraw": lambda release, budi: release.withdraw(budi, "Acara itu tidak ada."),
    "end of an edition": lambda *_: Edition.objects.update(public_until=database_now() + HOUR),
    "agency": lambda *_: Agency.objects.update(name="Dinas Baru"),
    "letterhead": lambda *_: Letterhead.objects.update(city="KOTA BARU"),
    "contact": lambda *_: Contact.objects.all().delete(),
    "page": lambda *_: Page.objects.create(key=Key.ABOUT, title="a", title_en="b"),
    "topic": lambda *_: Topic.objects.create(name="Taman", name_en="Parks", slug="taman"),
    "topic of an edition": lambda release, _: release.editions.get().topics.create(
        name="Taman", name_en="Parks", slug="taman"
    ),
    "tally": lambda *_: Tally.objects.all().delete(),
    "address of a release": lambda *_: Release.objects.update(path="2020/03/lain"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_makes_another_version(published, budi, change):
    before = committed()
    CHANGES[change](published, budi)
    assert committed() > before


def test_an_approval_asks_nothing_more(submitted, budi, django_assert_max_num_queries):
    before = committed()
    with django_assert_max_num_queries(200) as asked:
        shown(submitted, budi)
    assert not [one["sql"] for one in asked if "newsroom_version" in one["sql"]]
    assert committed() > before


def test_the_desks_own_work_changes_nothing(published, office, ani):
    before = committed()
    draft = written(office, ani, title="Belum")
    draft.title = "Belum juga"
    draft.save()
    draft.submit(ani)
    assert committed() == before


def test_what_is_undone_was_no_change(published):
    before = committed()
    with transaction.atomic():
        Agency.objects.update(name="Dinas Baru")
        transaction.set_rollback(True)
    assert committed() == before


@pytest.mark.only_on("postgresql")
def test_several_changes_are_one_step(published):
    before = committed()
    for name in ("Dinas Baru", "Dinas Lain"):
        Agency.objects.update(name=name)
    assert committed() == before + 1


# --- Until when ---


def holds_for() -> datetime.timedelta:
    return datetime.timedelta(seconds=version.read().holds)


@pytest.fixture
def noon(monkeypatch):
    """The day is long, whenever the test runs."""
    monkeypatch.setattr(version, "rest_of_the_day", lambda: 86_400.0)


def about(moment):
    """Whether it holds until a moment, as far as the question itself takes time."""
    return abs(database_now() + holds_for() - moment) < datetime.timedelta(seconds=1)


def test_it_holds_until_an_embargo_ends(noon, submitted, budi):
    moment = database_now() + HOUR
    submitted.approve(budi, submitted.revision, publish_at=moment)
    assert about(moment)


def test_it_holds_until_an_edition_ends(noon, published, ani, budi):
    published.correct(ani)
    published.title = "Gubernur resmikan dua taman baca"
    published.record(ani)
    published.submit(ani)
    moment = database_now() + HOUR
    published.approve(budi, published.revision, publish_at=moment, correction_note="Dua.")
    Edition.objects.filter(public_from=moment).update(public_until=moment)  # it was cancelled
    assert about(moment)


@pytest.mark.parametrize("begins", [-2, 1])
def test_it_holds_until_a_notice_begins_or_ends(noon, office, ani, begins):
    now = database_now()
    first, last = now + begins * HOUR, now + 3 * HOUR
    Notice.objects.create(text="a", text_en="b", begins=first, ends=last, raised_by=ani)
    assert about(first if begins > 0 else last)


def test_it_holds_until_the_newsrooms_day_ends(db):
    assert version.read().holds == pytest.approx(version.rest_of_the_day(), abs=1)
    now = timezone.localtime()
    midnight = now + datetime.timedelta(seconds=version.read().holds + 1)
    assert (midnight.hour, midnight.minute) == (0, 0)
    assert midnight.date() == now.date() + datetime.timedelta(days=1)


@pytest.mark.parametrize(
    ("moment", "hours"),
    [("2026-03-08T03:30Z", 23), ("2026-11-01T02:30Z", 25)],
    ids=["put forward", "put back"],
)
def test_a_day_on_which_clocks_are_changed_is_not_of_24_hours(settings, monkeypatch, moment, hours):
    settings.TIME_ZONE = "America/St_Johns"
    now = datetime.datetime.fromisoformat(moment)
    monkeypatch.setattr(timezone, "now", lambda: now)
    assert version.rest_of_the_day() == hours * 3600


# --- Triggers ---


def test_a_trigger_that_is_missing_is_told_of(db):
    assert triggers.missing() == []
    triggers.lower()
    assert len(triggers.check_triggers()) == len(triggers.missing()) > 40
    before = version.read().version
    triggers.raise_up()
    assert triggers.missing() == []
    assert version.read().version > before
