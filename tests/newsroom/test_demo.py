"""The demo newsroom loads into an empty database, and into no other."""

import stat
from io import StringIO

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command

from releases.models import Edition, Release


@pytest.fixture
def place(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path


@pytest.fixture
def demo(db, place):
    call_command("demo", stdout=StringIO())
    return place / "demo-logins.txt"


def test_it_works(demo, client):
    assert Edition.objects.published().exists()
    assert client.get("/").status_code == 200


def test_it_leaves_a_release_to_approve(demo):
    assert Release.objects.filter(state="submitted").exists()


def test_its_logins_are_for_their_owner_only_and_work(demo):
    assert stat.S_IMODE(demo.stat().st_mode) == 0o600
    for line in demo.read_text().splitlines():
        username, password = line.split()
        assert authenticate(username=username, password=password)


def test_a_second_time_it_is_refused(demo):
    before = Release.objects.count(), demo.read_text()
    with pytest.raises(CommandError):
        call_command("demo")
    assert (Release.objects.count(), demo.read_text()) == before


def test_if_empty_does_nothing_where_there_are_releases_and_says_so(draft, place):
    out = StringIO()
    call_command("demo", "--if-empty", stdout=out)
    assert "not loaded" in out.getvalue()
    assert Release.objects.get() == draft
    assert not (place / "demo-logins.txt").exists()
