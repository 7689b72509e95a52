"""A hidden release and one that never was answer alike."""

from datetime import timedelta

import pytest

from numbering.clock import database_now
from tests.cast import written

PAGES = ["/", "/releases/", "/releases/2020/", "/releases/2020/03/", "/agencies/diskabar/"]
FEEDS = ["/feeds/rss.xml", "/feeds/agencies/diskabar/rss.xml"]


@pytest.fixture(params=["draft", "submitted", "sent_back", "scheduled", "cancelled", "discarded"])
def hidden(request, draft, ani, budi):
    """A release in each state in which the public must not know of it."""
    if request.param == "discarded":
        draft.discard(ani)
    if request.param in ("submitted", "sent_back", "scheduled", "cancelled"):
        draft.submit(ani)
    if request.param == "sent_back":
        draft.send_back(budi, "Perbaiki")
    if request.param in ("scheduled", "cancelled"):
        draft.approve(budi, draft.revision, database_now() + timedelta(hours=1))
    if request.param == "cancelled":
        draft.cancel(budi, "Tunda")
    return draft


def answer(client, address):
    response = client.get(address)
    # The page links to itself in the other language, so its address is in its bytes.
    body = response.content.replace(address.encode(), b"")
    headers = {name: value for name, value in response.headers.items() if name != "ETag"}
    return response.status_code, body, headers


def test_its_address_answers_as_one_that_never_was(client, hidden):
    one = answer(client, "/releases/2020/03/gubernur-resmikan-taman-baca/")
    other = answer(client, "/releases/2020/03/gubernur-resmikan-taman-bacb/")
    assert one == other
    assert one[0] == 404


def test_its_number_answers_as_one_that_never_was(client, hidden):
    assert client.get("/number/1158/SP-HMS/03/2020").status_code == 404
    assert client.get("/number/1158").status_code == 404


@pytest.mark.parametrize("address", PAGES + FEEDS)
def test_no_page_or_feed_shows_anything_of_it(client, hidden, address):
    page = client.get(address).content.decode()
    for word in ("taman baca", "Taman baca", "1158"):
        assert word not in page


def test_no_count_or_year_tells_of_it(client, office, hidden):
    listed = client.get("/releases/")
    assert listed.context["paginator"].count == 0
    assert "2020" not in listed.content.decode()


def test_a_public_one_does_show(client, published, ani, office):
    written(office, ani, title="Rahasia")
    for address in PAGES + FEEDS:
        page = client.get(address).content.decode()
        assert "taman baca" in page
        assert "Rahasia" not in page
