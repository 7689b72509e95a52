"""The preview is the public page itself, of what is typed, and looking at it saves nothing."""

from io import BytesIO

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile

from agencies.models import Letterhead
from numbering.models import Counter
from releases.files.intake import take_in
from releases.models import Asset, Attachment, Release
from tests.cast import written
from tests.releases.files import makers
from tests.releases.test_admin_form import DESK, opened, page
from tests.releases.test_unsaved import ADD, asking

KEPT_NONE_OF = ("sessions", "admin")


def rows() -> dict[str, int]:
    models = (one for one in apps.get_models() if one._meta.app_label not in KEPT_NONE_OF)
    return {model.__name__: model._base_manager.count() for model in models}


def photo(user, release) -> Attachment:
    accepted = take_in(BytesIO(makers.picture_file()), "taman.jpg")
    asset = Asset.keep(accepted)
    asset.sent_by.add(user)
    return Attachment.objects.attach(release, asset, "taman.jpg", alt="Rak buku", caption="Rak.")


def test_it_works(client, ani, draft, english):
    typed = opened(client, ani, page(draft)) | {"title": "Judul baru", "body": "Teks baru."}
    response = client.post(asking(draft, "preview"), typed)
    html = response.content.decode()
    assert response.status_code == 200
    assert "releases/detail.html" in [template.name for template in response.templates]
    assert "Judul baru" in html
    assert "Teks baru." in html
    assert "1158/SP-HMS/03/2020" in html
    assert "Preview: this is not published." in html


def test_a_new_release_is_shown_before_it_is_saved(client, ani, office, sequence):
    typed = opened(client, ani, ADD) | {"title": "Judul baru", "body": "Teks."}
    assert "Judul baru" in client.post(asking(None, "preview"), typed).content.decode()
    assert not Release.objects.exists()


@pytest.mark.parametrize("new", [False, True])
def test_nothing_is_saved_and_no_number_taken(client, ani, draft, new):
    release = None if new else draft
    typed = opened(client, ani, page(draft) if release else ADD) | {"title": "Judul baru"}
    typed |= {"uploads": SimpleUploadedFile("taman.jpg", makers.picture_file())}
    before = rows(), Release.objects.values().get(), list(Counter.objects.values())
    assert client.post(asking(release, "preview"), typed).status_code == 200
    assert (rows(), Release.objects.values().get(), list(Counter.objects.values())) == before


def test_the_saved_text_is_shown_to_whoever_may_read_it(client, dewi, draft):
    client.force_login(dewi)
    html = client.get(asking(draft, "preview")).content.decode()
    assert draft.title in html
    assert asking(draft, "preview") in client.get(page(draft)).content.decode()


def test_a_correction_is_shown_as_it_will_be(client, ani, published):
    published.correct(ani)
    typed = opened(client, ani, page(published)) | {"title": "Judul yang benar"}
    html = client.post(asking(published, "preview"), typed).content.decode()
    assert "Judul yang benar" in html
    assert published.number_texts()[0] in html


def test_what_somebody_else_saved_meanwhile_does_not_matter(client, ani, budi, draft):
    typed = opened(client, ani, page(draft)) | {"title": "Judul Ani"}
    client.post(page(draft), opened(client, budi, page(draft)) | {"title": "Judul Budi"})
    client.force_login(ani)
    assert "Judul Ani" in client.post(asking(draft, "preview"), typed).content.decode()


def test_pictures_appear_and_can_be_fetched(client, ani, draft):
    attachment = photo(ani, draft)
    typed = opened(client, ani, page(draft)) | {"body": "Satu.\n\n[foto 1]\n\nDua."}
    html = client.post(asking(draft, "preview"), typed).content.decode()
    assert 'alt="Rak buku"' in html
    assert attachment.attached().url.rpartition("/")[0].rpartition("/")[2] in html
    fetched = client.get(attachment.attached().url)
    assert fetched.status_code == 200
    fetched.close()


def test_it_is_kept_by_no_cache_and_found_by_no_search_engine(client, ani, draft):
    client.force_login(ani)
    response = client.get(asking(draft, "preview"))
    assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))
    assert '<meta name="robots" content="noindex">' in response.content.decode()


def test_the_published_page_is_not_marked(client, published):
    html = client.get(published.public_edition().get_absolute_url()).content.decode()
    assert "noindex" not in html


def test_a_form_with_problems_says_which(client, ani, draft, english):
    typed = opened(client, ani, page(draft)) | {"title": "", "date": "31/02/2020"}
    response = client.post(asking(draft, "preview"), typed)
    html = response.content.decode()
    assert response.status_code == 422
    assert "Headline: This field is required." in html
    assert "Release date: Enter a valid date." in html


def test_a_file_with_problems_says_which(client, ani, draft, english):
    rows = {"attachments-TOTAL_FORMS": "1", "attachments-INITIAL_FORMS": "0"}
    typed = opened(client, ani, page(draft)) | rows | {"attachments-0-token": "palsu"}
    response = client.post(asking(draft, "preview"), typed)
    assert response.status_code == 422
    assert "This file is not here any more." in response.content.decode()


def test_an_agency_without_a_letterhead_is_told_so(client, ani, draft, english):
    Letterhead.objects.all().delete()
    client.force_login(ani)
    response = client.get(asking(draft, "preview"))
    assert response.status_code == 422
    assert "has no letterhead" in response.content.decode()


def test_an_agency_without_a_sequence_is_told_so(client, ani, office):
    release = written(office, ani)
    client.force_login(ani)
    response = client.get(asking(release, "preview"))
    assert response.status_code == 422
    assert "<li>" in response.content.decode()


def test_it_is_nobody_s_who_may_not_see_the_release(client, citra, draft):
    client.force_login(citra)
    assert client.get(asking(draft, "preview")).status_code == 404


def test_there_is_none_of_a_release_that_is_not_there(client, ani, draft):
    client.force_login(ani)
    assert client.get(f"{DESK}form/999/preview/").status_code == 404
    assert client.get(f"{DESK}form/0/preview/").status_code == 422
