"""A preview link shows one revision to whoever has it, as long as it is valid."""

import datetime

import pytest
from django.utils import translation

from agencies.models import Letterhead
from numbering.clock import database_now
from numbering.models import Sequence
from releases.errors import NotPermitted, NotReady, WrongState
from releases.links import door, making
from releases.models import Link, Release
from tests.cast import written
from tests.releases.links.linking import HOUR, SARI, previewed, read, refuses, scheduled

pytestmark = pytest.mark.usefixtures("english")

CHANGED = "It has been changed since."


def rewritten(release: Release, by, **fields: object) -> None:
    for name, value in fields.items():
        setattr(release, name, value)
    release.save()
    release.record(by)


def test_it_works(client, ani, draft):
    page = read(client, previewed(draft, ani, recipient=SARI))
    assert "PREVIEW – not published" in page
    assert f"<h1>{draft.title}</h1>" in page
    assert "Taman baca dibuka." in page
    assert "PEMERINTAH PROVINSI UJI" in page
    assert f"For {SARI}, opened on" in page
    assert CHANGED not in page


def test_it_goes_on_showing_its_revision(client, ani, draft):
    link = previewed(draft, ani)
    rewritten(draft, ani, title="Judul baru", body="<p>Teks baru.</p>")
    page = read(client, link)
    assert "Gubernur resmikan taman baca" in page
    assert "Taman baca dibuka." in page
    assert "baru" not in page
    assert CHANGED in page


def test_a_move_is_no_change_of_the_text(client, ani, draft):
    link = previewed(draft, ani)
    draft.submit(ani)
    assert CHANGED not in read(client, link)


def test_a_number_that_is_only_expected_is_not_told(client, ani, draft):
    page = read(client, previewed(draft, ani))
    assert "belum diberikan" in page
    assert "1158" not in page


def test_a_number_that_it_holds_is_told(client, ani, budi, draft):
    scheduled(draft, ani, budi)
    draft.cancel(budi, "Ditunda.")
    assert "1158/SP-HMS/03/2020" in read(client, previewed(draft, ani))


def test_a_number_of_the_old_books_is_told(client, ani, office, sequence):
    release = written(office, ani, paper_numbers="77/SP/2020")
    assert "77/SP/2020" in read(client, previewed(release, ani))


def test_contacts_that_are_not_public_are_not_shown(client, ani, office, draft):
    draft.contacts.add(*office.contacts.all())
    draft.contacts.add(office.contacts.create(name="Rahasia", public=False))
    draft.record(ani)
    page = read(client, previewed(draft, ani))
    assert "Rini" in page
    assert "Rahasia" not in page


def test_a_joint_release_bears_all_letterheads(client, ani, draft, clinic):
    draft.joint_with.set(Sequence.objects.filter(agency=clinic))
    draft.record(ani)
    assert "DINAS SEHAT" in read(client, previewed(draft, ani))


def test_a_translation_bears_those_of_its_original(client, ani, budi, boss, draft, clinic):
    draft.joint_with.set(Sequence.objects.filter(agency=clinic))
    draft.record(ani)
    draft.submit(ani)
    draft.approve(boss, draft.revision)
    assert "DINAS SEHAT" in read(client, previewed(draft.translate(ani, "en"), ani))


def test_without_a_letterhead_the_text_is_shown_nevertheless(client, ani, draft):
    link = previewed(draft, ani)
    Letterhead.objects.all().delete()
    assert "Taman baca dibuka." in read(client, link)


def test_an_agency_may_have_another_address_by_now(client, ani, office, draft):
    link = previewed(draft, ani)
    office.slug = "dinas-lain"
    office.save()
    assert "PEMERINTAH PROVINSI UJI" in read(client, link)


def test_it_is_there_in_both_languages(client, ani, draft):
    link = previewed(draft, ani).removeprefix("/en")
    with translation.override("id"):
        assert "PRATINJAU" in read(client, link)


# --- Until when ---


def test_it_is_valid_for_a_week_unless_told(ani, draft):
    link, _token = making.preview(draft.revisions.first(), ani)
    assert link.expires_at - link.made_at == datetime.timedelta(days=7)


@pytest.mark.parametrize("hours", [-1, 24 * 91])
def test_a_moment_that_has_passed_or_is_too_far_is_refused(ani, draft, hours):
    with pytest.raises(NotReady):
        previewed(draft, ani, expires_at=database_now() + hours * HOUR)
    assert not Link.objects.exists()


def test_it_expires(client, ani, draft, monkeypatch):
    end = database_now() + HOUR
    link = previewed(draft, ani, expires_at=end)
    monkeypatch.setattr(door, "database_now", lambda: end - datetime.timedelta(milliseconds=1))
    assert "Taman baca" in read(client, link)
    monkeypatch.setattr(door, "database_now", lambda: end)
    assert refuses(client, link)


def test_it_is_revoked(client, ani, draft):
    asked = previewed(draft, ani)
    making.revoke(Link.objects.get(), ani)
    assert refuses(client, asked)


def test_revoking_twice_changes_nothing(ani, budi, draft):
    link, _token = making.preview(draft.revisions.first(), ani)
    making.revoke(link, ani)
    before = Link.objects.values().get()
    making.revoke(link, budi)
    assert Link.objects.values().get() == before


def test_it_stops_when_the_release_is_discarded(client, ani, draft):
    link = previewed(draft, ani)
    draft.discard(ani)
    assert refuses(client, link)


def test_it_stops_when_the_release_is_withdrawn(client, ani, budi, submitted):
    link = previewed(submitted, ani)
    submitted.approve(budi, submitted.revision)
    assert "Taman baca" in read(client, link)
    submitted.withdraw(budi, "Keliru.")
    assert refuses(client, link)


def test_it_stops_when_text_of_the_release_is_removed(client, ani, boss, published):
    before = previewed(published, ani)
    published.redact(boss, published.editions.get(), "PN Kota Uji", "Nama seorang anak.")
    assert refuses(client, before)
    published.correct(ani)
    rewritten(published, ani, body="<p>Tanpa nama.</p>")
    assert "Tanpa nama." in read(client, previewed(published, ani))


# --- Who may ---


@pytest.mark.parametrize("who", ["dewi", "citra"])
def test_whoever_may_not_write_there_makes_none(request, draft, who):
    with pytest.raises(NotPermitted):
        previewed(draft, request.getfixturevalue(who))
    assert not Link.objects.exists()


@pytest.mark.parametrize("who", ["dewi", "citra"])
def test_whoever_may_not_write_there_revokes_none(request, ani, draft, who):
    link, _token = making.preview(draft.revisions.first(), ani)
    with pytest.raises(NotPermitted):
        making.revoke(link, request.getfixturevalue(who))
    assert Link.objects.get().revoked_at is None


def test_there_is_none_of_what_is_withdrawn(ani, budi, published):
    published.withdraw(budi, "Keliru.")
    with pytest.raises(WrongState):
        previewed(published, ani)


def test_only_the_hash_of_its_secret_is_kept(ani, draft):
    token = previewed(draft, ani).split("/")[-2]
    assert len(token) == 43  # 256 bits
    assert token not in str(Link.objects.values())
