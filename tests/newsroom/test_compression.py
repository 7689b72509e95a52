"""What is compressed: public pages, for whoever brings nothing of their own."""

import gzip

import pytest

LIST = "/releases/"
GZIP = {"HTTP_ACCEPT_ENCODING": "gzip, br"}


@pytest.mark.parametrize("address", [LIST, "/", "/feeds/rss.xml"])
def test_it_works(client, published, address):
    plain = client.get(address)
    compressed = client.get(address, **GZIP)
    assert compressed["Content-Encoding"] == "gzip"
    assert gzip.decompress(compressed.content) == plain.content
    assert "Content-Encoding" not in plain
    assert "Accept-Encoding" in plain["Vary"]


def test_a_page_that_one_has_already_is_not_sent_again(client, published):
    tag = client.get(LIST, **GZIP)["ETag"]
    assert client.get(LIST, HTTP_IF_NONE_MATCH=tag, **GZIP).status_code == 304


def test_nothing_that_is_ones_own_is_compressed(client, published, ani):
    assert "Content-Encoding" not in client.get("/admin/login/", **GZIP)  # sets a cookie
    client.force_login(ani)
    assert "Content-Encoding" not in client.get(LIST, **GZIP)


def test_no_page_behind_a_secret_is_compressed(client, db):
    page = client.get("/preview/einsecret/", **GZIP)
    assert page.status_code == 404
    assert "Content-Encoding" not in page
