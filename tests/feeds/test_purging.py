"""Caches in front are told once which addresses to forget, when something was taken away."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from tests.feeds.test_websub import NEWSROOM, work
from tests.releases.editing import in_hours, rewritten
from tests.releases.files.attaching import attached, coloured
from tests.thoroughness import once

pytestmark = once


class Cache(BaseHTTPRequestHandler):
    """A stand-in for a CDN: it writes down what it is asked to forget."""

    def do_POST(self) -> None:
        said = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append((self.headers["Authorization"], said["files"]))
        self.send_response(self.server.status)
        self.end_headers()

    def log_message(self, *_said: object) -> None:
        """The tests say enough."""


@pytest.fixture
def cache(settings, db) -> Iterator[HTTPServer]:
    with HTTPServer(("127.0.0.1", 0), Cache) as server:
        server.asked, server.status = [], 200
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        settings.NEWSROOM_ADDRESS, settings.PURGE_TOKEN = NEWSROOM, "geheim"
        settings.PURGE_URL = f"http://127.0.0.1:{server.server_port}/purge"
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def illustrated(draft, ani, budi):
    attached(draft, ani, coloured("red", 700), "foto.png", alt="Pita merah")
    rewritten(draft, ani)
    draft.approve(budi, draft.revision)
    return draft


def told(cache) -> list[str]:
    """What it was asked to forget since it was asked last."""
    work()
    addresses = [one for _token, files in cache.asked for one in files]
    assert {token for token, _files in cache.asked} <= {"Bearer geheim"}
    cache.asked.clear()
    return addresses


def test_it_works(cache, illustrated, budi):
    edition = illustrated.editions.get()
    assert told(cache) == []  # what is new takes nothing away
    illustrated.withdraw(budi, "Keliru.")
    addresses = told(cache)
    [photo] = edition.attached
    assert NEWSROOM + photo.url in addresses
    assert NEWSROOM + photo.middling in addresses
    page = edition.get_absolute_url().removeprefix("/en")
    whole = {f"{NEWSROOM}{page}", f"{NEWSROOM}/en{page}", f"{NEWSROOM}{page}editions/1/"}
    assert whole <= set(addresses)
    assert told(cache) == []


def test_a_correction_is_told_when_its_time_has_come_and_no_sooner(cache, illustrated, ani, budi):
    rewritten(illustrated, ani, title="Judul baru")
    later, note = in_hours(1), "Judulnya keliru."
    illustrated.approve(budi, illustrated.revision, later, correction_note=note)
    assert told(cache) == []
    illustrated.cancel(budi, "Belum pasti.")
    rewritten(illustrated, ani)
    illustrated.approve(budi, illustrated.revision, correction_note=note)
    assert told(cache)


def test_a_redaction_names_the_files_that_its_edition_does_not_know_any_more(
    cache, illustrated, ani, boss
):
    [photo] = illustrated.editions.get().attached
    attached(illustrated, ani, coloured("blue", 700), "rahasia.png", alt="Belum terbit")
    rewritten(illustrated, ani)
    assert told(cache) == []
    illustrated.redact(boss, illustrated.editions.get(), "Putusan 12/2026", "Nama anak.")
    addresses = told(cache)
    assert NEWSROOM + photo.url in addresses
    assert not [one for one in addresses if "rahasia" in one]  # it never was public
    assert told(cache) == []


def test_what_is_not_taken_is_told_again(cache, illustrated, budi):
    illustrated.withdraw(budi, "Keliru.")
    cache.status = 503
    assert told(cache)
    cache.status = 200
    assert told(cache)
    assert told(cache) == []
