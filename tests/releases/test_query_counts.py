"""Pages ask the database as much for ten times the rows as for a few."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import written

MOST = {
    "/": 1,
    "/releases/": 2,  # the agencies, of which one is chosen; and the list with its count
    "/releases/2020/03/": 2,
    "/releases/?agency=diskabar": 6,  # and what each facet would leave, in rows and topics
    "/releases/?q=kabar": 8,
    "/releases/?q=kabar&agency=diskabar&year=2020": 10,
    "/agencies/diskabar/": 2,
    "/releases/2020/03/kabar-1/": 6,  # with topics, earlier editions, and kin
    "/feeds/rss.xml": 2,
    "/feeds/agencies/diskabar/rss.xml": 3,
}


@pytest.mark.parametrize("rows", [3, 30])
def test_no_page_asks_more_than(client, office, sequence, ani, budi, rows):
    for place in range(rows):
        release = written(office, ani, title=f"Kabar {place}")
        release.submit(ani)
        release.approve(budi, release.revision)
    asked = {}
    for address in MOST:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        asked[address] = len(queries)
    assert {address: count for address, count in asked.items() if count > MOST[address]} == {}
