"""Files on a server that speaks S3: let out by the same gate, and missed in words."""

import io

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command

from newsroom.objects import Objects
from releases.files.preparing import prepare
from tests.releases.files.attaching import attached, coloured
from tests.servers import store
from tests.thoroughness import once

pytestmark = once


@pytest.fixture(scope="module")
def url():
    with store.serving() as url:
        yield url


@pytest.fixture
def kept_there(settings, url):
    """All files are kept there."""

    def at(url):
        objects = {"BACKEND": "newsroom.objects.Objects", "OPTIONS": {"url": url}}
        settings.STORAGES = settings.STORAGES | {"default": objects}

    at(url)
    return at


@pytest.fixture
def photo(kept_there, draft, ani, budi):
    """Of a published release, with its smaller versions."""
    photo = attached(draft, ani, coloured("red"), "foto.png")
    prepare(photo)
    draft.submit(ani)
    draft.approve(budi, draft.revision)
    return photo


def at(photo):
    return f"/files/{photo.sha256}/foto.png"


def smaller(photo):
    return f"/renditions/{photo.sha256}/8.webp"


def test_it_works(client, photo, settings):
    settings.ACCEL = True  # what lies elsewhere, the server in front can't send
    whole = client.get(at(photo))
    part = client.get(at(photo), headers={"range": "bytes=20-29"})
    assert (whole.status_code, part.status_code) == (200, 206)
    assert int(whole["Content-Length"]) == photo.size == len(body := whole.getvalue())
    assert body.startswith(b"\x89PNG")
    assert part.getvalue() == body[20:30]
    assert client.get(smaller(photo)).getvalue()[8:12] == b"WEBP"
    assert not (settings.MEDIA_ROOT / photo.content.name).exists()


def test_what_is_not_public_stays_behind_the_gate(client, kept_there, draft, ani):
    hidden = attached(draft, ani, coloured("blue"), "foto.png")
    assert client.get(at(hidden)).status_code == 404
    client.force_login(ani)
    assert client.get(at(hidden)).getvalue().startswith(b"\x89PNG")


def test_a_file_that_is_gone_is_not_found(client, photo, caplog):
    default_storage.delete(photo.content.name)
    assert not default_storage.exists(photo.content.name)
    assert client.get(at(photo)).status_code == 404
    assert "gone from the storage" in caplog.text


@pytest.mark.parametrize("away", ["nobody listens", "the bucket is gone"])
def test_while_it_is_away_files_are_answered_with_503_and_pages_as_ever(
    client, photo, kept_there, url, away
):
    kept_there("s3+http://a:b@127.0.0.1:1/newsroom" if away == "nobody listens" else f"{url}gone")
    client.raise_request_exception = False
    for address in (at(photo), smaller(photo)):
        answer = client.get(address)
        assert (answer.status_code, answer["Retry-After"]) == (503, "10")
    assert client.get(photo.editions.get().get_absolute_url()).status_code == 200


def test_whoever_reads_may_go_back_and_forth(kept_there):
    default_storage.save("a/b", ContentFile(bytes(range(256)) * 4_000))
    with default_storage.open("a/b") as file:
        assert file.seek(0, io.SEEK_END) == file.size == 1_024_000
        file.seek(1_000_000)
        assert file.read(3) == bytes([64, 65, 66])
        file.seek(5)
        assert file.read(2) == bytes([5, 6])
    with file.open():
        assert file.read(2) == bytes([0, 1])


@pytest.mark.parametrize(
    "url", ["s3://host/bucket", "s3://a:b@host", "https://a:b@host/bucket", "s3://a:b@host/b/c"]
)
def test_an_address_that_says_too_little_is_refused(url):
    with pytest.raises(ImproperlyConfigured, match="FILES_URL"):
        Objects(url)


@pytest.mark.django_db(transaction=True)
def test_a_backup_has_them_and_brings_them_back(photo, tmp_path):
    name = photo.content.name
    with default_storage.open(name) as file:
        before = file.read()
    call_command("backup", tmp_path / "backup", verbosity=0, stdout=io.StringIO())
    default_storage.delete(name)
    call_command("restore", tmp_path / "backup", replace=True, verbosity=0, stdout=io.StringIO())
    with default_storage.open(name) as file:
        assert file.read() == before
