"""Pages ask the database as much for ten times the rows as for a few."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from releases.models import Topic
from tests.cast import written

MOST = {
    "/": 4,  # the newest, how many this month, the newest of each agency, topics
    "/releases/": 4,
    "/releases/2020/03/": 4,
    "/releases/?q=kabar&agency=diskabar&year=2020": 4,
    "/agencies/diskabar/": 6,  # with letterhead and contacts
    "/releases/2020/03/kabar-1/": 10,  # with topics, earlier editions, kin, and its neighbours
    "/feeds/rss.xml": 2,
    "/feeds/agencies/diskabar/rss.xml": 3,
}


@pytest.mark.parametrize("rows", [3, 30])
def test_no_page_asks_more_than(client, office, sequence, ani, budi, rows):
    topic = Topic.objects.create(name="Banjir", name_en="Floods", slug="banjir")
    for place in range(rows):
        release = written(office, ani, title=f"Kabar {place}")
        release.topics.set([topic])
        release.submit(ani)
        release.approve(budi, release.revision)
    asked = {}
    for address in MOST:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        asked[address] = len(queries)
    assert {address: count for address, count in asked.items() if count > MOST[address]} == {}
