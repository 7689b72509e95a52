"""What docs/following.md shows of the API and of open data works, done with curl and Python."""

import shutil

import pytest

from api.opendata.exporting import export
from tests.cast import issued
from tests.following import done, examples
from tests.thoroughness import once

pytestmark = [once, pytest.mark.django_db(transaction=True)]

if shutil.which("curl") is None:
    pytest.skip("curl is missing: no example was done.", allow_module_level=True)


@pytest.fixture
def places(office, sequence, ani, budi, settings, tmp_path, live_server, monkeypatch):
    """What stands in the place of the address that is only an example."""
    settings.VAR_DIR = tmp_path
    monkeypatch.chdir(tmp_path)  # where downloads go
    office.slug = "diskominfotik"
    office.save()
    for title in ("Banjir surut", "Jembatan dibuka"):
        issued(office, ani, budi, title=title)
    export()
    return {"https://newsroom.example": live_server.url}


def test_the_api(places):
    lists, searched, everything, nothing_new, proven = (
        done(example, places) for example in examples("The API")
    )
    assert "Jembatan dibuka" in lists
    assert "Banjir surut" in searched
    assert everything.splitlines()[1] == "2020-03-28 1159/SP-HMS/03/2020 Jembatan dibuka"
    assert (nothing_new, proven) == ("304\n", "True\n")


def test_open_data(places, tmp_path):
    _downloads, counted = (done(example, places) for example in examples("Open data"))
    assert counted == "Counter({'release': 2})\n"
    assert (tmp_path / "releases.csv").read_bytes() == (tmp_path / "open/releases.csv").read_bytes()
