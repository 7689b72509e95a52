"""Pictures and files behind a link: those of what it shows, and no others."""

import pytest

from releases.files.preparing import prepare
from releases.links import making
from releases.models import Link, Opening
from tests.releases.files.attaching import attached, coloured
from tests.releases.files.makers import docx, pdf
from tests.releases.files.test_gate import got, stored
from tests.releases.links.linking import embargoed, embargoed_before, previewed, scheduled

OWN = "private, no-store"


@pytest.fixture
def photo(draft, ani):
    return attached(draft, ani, coloured("red", 700), "foto.png")


@pytest.fixture
def link(photo, draft, ani) -> str:
    return previewed(draft, ani)


def file(link: str, asset, name: str = "foto.png") -> str:
    return f"{link.removeprefix('/en')}files/{asset.sha256}/{name}"


def smaller(link: str, asset, width: object = 480, suffix: str = "webp") -> str:
    return f"{link.removeprefix('/en')}renditions/{asset.sha256}/{width}.{suffix}"


def test_it_works(client, link, photo):
    prepare(photo)
    page = client.get(link).content.decode()
    for address in (smaller(link, photo), smaller(link, photo, 700, "jpg")):
        assert address in page
        answer = got(client, address)
        assert answer.status_code == 200
        assert answer["Cache-Control"] == OWN
    answer = got(client, file(link, photo))
    assert answer.body == stored(photo.content)
    assert answer["Content-Type"] == "image/png"
    assert answer["Cache-Control"] == OWN
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    assert not answer.cookies


def test_no_picture_is_fetched_from_elsewhere(client, link):
    page = client.get(link).content.decode()
    assert '"/files/' not in page
    assert '"/renditions/' not in page


def test_a_page_with_its_pictures_is_one_opening(client, link, photo):
    client.get(link)
    got(client, file(link, photo))
    got(client, smaller(link, photo))
    assert Opening.objects.count() == 1


def test_a_width_that_was_not_made_yet_is_the_picture_itself(client, link, photo):
    answer = client.get(smaller(link, photo))
    assert answer.status_code == 302
    assert answer["Location"] == file(link, photo, "480.webp")
    assert got(client, answer["Location"]).body == stored(photo.content)


def test_a_part_is_sent(client, link, photo):
    answer = got(client, file(link, photo), Range="bytes=0-9")
    assert answer.status_code == 206
    assert answer.body == stored(photo.content)[:10]
    assert answer["Cache-Control"] == OWN


@pytest.mark.parametrize(
    ("content", "name", "disposition"),
    [(pdf(), "a.pdf", "inline"), (docx(), "a.docx", "attachment")],
)
def test_documents_are_sent_as_at_the_public_gate(client, draft, ani, content, name, disposition):
    asset = attached(draft, ani, content, name)
    answer = got(client, file(previewed(draft, ani), asset, name))
    assert answer["Content-Type"] == asset.media_type
    assert answer["Content-Disposition"].startswith(disposition)


# --- No others ---


def closed(client, *addresses: str) -> bool:
    return {got(client, one).status_code for one in addresses} == {404}


def test_a_file_that_came_later_is_not_shown(client, link, draft, ani):
    later = attached(draft, ani, coloured("blue"), "lain.png")
    assert closed(client, file(link, later, "lain.png"), smaller(link, later, 8))


def test_a_file_that_was_taken_away_later_is_shown(client, link, draft, ani, photo):
    draft.attachments.all().delete()
    draft.record(ani)
    assert got(client, file(link, photo)).status_code == 200


def test_a_revoked_link_closes_its_files(client, link, photo, ani):
    making.revoke(Link.objects.get(), ani)
    assert closed(client, file(link, photo), smaller(link, photo))


def test_another_secret_opens_no_file(client, link, photo, db):
    assert closed(client, file("/preview/abc/", photo), smaller("/preview/abc/", photo))


def test_a_preview_opens_nothing_as_an_embargo(client, link, photo):
    assert closed(client, file(link.replace("preview", "embargo"), photo))


def test_a_hidden_file_and_none_are_answered_alike(client, link, draft, ani):
    hidden = attached(draft, ani, coloured("blue"), "lain.png")
    address = file(link, hidden)
    answers = [client.get(one) for one in (address, address.replace(hidden.sha256, "0" * 64))]
    assert answers[0].content == answers[1].content
    assert answers[0].headers == answers[1].headers


def test_nothing_is_sent_to_a_file(client, link, photo):
    assert client.post(file(link, photo)).status_code == 405


def test_the_public_gate_stays_shut(client, link, photo):
    assert closed(client, f"/files/{photo.sha256}/foto.png")


def test_an_embargo_shows_those_of_its_edition(client, photo, draft, ani, budi):
    link = embargoed(scheduled(draft, ani, budi), budi)
    assert got(client, file(link, photo)).status_code == 200
    assert got(client, smaller(link, photo)).status_code == 302  # to the picture itself


def test_then_it_leads_to_the_public_ones(client, photo, submitted, budi, monkeypatch):
    edition = submitted.approve(budi, submitted.revision)
    link = embargoed_before(edition, budi, monkeypatch)
    for address in (file(link, photo), smaller(link, photo)):
        answer = client.get(address)
        assert answer.status_code == 302
        assert not answer["Location"].startswith("/embargo/")
        assert got(client, answer["Location"]).status_code in (200, 302)
