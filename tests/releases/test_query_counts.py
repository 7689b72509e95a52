"""Pages ask the database as much for ten times the rows as for a few."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from releases.models import Topic
from tests.cast import put_under, written

# Each page but the feeds asks once for the notices.
MOST = {
    "/": 5,  # the newest, how many this month, the newest of each agency, topics
    "/releases/": 3,  # the agencies, of which one is chosen; and the list with its count
    "/releases/2020/03/": 4,  # and the days of the calendar
    "/releases/?agency=diskabar": 7,  # and what each facet would leave, in rows and topics
    "/releases/?q=kabar": 9,
    "/releases/?q=kabar&agency=diskabar&year=2020": 10,  # the year out of what all years have
    "/agencies/diskabar/": 5,  # with letterhead and contacts
    # With topics, earlier editions, kin, its neighbours, and what else each topic has.
    "/releases/2020/03/kabar-1/": 11,
    "/topics/": 2,
    "/topics/kabar/": 4,
    "/archive/": 2,
    "/corrections/": 2,
    "/contacts/": 3,
    "/about/": 2,
    "/subscribe/": 3,  # the agencies, and the topics
    "/tidak/ada/": 1,
    "/feeds/": 3,  # agencies, topics
    "/feeds/opml.xml": 2,
    "/feeds/rss.xml": 2,
    "/feeds/agencies/diskabar/rss.xml": 3,
}


def corrected(release, ani, budi) -> None:
    release.correct(ani)
    release.body = "<p>Dua taman baca dibuka.</p>"
    release.record(ani)
    release.submit(ani)
    release.approve(budi, release.revision, correction_note="Dua.")


@pytest.mark.parametrize("rows", [3, 30])
def test_no_page_asks_more_than(client, office, sequence, ani, budi, rows):
    every = Topic.objects.create(name="Kabar", name_en="News", slug="kabar")
    for place in range(rows):
        release = written(office, ani, title=f"Kabar {place}")
        release.topics.set([every])
        release.submit(ani)
        release.approve(budi, release.revision)
        topic = Topic.objects.create(name=f"T{place}", name_en=f"T{place}", slug=f"t-{place}")
        office.contacts.create(name=f"Rini {place}", by_default=True)
        corrected(release, ani, budi)
        put_under(release, topic, every)
    asked = {}
    for address in MOST:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == (404 if "tidak" in address else 200)
        asked[address] = len(queries)
    assert {address: count for address, count in asked.items() if count > MOST[address]} == {}
