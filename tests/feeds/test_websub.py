"""A hub is told once of what became public, and finds the news in every feed it was told of."""

import datetime
import time

import pytest
from django.core.management import call_command
from django_tasks_db.models import DBTaskResult

from feeds import websub
from feeds.writing import FORMATS
from jobs.models import Turn
from numbering.clock import database_now
from releases.models import Topic
from tests.cast import issued, written
from tests.feeds.hub import Hub, listening
from tests.releases.editing import corrected, in_hours, rewritten
from tests.releases.kin import translated

NEWSROOM = "https://newsroom.example"


@pytest.fixture
def hub(settings, db):
    with listening() as hub:
        settings.WEBSUB_HUB, settings.NEWSROOM_ADDRESS = hub.address, NEWSROOM
        yield hub


def work() -> None:
    """As the worker does when every chore has rested, and every try its time."""
    Turn.objects.all().delete()
    DBTaskResult.objects.filter(status="READY").update(
        run_after=database_now() - datetime.timedelta(hours=1)
    )
    call_command("worker", once=True)


def heard(hub: Hub) -> list[str]:
    """The addresses of the feeds that it was told of since it was asked last."""
    work()
    addresses = [said["hub.url"] for said in hub.asked]
    assert hub.asked == [
        {"hub.mode": "publish", "hub.url": one, "hub.topic": one} for one in addresses
    ]
    hub.asked.clear()
    return addresses


def told(hub: Hub) -> set[str]:
    """Their channels, each of which it was told of in every format, and once."""
    addresses = heard(hub)
    assert len(addresses) == len(set(addresses))
    assert len(addresses) % len(FORMATS) == 0
    found = {one for one in addresses if one.endswith("rss.xml")}
    return {one.removeprefix(NEWSROOM).removesuffix("rss.xml") for one in found}


CHANNELS = {"", "agencies/diskabar/", "kinds/release/", "languages/id/"}
BOTH = {f"{root}/feeds/{one}" for root in ("", "/en") for one in CHANNELS}
AMENDED = {"/feeds/corrections/", "/en/feeds/corrections/"}


def test_it_works(hub, published, client, ani, budi):
    assert told(hub) == BOTH
    corrected(published, ani, budi, "Judul baru")
    assert told(hub) == BOTH | AMENDED
    published.withdraw(budi, "Keliru.")
    assert told(hub) == BOTH | AMENDED
    assert told(hub) == set()


def test_what_it_is_told_of_names_it_and_has_the_news(hub, published, client):
    addresses = heard(hub)
    assert addresses
    for address in addresses:
        answer = client.get(address.removeprefix(NEWSROOM))
        assert published.uid.urn in answer.content.decode(), address
        assert answer["Link"] == f'<{hub.address}>; rel="hub", <{address}>; rel="self"'
        said = answer.content.decode()
        assert hub.address in said
        assert f'"{address}"' in said


def test_without_a_hub_nothing_is_named_and_nobody_told(hub, settings, client, published):
    settings.WEBSUB_HUB = ""
    assert heard(hub) == []
    for form in ("rss.xml", "feed.json"):
        answer = client.get(f"/feeds/{form}")
        assert "Link" not in answer
        assert "hub" not in answer.content.decode()


def test_a_question_names_no_hub_because_nobody_tells_it(hub, client, published):
    answer = client.get("/feeds/rss.xml?q=taman")
    assert "Link" not in answer
    assert hub.address not in answer.content.decode()


@pytest.mark.parametrize("late", [False, True], ids=["in time", "after the worker was down"])
def test_what_is_scheduled_is_told_when_its_time_has_come_and_once(hub, submitted, budi, late):
    submitted.approve(budi, submitted.revision, in_hours(1))
    if not late:
        assert told(hub) == set()
    begins = database_now() + datetime.timedelta(seconds=1)
    submitted.postpone(budi, begins)
    while database_now() <= begins:
        time.sleep(0.05)
    if late:  # and another release came in between
        issued(submitted.agency, submitted.edited_by, budi, title="Lain")
    assert told(hub) == BOTH
    assert told(hub) == set()


def test_what_was_cancelled_or_waits_is_not_told(hub, submitted, published, ani, budi):
    told(hub)
    rewritten(published, ani, title="Nanti")
    published.approve(budi, published.revision, in_hours(1), correction_note="Nanti.")
    assert told(hub) == set()
    published.cancel(budi, "Belum.")
    assert told(hub) == set()


def test_of_the_old_books_nobody_is_told_but_of_their_correction(hub, office, sequence, ani, budi):
    old = issued(office, ani, budi, date="2019-01-05", paper_numbers="7/SP/2019")
    assert told(hub) == set()
    corrected(old, ani, budi, "Judul baru")
    assert told(hub) == BOTH | AMENDED


def test_those_above_an_agency_and_its_partners_are_told(
    hub, office, sequence, clinic, published, citra, boss
):
    told(hub)
    clinic.parent = office
    clinic.save()
    issued(clinic, citra, boss, title="Imunisasi")
    assert {"/feeds/agencies/dinsehat/", "/feeds/agencies/diskabar/"} <= told(hub)


def test_a_topic_that_was_left_is_told_too(hub, published, ani, budi):
    park, river = (
        Topic.objects.create(name=name, name_en=name, slug=name) for name in ("taman", "sungai")
    )
    other = written(published.agency, ani, title="Taman lain")
    other.topics.add(park)
    other.submit(ani)
    other.approve(budi, other.revision)
    published.topics.add(park)
    rewritten(published, ani, title="Judul baru")
    published.approve(budi, published.revision, correction_note="Topik.")
    assert {"/feeds/topics/taman/"} <= told(hub)
    published.topics.set([river])
    rewritten(published, ani, title="Judul lain")
    published.approve(budi, published.revision, correction_note="Topik.")
    assert {"/feeds/topics/taman/", "/feeds/topics/sungai/"} <= told(hub)


def test_a_translation_concerns_the_feeds_of_its_language(hub, published, ani, budi):
    told(hub)
    translated(published, ani, budi)
    assert told(hub) == {
        *("/en/feeds/", "/en/feeds/agencies/diskabar/", "/en/feeds/kinds/release/"),
        *("/feeds/languages/en/", "/en/feeds/languages/en/"),
    }


def test_a_hub_that_fails_is_told_again_and_no_publication_waits(hub, published, client):
    hub.status = 503
    assert len(heard(hub)) == 1  # it is not asked on
    assert published.uid.urn in client.get("/feeds/rss.xml").content.decode()
    hub.status = 202
    assert told(hub) == BOTH
    assert told(hub) == set()


def test_what_became_public_long_ago_is_not_told(hub, published, monkeypatch):
    monkeypatch.setattr(websub, "LOOKS_BACK", datetime.timedelta(0))
    assert told(hub) == set()


def test_more_than_one_task_holds_is_told_of_in_the_next(hub, three, monkeypatch):
    monkeypatch.setattr(websub, "TOGETHER", 2)
    assert told(hub) == BOTH
    assert told(hub) == BOTH
    assert told(hub) == set()


def test_looking_for_news_asks_once(hub, published, django_assert_num_queries):
    work()
    with django_assert_num_queries(1):
        websub.tell_of_what_is_new()
