"""Who gets which file, and when."""

import datetime
import logging
from collections.abc import Callable
from typing import Any

import pytest
from django.db.models.fields.files import FieldFile
from django.test import Client

from numbering.clock import database_now
from releases.files.preparing import prepare
from releases.models import Asset, Release
from tests.cast import written
from tests.releases.editing import rewritten
from tests.releases.files.attaching import attached, coloured, kept
from tests.releases.files.makers import docx, mp4, pdf
from tests.releases.kin import reworded

FOR_EVER = "public, max-age=31536000, immutable"
OWN = "private, no-store"
ABSENT = "0" * 64
DAY = datetime.timedelta(days=1)
RED = coloured("red")


def at(asset: Asset, name: str = "foto.png") -> str:
    return f"/files/{asset.sha256}/{name}"


def smaller(asset: Asset, width: object = 8, suffix: str = "webp") -> str:
    return f"/renditions/{asset.sha256}/{width}.{suffix}"


def got(client: Client, address: str, method: str = "get", **headers: str) -> Any:
    """What is answered, read to its end as `body`: that closes the file."""
    answer = getattr(client, method)(address, headers=headers)
    answer.body = answer.getvalue()
    return answer


def status(client: Client, *assets: Asset) -> list[int]:
    return [got(client, at(asset)).status_code for asset in assets]


def stored(content: FieldFile) -> bytes:
    with content.open():
        return content.read()


@pytest.fixture
def photo(draft, ani) -> Asset:
    """On the draft."""
    return attached(draft, ani, RED, "foto.png")


@pytest.fixture
def public(photo, draft, ani, budi) -> Release:
    """The draft, approved with the photo on it."""
    draft.submit(ani)
    draft.approve(budi, draft.revision)
    return draft


def with_another(release: Release, by) -> Asset:
    """Opened for a correction, with a blue picture instead of the red one."""
    release.correct(by)
    release.attachments.all().delete()
    return attached(release, by, coloured("blue"), "lain.png")


def test_it_works(client, photo, public):
    answer = got(client, at(photo))
    assert answer.status_code == 200
    assert answer.body == stored(photo.content)
    assert answer["Cache-Control"] == FOR_EVER
    assert answer["Content-Type"] == "image/png"
    assert answer["Content-Disposition"] == 'inline; filename="foto.png"'
    assert answer["ETag"] == f'"{photo.sha256}"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "Cookie" not in answer.get("Vary", "")


# --- Before it is public ---


def scheduled(release: Release, author, approver) -> None:
    release.submit(author)
    release.approve(approver, release.revision, database_now() + DAY)


def cancelled(release: Release, author, approver) -> None:
    scheduled(release, author, approver)
    release.cancel(approver, "Acara ditunda.")


HIDDEN: list[Callable[..., None]] = [lambda release, author, approver: None, scheduled, cancelled]


@pytest.mark.parametrize("hide", HIDDEN, ids=["draft", "scheduled", "cancelled"])
def test_what_is_not_public_is_for_its_own_desk_alone(
    client, photo, draft, ani, budi, dewi, citra, hide
):
    hide(draft, ani, budi)
    assert [got(client, one(photo)).status_code for one in (at, smaller)] == [404, 404]
    for person, expected in ((ani, 200), (dewi, 200), (citra, 404)):
        client.force_login(person)
        answer = got(client, at(photo))
        assert answer.status_code == expected
        if expected == 200:
            assert answer["Cache-Control"] == OWN
            assert "Cookie" in answer["Vary"]
            assert got(client, smaller(photo)).status_code == 302


def test_whoever_sent_it_sees_it_before_it_is_on_a_release(client, ani, budi, citra):
    asset = kept(RED, "foto.png", citra)
    for person, expected in ((citra, 200), (budi, 404)):
        client.force_login(person)
        assert status(client, asset) == [expected]


def test_whoever_is_no_member_of_the_staff_any_more_sees_nothing(client, photo, ani):
    client.force_login(ani)
    ani.is_staff = False
    ani.save()
    assert status(client, photo) == [404]


@pytest.mark.parametrize("method", ["get", "head", "options", "post", "put"])
@pytest.mark.parametrize("address", [at, smaller])
@pytest.mark.parametrize("who", ["", "citra"])
def test_a_hidden_file_and_one_that_never_was_are_answered_alike(
    request, photo, citra, method, address, who
):
    answers = []
    for asset in (photo, Asset(sha256=ABSENT)):
        client = Client(enforce_csrf_checks=True)
        if who:
            client.force_login(request.getfixturevalue(who))
        answer = got(client, address(asset), method)
        body = answer.body.decode().replace(asset.sha256, "")
        # It follows from the body, in which the address stands.
        headers = {name: said for name, said in answer.items() if name != "ETag"}
        answers.append((answer.status_code, headers, body))
    assert answers[0] == answers[1]
    assert answers[0][0] in (403, 404, 405)


# --- While it is public, and after ---


def test_of_a_corrected_release_both_pictures_can_be_seen(client, photo, public, ani, budi):
    other = with_another(public, ani)
    public.submit(ani)
    assert status(client, photo, other) == [200, 404]
    public.approve(budi, public.revision, correction_note="Foto yang lain.")
    assert status(client, photo, other) == [200, 200]


def test_of_a_scheduled_correction_the_picture_waits(client, photo, public, ani, budi):
    other = with_another(public, ani)
    public.submit(ani)
    public.approve(budi, public.revision, database_now() + DAY, correction_note="Foto yang lain.")
    assert status(client, photo, other) == [200, 404]


def test_of_a_withdrawn_release_no_picture_can_be_seen(client, photo, public, ani, budi):
    other = with_another(public, ani)
    public.submit(ani)
    public.approve(budi, public.revision, correction_note="Foto yang lain.")
    public.withdraw(budi, "Keliru.")
    assert status(client, photo, other) == [404, 404]
    client.force_login(ani)
    assert status(client, photo, other) == [200, 200]


def test_of_a_redacted_edition_no_picture_can_be_seen(client, photo, public, ani, budi, boss):
    other = with_another(public, ani)
    public.submit(ani)
    public.approve(budi, public.revision, correction_note="Foto yang lain.")
    public.redact(boss, public.editions.get(position=1), "PN Kota Uji 12/2020", "Wajah anak.")
    assert status(client, photo, other) == [404, 200]


def test_a_picture_that_another_edition_has_too_survives_a_redaction(
    client, photo, public, ani, budi, boss
):
    reworded(public, ani, budi, title="Judul baru")
    public.redact(boss, public.editions.get(position=1), "PN Kota Uji 12/2020", "Nama anak.")
    assert status(client, photo) == [200]
    public.redact(boss, public.editions.get(position=2), "PN Kota Uji 13/2020", "Wajah anak.")
    assert status(client, photo) == [404]


def test_the_same_bytes_on_a_hidden_release_do_not_hide_them(client, photo, public, clinic, citra):
    hidden = written(clinic, citra, title="Belum terbit")
    assert attached(hidden, citra, RED, "lain.png") == photo
    assert status(client, photo) == [200]


# --- As HTTP asks for it ---


@pytest.mark.parametrize(
    ("content", "name", "media_type", "disposition"),
    [
        (pdf(), "laporan.pdf", "application/pdf", "inline"),
        (mp4(), "acara.mp4", "video/mp4", "inline"),
        (docx(), "laporan.docx", "application/vnd.openxml", "attachment"),
    ],
)
def test_every_kind_has_its_type(client, draft, ani, budi, content, name, media_type, disposition):
    asset = attached(draft, ani, content, name)
    rewritten(draft, ani)
    draft.approve(budi, draft.revision)
    answer = got(client, at(asset, name))
    assert answer.body == content
    assert answer["Content-Type"].startswith(media_type)
    assert answer["Content-Disposition"] == f'{disposition}; filename="{name}"'
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("asked", "offered"),
    [
        ("foto.png", '"foto.png"'),
        ("FOTO.PNG", '"FOTO.png"'),
        ("foto.html", '"foto.png"'),
        ("foto.png.exe", '"foto.png.png"'),
        ("foto", '"foto.png"'),
        (".png", '"file.png"'),
        ("..", '"file.png"'),
        ("foto.png%0a", '"foto.png"'),
        ("a%0d%0aSet-Cookie:x=1.png", '"aSet-Cookie:x=1.png"'),
        ("a%00%1b%E2%80%AEgnp.exe", '"agnp.png"'),
        ("%22;x.png", '"\\";x.png"'),
        ("..%5C..%5Cpasswd.png", '"passwd.png"'),
        ("caf%C3%A9.png", "utf-8''caf%C3%A9.png"),
        ("%FF%FE.png", '"%FF%FE.png"'),
        ("x" * 3000 + ".png", f'"{"x" * 96}.png"'),
    ],
)
def test_no_name_in_a_link_promises_another_kind_of_file(client, photo, public, asked, offered):
    answer = got(client, at(photo, asked))
    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/png"
    assert answer["Content-Disposition"].partition("filename")[2].lstrip("*=") == offered


@pytest.mark.parametrize(
    "address",
    [
        "/files/{sha}/",
        "/files/{sha}",
        "/files/{sha}/a/b.png",
        "/files/{sha}/..%2F..%2Fb.png",
        "/files/{sha}/../../etc/passwd",
        "/files/{SHA}/foto.png",
        "/files/{sha}0/foto.png",
        "/files/{sha}%0a/foto.png",
        "/files/%00/foto.png",
        "/files/../foto.png",
        "/en/files/{sha}/foto.png",
        "/renditions/{sha}/99999.webp",
        "/renditions/{sha}/-8.webp",
        "/renditions/{sha}/8.png",
        "/renditions/{sha}/8.webp/",
        "/renditions/{SHA}/8.webp",
        "/media/files/{sha}",
    ],
)
def test_an_odd_address_finds_nothing(client, photo, public, address):
    asked = address.format(sha=photo.sha256, SHA=photo.sha256.upper())
    assert got(client, asked).status_code == 404


def test_what_is_known_is_not_sent_again(client, photo, public):
    answer = got(client, at(photo), **{"if-none-match": f'"{photo.sha256}"'})
    assert (answer.status_code, answer.body) == (304, b"")
    assert answer["Cache-Control"] == FOR_EVER


def test_a_part_is_sent(client, photo, public):
    answer = got(client, at(photo), range="bytes=1-3")
    assert (answer.status_code, answer.body) == (206, b"PNG")
    assert answer["Cache-Control"] == FOR_EVER


def test_a_part_outside_of_it_is_refused_but_not_for_ever(client, photo, public):
    answer = got(client, at(photo), range=f"bytes={photo.size}-")
    assert answer.status_code == 416
    assert answer["Cache-Control"] == "no-store"


def test_its_head_is_that_of_the_whole(client, photo, public):
    answer = got(client, at(photo), "head")
    assert (answer.status_code, answer.body) == (200, b"")
    assert answer["Content-Length"] == str(photo.size)


@pytest.mark.parametrize("method", ["post", "put", "delete", "options"])
def test_nothing_but_reading_is_allowed(client, photo, public, method):
    for address in (at(photo), smaller(photo)):
        answer = getattr(client, method)(address)
        assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")


# --- Smaller versions ---


def test_a_smaller_version_is_sent(client, photo, public):
    prepare(photo)
    for suffix, media_type in (("webp", "image/webp"), ("jpg", "image/jpeg")):
        answer = got(client, smaller(photo, suffix=suffix))
        assert answer.status_code == 200
        assert answer.body == stored(photo.renditions.get(media_type=media_type).content)
        assert answer["Content-Type"] == media_type
        assert answer["Cache-Control"] == FOR_EVER
        assert answer["ETag"] == f'"{photo.sha256}-8-{suffix}"'
        assert answer["Content-Disposition"].endswith(f'-8.{suffix}"')


def test_as_long_as_it_is_not_made_the_picture_itself_is_sent(client, photo, public):
    answer = got(client, smaller(photo))
    assert answer.status_code == 302
    assert answer["Cache-Control"] == "no-store"
    original = got(client, answer["Location"])
    assert original["Content-Type"] == "image/png"
    assert original["Content-Disposition"] == 'inline; filename="8.png"'


@pytest.mark.parametrize("width", [0, 7, 480, 9999])
def test_a_width_that_no_page_asks_for_is_not_found(client, photo, public, width):
    assert got(client, smaller(photo, width)).status_code == 404
    prepare(photo)
    assert got(client, smaller(photo, width)).status_code == 404


def test_a_document_has_no_smaller_version(client, draft, ani, budi):
    asset = attached(draft, ani, pdf(), "laporan.pdf")
    rewritten(draft, ani)
    draft.approve(budi, draft.revision)
    assert got(client, smaller(asset)).status_code == 404


def test_the_smaller_versions_of_a_hidden_picture_are_hidden(client, photo, ani):
    prepare(photo)
    assert got(client, smaller(photo)).status_code == 404
    client.force_login(ani)
    assert got(client, smaller(photo))["Cache-Control"] == OWN


# --- What it costs, and what may be missing ---


@pytest.mark.parametrize("address", [at, smaller])
def test_a_file_that_is_gone_from_the_storage_is_not_found_and_told_of(
    client, photo, public, caplog, address
):
    prepare(photo)
    photo.content.storage.delete(photo.content.name)
    photo.renditions.get(media_type="image/webp").content.delete(save=False)
    with caplog.at_level(logging.ERROR, "releases.files.gate"):
        assert got(client, address(photo)).status_code == 404
    assert "gone from the storage" in caplog.text
    assert photo.content.name not in got(client, address(photo)).body.decode()


@pytest.mark.parametrize(("address", "most"), [(at, 1), (smaller, 2)])
def test_a_public_file_costs_few_queries(
    client, photo, public, ani, budi, django_assert_num_queries, address, most
):
    for title in ("Judul baru", "Judul yang lebih baru"):
        reworded(public, ani, budi, title=title)
    prepare(photo)
    with django_assert_num_queries(most):
        assert got(client, address(photo)).status_code == 200
