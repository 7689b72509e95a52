"""An embargo link shows the sealed edition to one named journalist, until it is public."""

import datetime

import pytest

from numbering.clock import database_now
from releases.errors import NotPermitted, NotReady, WrongState
from releases.links import door, making
from releases.models import Link, Opening
from tests.releases.editing import rewritten
from tests.releases.links.linking import (
    HOUR,
    SARI,
    embargoed,
    embargoed_before,
    read,
    refuses,
    scheduled,
)

ADDRESS = "/releases/2020/03/gubernur-resmikan-taman-baca/"

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def edition(draft, ani, budi):
    """Sealed, and public tomorrow."""
    return scheduled(draft, ani, budi)


@pytest.fixture
def led_on(published, budi, monkeypatch) -> str:
    """A link whose edition has become public."""
    return embargoed_before(published.editions.get(), budi, monkeypatch)


def test_it_works(client, edition, budi):
    page = read(client, embargoed(edition, budi))
    assert "EMBARGO until" in page
    assert f"For {SARI}, opened on" in page
    assert "Do not publish or pass on" in page
    assert "1158/SP-HMS/03/2020" in page
    assert "Taman baca dibuka." in page


def test_name_and_time_stand_across_the_sheet(client, edition, budi):
    page = read(client, embargoed(edition, budi))
    mark = page.partition("<svg")[2].partition("</svg>")[0]
    assert 'aria-hidden="true"' in mark
    assert f"{SARI} · " in mark
    opened = Opening.objects.get().at.astimezone(datetime.timezone(7 * HOUR))
    assert f"{opened:%H:%M}" in mark


def test_a_name_is_no_markup(client, edition, budi):
    assert "<script>alert" not in read(
        client, embargoed(edition, budi, "<script>alert(1)</script>")
    )


def test_it_shows_what_was_sealed_not_what_is_written_since(client, edition, draft, ani, budi):
    link = embargoed(edition, budi)
    draft.correct(ani)
    draft.title = "Judul baru"
    draft.save()
    draft.record(ani)
    page = read(client, link)
    assert "Gubernur resmikan taman baca" in page
    assert "Judul baru" not in page


def test_a_correction_ahead_is_shown_with_its_note(client, published, ani, budi):
    rewritten(published, ani, title="Judul yang benar")
    tomorrow = database_now() + 24 * HOUR
    note = "Judulnya salah."
    edition = published.approve(budi, published.revision, tomorrow, correction_note=note)
    page = read(client, embargoed(edition, budi))
    assert "Judul yang benar" in page
    assert note in page


# --- Until when ---


def test_it_is_valid_until_the_edition_is_public(edition, budi):
    link, _token = making.embargo(edition, budi, SARI)
    assert link.expires_at == edition.public_from


def test_name_and_moment_are_asked_for_at_once(edition, budi):
    with pytest.raises(NotReady) as refused:
        embargoed(edition, budi, "  ", expires_at=edition.public_from + HOUR)
    assert len(refused.value.problems) == 2
    assert not Link.objects.exists()


def test_it_may_expire_before(client, edition, budi, monkeypatch):
    end = database_now() + HOUR
    link = embargoed(edition, budi, expires_at=end)
    monkeypatch.setattr(door, "database_now", lambda: end)
    assert refuses(client, link)


def test_then_it_leads_to_the_public_page(client, led_on, published):
    answer = client.get(led_on)
    assert answer.status_code == 302
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Location"] == f"/en{ADDRESS}"
    assert client.get(answer["Location"]).status_code == 200
    assert not Opening.objects.exists()  # the public page is nobody's own


def test_of_a_withdrawn_release_it_leads_to_the_tombstone(client, led_on, published, budi):
    published.withdraw(budi, "Keliru.")
    assert client.get(client.get(led_on)["Location"]).status_code == 410


def test_a_revoked_one_leads_nowhere_even_then(client, led_on, budi):
    making.revoke(Link.objects.get(), budi)
    assert refuses(client, led_on)


def test_of_a_corrected_release_it_leads_to_the_current_text(client, led_on, published, ani, budi):
    rewritten(published, ani, title="Judul yang benar")
    published.approve(budi, published.revision, correction_note="Judulnya salah.")
    assert "Judul yang benar" in read(client, client.get(led_on)["Location"])


def test_it_stops_when_the_publication_is_cancelled(client, edition, draft, budi):
    link = embargoed(edition, budi)
    draft.cancel(budi, "Acara ditunda.")
    assert refuses(client, link)


def test_it_stops_when_the_publication_is_postponed(client, edition, draft, budi):
    link = embargoed(edition, budi)
    draft.postpone(budi, edition.public_from + HOUR)
    assert refuses(client, link)
    assert "Taman baca" in read(client, embargoed(draft.scheduled_edition(), budi))


def test_it_stops_when_another_text_is_approved_for_an_earlier_moment(
    client, edition, draft, ani, budi
):
    link = embargoed(edition, budi)
    rewritten(draft, ani, title="Judul lain")
    draft.approve(budi, draft.revision, database_now() + HOUR)
    assert refuses(client, link)


def test_of_a_redacted_edition_nothing_is_read(client, edition, draft, budi, boss):
    link = embargoed(edition, budi)
    draft.redact(boss, edition, "PN Kota Uji", "Nama seorang anak.")
    page = read(client, link)
    assert "Taman baca" not in page
    assert "PN Kota Uji" in page


# --- Who may, and of what ---


@pytest.mark.parametrize("who", ["ani", "dewi", "citra"])
def test_whoever_may_not_approve_there_makes_none(request, edition, who):
    with pytest.raises(NotPermitted):
        embargoed(edition, request.getfixturevalue(who))
    assert not Link.objects.exists()


@pytest.mark.parametrize("who", ["ani", "dewi", "citra"])
def test_whoever_may_not_approve_there_revokes_none(request, edition, budi, who):
    link, _token = making.embargo(edition, budi, SARI)
    with pytest.raises(NotPermitted):
        making.revoke(link, request.getfixturevalue(who))


def test_there_is_none_of_what_is_public(published, budi):
    with pytest.raises(WrongState):
        embargoed(published.editions.get(), budi)


def test_there_is_none_of_what_was_cancelled(edition, draft, budi):
    draft.cancel(budi, "Acara ditunda.")
    edition.refresh_from_db()
    with pytest.raises(WrongState):
        embargoed(edition, budi)
