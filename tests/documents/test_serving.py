"""A sheet is kept by the hash of what it says, and served to whoever may read its edition."""

from django.conf import settings

from tests.documents.papers import ADDRESS, read
from tests.releases.editing import corrected, in_hours, rewritten
from tests.releases.links.linking import SARI, embargoed, scheduled

SHEET = f"{ADDRESS}sheet.pdf"


def kept(edition):
    return [*(settings.PAPERS_DIR / edition.sha256[:2] / edition.sha256).glob("*")]


def test_it_works(client, published):
    answer = client.get(SHEET)
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'inline; filename="1158-SP-HMS-03-2020.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "public, no-cache"
    whole = answer.getvalue()
    assert len(kept(published.public_edition())) == 1
    head = client.head(SHEET)
    assert (head["Content-Length"], head["ETag"]) == (str(len(whole)), answer["ETag"])


def test_who_has_it_is_sent_nothing(client, published):
    tag = client.head(SHEET)["ETag"]
    assert client.get(SHEET, headers={"If-None-Match": tag}).status_code == 304
    assert client.head(SHEET, headers={"If-None-Match": '"another"'}).status_code == 200


def test_it_is_typeset_once(client, published, monkeypatch):
    first = client.get(SHEET).getvalue()
    monkeypatch.setattr("documents.sheet.typeset", None)  # it could not be typeset again
    assert client.get(SHEET).getvalue() == first


def test_a_release_page_offers_it(client, published):
    assert f'href="{SHEET}"' in client.get(ADDRESS).content.decode()


def test_a_withdrawn_release_has_its_tombstone_alone(client, published, ani, budi):
    corrected(published, ani, budi, "Dua taman dibuka")
    published.withdraw(budi, "Keliru.", "")
    for address in (SHEET, f"{ADDRESS}editions/1/sheet.pdf"):
        answer = client.get(address)
        assert answer.status_code == 410
        assert "Keliru." in answer.content.decode()


def test_what_was_removed_is_kept_no_longer(
    client, published, boss, django_capture_on_commit_callbacks
):
    edition = published.public_edition()
    assert "Taman baca dibuka" in read(client.get(SHEET))
    with django_capture_on_commit_callbacks(execute=True):
        published.redact(boss, edition, "Pengadilan", "Data pribadi.")
    assert kept(edition) == []
    text = read(client.get(SHEET))
    assert "Taman baca dibuka" not in text
    assert "Data pribadi." in text


# --- Before its time ---


def test_an_embargo_link_has_a_sheet_that_says_so(client, draft, ani, budi):
    edition = scheduled(draft, ani, budi)
    assert client.get(SHEET).status_code == 404
    address = f"{embargoed(edition, budi)}sheet.pdf"
    text = read(client.get(address))
    assert "EMBARGO" in text
    assert text.count(SARI) > 3  # in the mark, and across the page
    assert edition.links.get().openings.count() == 1


def test_the_desk_has_it_with_its_mark(client, draft, ani, budi):
    scheduled(draft, ani, budi)
    client.force_login(ani)
    address = f"/admin/releases/release/{draft.pk}/sheet.pdf"
    answer = client.get(address)
    assert "private, no-store" in answer["Cache-Control"]
    assert "EMBARGO" in read(answer)
    assert address in client.get(f"/admin/releases/release/{draft.pk}/change/").content.decode()


def test_the_desk_has_what_was_withdrawn_with_its_mark(client, published, ani, budi):
    published.withdraw(budi, "Keliru.", "")
    client.force_login(ani)
    for position, dibuka in ((1, True), (2, False)):
        page = f"/admin/releases/release/{published.pk}/editions/{position}/sheet.pdf"
        text = read(client.get(page))
        assert "DICABUT" in text
        assert "Keliru." in text
        assert ("Taman baca dibuka" in text) == dibuka


def test_a_schedule_that_was_cancelled_changes_no_paper(client, published, ani, budi):
    before = [client.get(f"{ADDRESS}{kind}").getvalue() for kind in ("sheet.pdf", "sheet.txt")]
    rewritten(published, ani, title="Dua taman dibuka")
    published.approve(budi, published.revision, in_hours(1), correction_note="Salah hitung.")
    assert client.get(f"{ADDRESS}editions/2/sheet.pdf").status_code == 404
    published.cancel(budi, "Masih diperiksa.")
    after = [client.get(f"{ADDRESS}{kind}").getvalue() for kind in ("sheet.pdf", "sheet.txt")]
    assert after == before
