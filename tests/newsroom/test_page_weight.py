"""What a public page costs on a slow line: one stylesheet, one script, nothing from elsewhere."""

import gzip
import re
from pathlib import Path

import pytest

from tests.cast import issued

STATIC = Path(__file__).resolve().parents[2] / "static"
PAGES = [
    *("/", "/releases/", "/agencies/", "/agencies/diskabar/"),
    "/releases/2020/03/kabar-1/",
]
MOST = 40_000  # bytes of a list with style and script, as they are sent


@pytest.fixture
def many(office, sequence, ani, budi):
    """A page that is full, with headlines as long as they come."""
    summary = "Taman baca dibuka di enam kecamatan. " * 4
    issued(office, ani, budi, title="Kabar 1", summary=summary)
    for nth in range(20):
        issued(office, ani, budi, title=f"Taman baca {nth} dibuka " * 7, summary=summary)


def test_a_list_is_light(client, many):
    static = sum(
        len(gzip.compress((STATIC / f"newsroom.{kind}").read_bytes())) for kind in ("css", "js")
    )
    assert static + len(client.get("/releases/").content) <= MOST


def test_the_stylesheet_stays_small():
    assert len((STATIC / "newsroom.css").read_bytes()) <= 30_000


def test_a_page_asks_for_one_stylesheet_one_script_and_nothing_from_elsewhere(client, many):
    for address in PAGES:
        page = client.get(address).content.decode()
        assert re.findall(r'<link rel="stylesheet" href="([^"]+)"', page) == [
            "/static/newsroom.css"
        ]
        assert re.findall(r'<script[^>]*? src="([^"]+)"', page) == ["/static/newsroom.js"]
        assert not re.search(r'<(?:img|source|link|script|video)[^>]+(?:src|srcset)="https?:', page)
        assert not re.search(r"<style|style=|\son\w+=", page)
