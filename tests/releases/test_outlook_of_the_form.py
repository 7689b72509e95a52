"""What a release will be, told beside its form: number, address, lengths, what is to be mended."""

import re

import pytest

from numbering.models import Counter, Number, today
from releases.models import Release
from tests.releases.test_admin_form import opened, page
from tests.releases.test_preview import photo
from tests.releases.test_unsaved import ADD, asking


def told(client, user, release, **changes) -> str:
    """The outlook that a form gets while it is typed in."""
    typed = opened(client, user, page(release) if release else ADD) | changes
    return client.post(asking(release, "autosave"), typed | {"_dirty": "1"}).json()["outlook"]


def test_it_works(client, ani, draft, english):
    html = told(client, ani, draft, title="Pasar baru dibuka", body="Satu dua tiga.")
    assert "about 1158/SP-HMS/03/2020 (not assigned)" in html
    assert "/2020/03/pasar-baru-dibuka/" in html
    assert "headline: 17 characters" in html
    assert "text: 3 words" in html


def test_a_new_release_has_one_too(client, ani, office, sequence):
    html = told(client, ani, None, title="Pasar baru", date="28/03/2020", body="Satu.")
    assert "1158/SP-HMS/03/2020" in html
    assert "/2020/03/pasar-baru/" in html


def test_telling_it_takes_no_number(client, ani, draft):
    told(client, ani, draft)
    told(client, ani, None, title="Lain")
    assert not Number.objects.exists()
    assert not Counter.objects.exists()
    assert Release.objects.count() == 1


def test_it_is_there_without_a_script(client, ani, draft):
    client.force_login(ani)
    html = client.get(page(draft)).content.decode()
    assert "1158/SP-HMS/03/2020" in html.partition("data-outlook")[2]


def test_who_may_only_read_gets_none(client, dewi, draft):
    client.force_login(dewi)
    assert "data-outlook" not in client.get(page(draft)).content.decode()


def test_what_the_form_lacks_is_said_instead(client, ani, draft, english):
    html = told(client, ani, draft, title="")
    assert "Headline: This field is required." in html
    assert "1158" not in html


def test_when_nothing_is_to_be_mended_it_says_so(client, ani, office, draft, english):
    text = "Taman baca di Jalan Contoh dibuka untuk umum setiap hari kerja."
    contacts = [office.contacts.get().pk]
    html = told(client, ani, draft, body=text, contacts=contacts, date=str(today()))
    assert "The checks find nothing to mend." in html


@pytest.mark.parametrize(
    ("changes", "anchor"),
    [
        ({"title": "Taman baca " * 20}, "id_title"),
        ({"body": "Lorem ipsum dan XXX."}, "id_body"),
        ({"date": "28/03/2099"}, "id_date"),
        ({"contacts": []}, "id_contacts"),
        ({}, "attachments"),
    ],
)
def test_a_finding_leads_to_its_field(client, ani, draft, changes, anchor):
    photo(ani, draft).__class__.objects.update(alt="")
    assert f'href="#{anchor}"' in told(client, ani, draft, **changes)
    html = client.get(page(draft)).content.decode()
    assert re.search(rf'<\w+[^>]* id="{anchor}"', html)
