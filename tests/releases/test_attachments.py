"""Pictures and files are sealed with the edition that shows them."""

import datetime
import json

import pytest
from django.db import connection

from agencies.models import Agency
from numbering.clock import database_now
from releases.models import Asset, Edition, Preparing, Release, Topic
from releases.sealing import fingerprint
from tests.health import assert_healthy
from tests.newsroom.examining import broken, checks, examined, problems
from tests.numbering.raw_sql import execute, refused
from tests.releases.files.attaching import attached, coloured, kept
from tests.releases.files.makers import pdf
from tests.releases.kin import reworded, translated

pytestmark = pytest.mark.usefixtures("english")

DAY = datetime.timedelta(days=1)
SAID = {
    "caption": "Gubernur membuka taman.",
    "credit": "Rini",
    "alt": "Gubernur menggunting pita.",
    "focus_x": 20,
    "focus_y": 70,
}


@pytest.fixture
def photo(draft, ani) -> Asset:
    return attached(draft, ani, coloured("red"), "foto.png", **SAID)


@pytest.fixture
def paper(draft, ani, photo) -> Asset:
    return attached(draft, ani, pdf(), "laporan.pdf", caption="Laporan")


@pytest.fixture
def release(draft, ani, budi, photo, paper) -> Release:
    """Public, with a photo and a document."""
    draft.submit(ani)
    draft.approve(budi, draft.revision)
    return draft


@pytest.fixture
def other(release, ani) -> Asset:
    """In a correction that is being written, a blue picture stands in the place of both."""
    release.correct(ani)
    release.attachments.all().delete()
    return attached(release, ani, coloured("blue"), "lain.png", caption="Taman dari atas.")


def approved(release: Release, author, approver, moment=None) -> Edition:
    release.submit(author)
    return release.approve(approver, release.revision, moment, correction_note="Foto lain.")


def page(client, release: Release, below: str = "") -> str:
    address = release.editions.get(position=1).get_absolute_url()
    return client.get(address + below).content.decode()


def names(release: Release) -> list[str]:
    return [one.name for one in release.attached]


def test_it_works(client, release, photo, paper):
    edition = release.editions.get()
    first, second = edition.attached
    assert (first.sha256, first.name, first.width, first.height) == (
        *(photo.sha256, "foto.png"),
        *(8, 6),
    )
    assert {name: getattr(first, name) for name in SAID} == SAID
    assert (second.sha256, second.caption, second.width) == (paper.sha256, "Laporan", None)
    assert set(edition.assets.all()) == {photo, paper}
    assert fingerprint(edition) == edition.sha256
    for shown in (*(SAID[name] for name in ("caption", "credit", "alt")), photo.sha256, "Laporan"):
        assert str(shown) in page(client, release)
    assert_healthy()


# --- The seal ---


def test_without_files_the_seal_is_what_it_was_before_there_were_any():
    at_ten = datetime.datetime(2020, 3, 28, 3, tzinfo=datetime.UTC)
    edition = Edition(
        uid="5b0f5f0e-2f5b-4c63-9d5e-0a1b2c3d4e5f",
        position=1,
        path="2020/03/taman-baca",
        agency=Agency(slug="diskabar"),
        language="id",
        date=datetime.date(2020, 3, 28),
        title="Taman baca dibuka",
        dateline="KOTA UJI",
        body="<p>Taman baca dibuka.</p>",
        numbers_json='["1158/SP-HMS/03/2020"]',
        letterhead_json='{"city":"KOTA UJI"}',
        contacts_json="[]",
        published_at=at_ten,
        public_from=at_ten,
    )
    before = "d5563276d6c7199bdf8858a146a23c57ca3a64a67d8f8f37bb8dce33cba7d9f5"
    assert fingerprint(edition) == before
    edition.attachments_json = '[{"name":"foto.png"}]'
    assert fingerprint(edition) != before


@pytest.mark.parametrize(
    "change",
    [
        {"sha256": "0" * 64},
        {"name": "lain.png"},
        {"number": 9},
        {"caption": ""},
        {"credit": "Budi"},
        {"alt": "Sebuah taman."},
        {"decorative": True},
        {"focus_x": 21},
    ],
    ids=lambda change: next(iter(change)),
)
def test_all_that_is_said_of_a_file_is_sealed(release, change):
    edition = release.editions.get()
    files = json.loads(edition.attachments_json)
    edition.attachments_json = json.dumps([files[0] | change, *files[1:]])
    assert fingerprint(edition) != edition.sha256


def test_their_order_is_sealed(release):
    edition = release.editions.get()
    edition.attachments_json = json.dumps(json.loads(edition.attachments_json)[::-1])
    assert fingerprint(edition) != edition.sha256


def test_what_the_desk_changes_later_changes_no_sealed_edition(release, ani):
    before = release.editions.values().get()
    release.correct(ani)
    release.attachments.update(caption="Lain")
    release.attachments.all().delete()
    assert release.editions.values().get() == before
    assert_healthy()


def test_one_picture_may_stand_twice(draft, ani, budi, photo):
    attached(draft, ani, coloured("red"), "lagi.png")
    approved(draft, ani, budi)
    edition = draft.editions.get()
    assert [one.name for one in edition.attached] == ["foto.png", "lagi.png"]
    assert list(edition.assets.all()) == [photo]
    assert_healthy()


# --- Corrections ---


def test_a_correction_has_files_of_its_own(client, release, ani, budi, photo, other):
    approved(release, ani, budi)
    assert list(release.editions.get(position=2).assets.all()) == [other]
    assert other.sha256 in page(client, release)
    assert photo.sha256 not in page(client, release)
    assert photo.sha256 in page(client, release, "editions/1/")
    assert other.sha256 not in page(client, release, "editions/1/")
    assert_healthy()


def test_a_correction_of_words_keeps_its_files(release, ani, budi, photo, paper):
    reworded(release, ani, budi, title="Judul baru")
    assert set(release.editions.get(position=2).assets.all()) == {photo, paper}


def test_giving_a_correction_up_brings_back_files_and_what_was_said_of_them(
    release, ani, budi, other
):
    before = release.editions.get().attached
    release.keep(ani)
    assert release.attached == before
    assert_healthy()


def test_files_come_back_in_their_order_with_their_numbers(release, ani, budi):
    release.correct(ani)
    first, second = release.attachments.all()
    first.order, second.order = 5, 2
    first.save()
    second.save()
    release.record(ani)
    approved(release, ani, budi)
    release.correct(ani)
    release.attachments.all().delete()
    release.record(ani)
    release.keep(ani)
    assert [(one.name, one.number) for one in release.attached] == [
        ("laporan.pdf", 2),
        ("foto.png", 1),
    ]


def test_files_come_back_after_their_edition_was_redacted(release, ani, boss, other):
    release.redact(boss, release.editions.get(), "PN Kota Uji 12/2020", "Wajah anak.")
    release.keep(ani)
    assert names(release) == ["foto.png", "laporan.pdf"]


def test_after_a_cancelled_correction_the_files_of_the_public_edition_come_back(
    release, ani, budi, other
):
    approved(release, ani, budi, database_now() + DAY)
    release.cancel(budi, "Batal.")
    release.keep(ani)
    assert names(release) == ["foto.png", "laporan.pdf"]


def test_a_postponed_edition_has_its_files(draft, ani, budi, photo):
    approved(draft, ani, budi, database_now() + DAY)
    draft.postpone(budi, database_now() + 2 * DAY)
    assert [list(one.assets.all()) for one in draft.editions.all()] == [[photo], [photo]]
    assert_healthy()


# --- Withdrawn and redacted ---


def test_a_tombstone_shows_no_file(client, release, budi, photo):
    tombstone = release.withdraw(budi, "Keliru.")
    assert (tombstone.attachments_json, tombstone.assets.count()) == ("[]", 0)
    for below in ("", "editions/1/"):
        assert photo.sha256 not in page(client, release, below)
    assert_healthy()


def test_a_redacted_edition_shows_no_file(client, release, boss, photo, paper):
    edition = release.editions.get()
    release.redact(boss, edition, "PN Kota Uji 12/2020", "Wajah anak.")
    assert release.editions.get().attached == []
    said = page(client, release) + client.get("/feeds/rss.xml").content.decode()
    for gone in (photo.sha256, paper.sha256, *(SAID[name] for name in ("caption", "credit"))):
        assert gone not in said
    # Which files it had stays on record: the gate asks for it.
    assert edition.assets.count() == 2
    assert_healthy()


def test_a_translation_is_sealed_with_files_of_its_own(release, ani, budi, photo):
    translation = translated(release, ani, budi)
    edition = translation.editions.get()
    said = {one.sha256 for one in edition.attached}
    assert said == {asset.sha256 for asset in edition.assets.all()}
    assert_healthy()


# --- Topics ---


def test_an_edition_is_listed_under_the_topics_of_its_day_and_follows_a_merge(draft, ani, budi):
    parks, books = (
        Topic.objects.create(name=name, name_en=f"{name} (en)", slug=name)
        for name in ("taman", "buku")
    )
    draft.topics.set([parks, books])
    draft.record(ani)
    approved(draft, ani, budi)
    edition = draft.editions.get()
    draft.topics.clear()
    assert set(edition.topics.all()) == {parks, books}
    books.merge_into(parks)
    assert list(edition.topics.all()) == [parks]
    assert fingerprint(edition) == edition.sha256
    assert_healthy()


# --- What the database refuses, whoever writes to it ---

ASSET, LINK = "releases_asset", "releases_edition_assets"
LINKED = "edition_id, asset_id"
KEPT = "sha256, kind, media_type, size, width, height, content, preparing, kept_at"


@pytest.mark.parametrize(
    "change", ["sha256 = '0'", "content = 'lain'", "size = 1", "media_type = 'text/html'"]
)
def test_no_kept_file_is_changed(release, change):
    refused(f"{ASSET} is sealed", f"UPDATE {ASSET} SET {change}")


def test_how_far_its_smaller_versions_are_may_change(release, photo):
    execute(f"UPDATE {ASSET} SET preparing = 'failed'")
    photo.refresh_from_db()
    assert photo.preparing == Preparing.FAILED


def test_no_kept_file_is_deleted(release):
    refused(f"{ASSET} is never deleted", f"DELETE FROM {ASSET}")


def test_the_files_of_an_edition_stand(release, other):
    refused(f"{LINK} is sealed", f"UPDATE {LINK} SET asset_id = {other.pk}")
    refused(f"{LINK} is never deleted", f"DELETE FROM {LINK}")
    edition = "attachments_json = '[]'"
    refused("releases_edition is sealed", f"UPDATE releases_edition SET {edition}")


@pytest.mark.parametrize(("table", "columns"), [(ASSET, KEPT), (LINK, LINKED)])
def test_no_row_is_written_a_second_time(release, table, columns):
    copy = f"INTO {table} ({columns}) SELECT {columns} FROM {table}"
    refused(f"{table} is never replaced", f"INSERT {copy}")


@pytest.mark.only_on("sqlite")
@pytest.mark.parametrize(("table", "columns"), [(ASSET, KEPT), (LINK, LINKED)])
def test_no_row_is_replaced(release, table, columns):
    for more in ("", "id, "):
        both = more + columns
        copy = f"INTO {table} ({both}) SELECT {both} FROM {table}"
        refused(f"{table} is never replaced", f"INSERT OR REPLACE {copy}")


@pytest.mark.only_on("postgresql")
@pytest.mark.parametrize("table", [ASSET, LINK])
def test_no_table_is_emptied(release, table):
    connection.check_constraints()  # none may be pending when a table is emptied
    refused("is never emptied", f"TRUNCATE {table} CASCADE")


# --- The doctor ---


def test_the_doctor_finds_a_file_that_an_edition_lost(release, photo):
    broken(f"DELETE FROM {LINK} WHERE asset_id = {photo.pk}")
    assert checks() == {"chains"}
    assert "its files are not those that it was sealed with" in problems()


def test_the_database_refuses_a_file_that_was_not_sealed_with_it(release, other):
    slipped_in = f"INSERT INTO {LINK} ({LINKED}) VALUES ({release.editions.get().pk}, {other.pk})"
    refused("sealed with it", slipped_in)


def test_the_doctor_finds_a_file_that_was_slipped_in(release, other):
    broken(f"INSERT INTO {LINK} ({LINKED}) VALUES ({release.editions.get().pk}, {other.pk})")
    assert checks() == {"chains"}


def test_the_doctor_finds_a_changed_caption(release):
    edition = release.editions.get()
    said = edition.attachments_json.replace("Laporan", "Lain")
    broken(f"UPDATE releases_edition SET attachments_json = '{said}'")
    assert checks() == {"chains"}


def test_the_doctor_finds_a_file_that_is_gone_from_the_storage(release, photo):
    photo.content.storage.delete(photo.content.name)
    assert checks() == {"files"}
    assert f"{photo.content.name} should have {photo.size} bytes, but has 0" in problems()


def test_the_doctor_finds_a_file_that_was_cut_short(photo):
    with photo.content.storage.open(photo.content.name, "wb") as file:
        file.write(b"x")
    assert checks() == {"files"}


def test_the_doctor_is_silent_on_a_file_of_no_release(db):
    kept(coloured("green"), "foto.png")
    assert examined()["ok"]
