"""Pages ask the database as much for ten times the rows as for a few."""

import pytest

from tests.cast import written


@pytest.fixture(params=[3, 30])
def many(request, office, sequence, ani, budi):
    for place in range(request.param):
        release = written(office, ani, title=f"Kabar {place}")
        release.submit(ani)
        release.approve(budi, release.revision)
    return request.param


@pytest.mark.parametrize(
    ("address", "most"),
    [
        ("/releases/", 4),
        ("/releases/2020/03/", 4),
        ("/releases/?q=kabar&agency=diskabar&year=2020", 4),
        ("/agencies/diskabar/", 4),
        ("/releases/2020/03/kabar-1/", 6),  # with topics, earlier editions, and kin
        ("/feeds/rss.xml", 2),
        ("/feeds/agencies/diskabar/rss.xml", 3),
        ("/", 3),
    ],
)
def test_a_page_asks_no_more_than(client, many, django_assert_max_num_queries, address, most):
    with django_assert_max_num_queries(most):
        assert client.get(address).status_code == 200
