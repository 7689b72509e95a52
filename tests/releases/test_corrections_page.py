"""The page of what was corrected and withdrawn."""

import datetime

import pytest

from numbering.clock import database_now
from releases import paging
from releases.views import Ledger
from tests.cast import issued

HOUR = datetime.timedelta(hours=1)


def corrected(release, ani, budi, note, at=None, **changes):
    if release.state == "approved":
        release.correct(ani)
    for name, value in changes.items():
        setattr(release, name, value)
    release.record(ani)
    release.submit(ani)
    release.approve(budi, release.revision, at, correction_note=note)


def page(client, address="/en/corrections/"):
    return client.get(address).content.decode().partition("<main")[2]


def kinds(client) -> list[tuple[str, str]]:
    found = client.get("/corrections/").context["object_list"]
    return [(edition.kind, edition.note) for edition in found]


def test_it_works(client, published, office, ani, budi):
    corrected(published, ani, budi, "Dua, bukan satu.", title="Gubernur resmikan dua taman")
    corrected(published, ani, budi, "Di tepi sungai.")
    other = issued(office, ani, budi, title="Lomba foto")
    other.withdraw(budi, "Hadiah belum disetujui.")
    assert kinds(client) == [
        ("withdrawal", "Hadiah belum disetujui."),
        ("correction", "Di tepi sungai."),
        ("correction", "Dua, bukan satu."),
    ]
    text = page(client)
    assert "Lomba foto" not in text
    assert "release of Saturday, 28 March 2020" in text
    address = f"/en/releases/{published.path}/editions"
    for compared in (f"{address}/1/2/", f"{address}/2/3/"):
        assert f'href="{compared}"' in text
        assert client.get(compared).status_code == 200


def test_it_is_called_as_it_is_now(client, published, ani, budi):
    corrected(published, ani, budi, "Judul.", title="Judul yang salah lagi")
    corrected(published, ani, budi, "Judul lagi.", title="Judul yang benar")
    assert page(client).count("Judul yang benar") == 2
    assert "salah lagi" not in page(client)


def test_of_a_withdrawn_release_its_corrections_are_gone(client, published, ani, budi):
    corrected(published, ani, budi, "Dua, bukan satu.")
    published.withdraw(budi, "Keliru.")
    assert kinds(client) == [("withdrawal", "Keliru.")]
    assert "taman" not in page(client).replace("gubernur-resmikan-taman-baca", "")


def test_a_correction_is_not_told_of_before_its_time(client, published, ani, budi):
    corrected(published, ani, budi, "Nanti.", at=database_now() + HOUR)
    assert kinds(client) == []
    published.cancel(budi, "Batal.")
    assert kinds(client) == []


def test_editions_that_were_cancelled_are_not_counted(client, published, ani, budi):
    corrected(published, ani, budi, "Nanti.", at=database_now() + HOUR)
    published.cancel(budi, "Batal.")
    corrected(published, ani, budi, "Dua.")
    assert f"{published.path}/editions/1/2/" in page(client)


def test_a_translation_that_went_with_its_original_is_one_withdrawal(client, published, ani, budi):
    translation = published.translate(ani, "en")
    translation.body = "<p>A garden.</p>"
    translation.record(ani)
    translation.submit(ani)
    translation.approve(budi, translation.revision)
    published.withdraw(budi, "Keliru.")
    assert kinds(client) == [("withdrawal", "Keliru.")]


def test_a_translation_that_was_withdrawn_alone_is_told_of(client, published, ani, budi):
    translation = published.translate(ani, "en")
    translation.body = "<p>A garden.</p>"
    translation.record(ani)
    translation.submit(ani)
    translation.approve(budi, translation.revision)
    translation.withdraw(budi, "Salah terjemah.")
    published.withdraw(budi, "Keliru.")
    assert kinds(client) == [("withdrawal", "Keliru."), ("withdrawal", "Salah terjemah.")]


def test_what_was_removed_from_it_is_gone_here_too(client, published, ani, budi, boss):
    corrected(published, ani, budi, "Nama warga.")
    published.redact(boss, published.public_edition(), "Pengadilan Negeri Uji", "Hak pribadi.")
    text = page(client)
    assert "Nama warga." not in text
    assert "Pengadilan Negeri Uji" in text
    assert "taman baca" not in text


def test_walking_on_and_back_passes_each_once(client, published, ani, budi, monkeypatch):
    """Also where one release stands there several times, on either side of a page's end."""
    monkeypatch.setattr(Ledger, "paginate_by", 2)
    for note in "abcde":
        corrected(published, ani, budi, note)
    pages, way = [], {}
    while True:
        there = client.get("/corrections/", way).context
        pages.append("".join(edition.note for edition in there["object_list"]))
        if not there["page_obj"].has_next():
            break
        way = {"after": there["page_obj"].after}
    assert pages == ["ed", "cb", "a"]
    back = client.get("/corrections/", {"before": there["page_obj"].before})
    assert [edition.note for edition in back.context["object_list"]] == ["c", "b"]


def test_a_number_too_high_leads_to_the_first_page(client, published, ani, budi, monkeypatch):
    monkeypatch.setattr(Ledger, "paginate_by", 1)
    monkeypatch.setattr(paging, "PAGES", 1)
    for note in "ab":
        corrected(published, ani, budi, note)
    told = "Only the first 1 pages have a number. Walk on from the last of them.<"
    assert told in page(client, "/en/corrections/?page=2")


def test_a_cursor_that_is_not_whole_leads_to_the_first_page(client, published, ani, budi):
    corrected(published, ani, budi, "Dua.")
    text = page(client, "/en/corrections/?after=x")
    assert "The address of this page is not whole." in text
    assert "Dua." in text


@pytest.mark.parametrize("asked", ["99", "abc"])
def test_a_page_that_is_not_there_is_not_found(client, published, asked):
    assert client.get(f"/corrections/?page={asked}").status_code == 404


def test_where_there_is_nothing_it_says_so(client, published):
    assert "Nothing was corrected or withdrawn yet." in page(client)
