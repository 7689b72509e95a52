"""Every feed of the demo meets the specifications; two readers of others read it; what comes along
has the length and the type that is told."""

from io import StringIO

import fastfeedparser
import feedparser
import pytest
from django.core.management import call_command
from django.utils import translation

from feeds.listed import all_feeds
from feeds.writing import FORMATS
from tests.feeds.rules import faults
from tests.thoroughness import once

pytestmark = once

QUESTIONS = ["q=sungai", "agency=dinkes&genre=release", "topic=kesehatan", "q=1160", "language=en"]


@pytest.fixture
def demo(db, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    call_command("demo", stdout=StringIO())


def addresses() -> list[str]:
    """Every feed that the page of feeds names, and those of some questions; in English as Atom."""
    found = []
    for language, root, forms in (
        ("id", "/feeds/", [*FORMATS]),
        ("en", "/en/feeds/", ["atom.xml"]),
    ):
        with translation.override(language):
            listed = [one for _heading, feeds in all_feeds() for one in feeds]
            found += [one.address(form) for one in listed for form in forms]
        found += [f"{root}{form}?{question}" for form in forms for question in QUESTIONS]
    return found


def test_it_works(demo, client):
    entries = 0
    files = {}
    for address in addresses():
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert faults(answer.content) == [], address
        if "feed.json" in address:
            for item in answer.json()["items"]:
                files |= {one["url"]: one for one in item.get("attachments", [])}
            continue
        read = feedparser.parse(answer.content)
        assert not read.bozo, address
        # It takes a feed without entries for no feed.
        if read.entries:
            second = fastfeedparser.parse(answer.content)
            assert [one.id for one in second.entries] == [one.id for one in read.entries]
        entries += len(read.entries)
    assert entries > 50
    assert len(files) > 5
    for address, told in files.items():
        answer = client.get(address.removeprefix("http://testserver"))
        assert len(answer.getvalue()) == told["size_in_bytes"], address
        assert answer["Content-Type"] == told["mime_type"], address
