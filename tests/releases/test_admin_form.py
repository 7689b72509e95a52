"""The form in which a release is written."""

import datetime

import pytest
from django.utils import timezone

from agencies.models import Contact
from releases.models import Release
from tests.cast import written

DESK = "/en/admin/releases/release/"


def page(release, name="change"):
    return f"{DESK}{release.pk}/{name}/"


def opened(client, user, address):
    """The form's fields as a browser would send them back."""
    client.force_login(user)
    form = client.get(address).context["adminform"].form
    return {field.html_name: field.value() for field in form if field.value() is not None}


def test_it_works(client, ani, office, sequence):
    typed = opened(client, ani, f"{DESK}add/")
    assert typed["agency"] == office.pk
    typed |= {"title": "Pasar  baru dibuka", "date": "28/03/2020", "body": "Satu.\n\nDua."}
    assert client.post(f"{DESK}add/", typed).status_code == 302
    release = Release.objects.get()
    assert release.title == "Pasar baru dibuka"
    assert release.body == "<p>Satu.</p>\n<p>Dua.</p>"
    assert (release.edited_by, release.revision) == (ani, 1)


def test_a_change_is_a_new_revision_by_its_person(client, budi, draft):
    typed = opened(client, budi, page(draft)) | {"title": "Gubernur buka taman baca"}
    client.post(page(draft), typed)
    draft.refresh_from_db()
    assert (draft.edited_by, draft.revision) == (budi, 2)
    assert draft.revisions.first().changed == ["title"]


@pytest.mark.parametrize(
    "body",
    [
        "<p>Taman baca dibuka.</p>",
        "<p>Satu &amp; dua.</p>\n<p>“Tiga”.</p>",
        "<p>Satu <b>tebal</b>.</p><ul><li>butir</li></ul>",
        "<p>Kurang &lt;b&gt; lebih.</p>",
        "",
    ],
)
def test_saving_what_nobody_touched_is_no_edit(client, office, sequence, ani, budi, body):
    release = written(office, ani, body=body)
    release.contacts.set(Contact.objects.all())
    release.record(ani)
    before = release.revision
    assert client.post(page(release), opened(client, budi, page(release))).status_code == 302
    release.refresh_from_db()
    assert (release.edited_by, release.revision, release.body) == (ani, before, body)


def test_the_button_of_a_move_saves_first(client, ani, draft):
    typed = opened(client, ani, page(draft)) | {"title": "Judul baru", "_move": "submit"}
    response = client.post(page(draft), typed)
    assert response["Location"] == page(draft, "move/submit")
    draft.refresh_from_db()
    assert (draft.title, draft.state) == ("Judul baru", "draft")


@pytest.mark.parametrize(("title", "told"), [("Judul baru", 1), ("", 0)])
def test_the_button_of_a_move_tells_of_a_change_where_there_was_one(
    client, ani, draft, title, told
):
    typed = opened(client, ani, page(draft)) | {"_move": "submit"}
    typed["title"] = title or typed["title"]
    response = client.post(page(draft), typed, follow=True)
    assert response.redirect_chain[0][0] == page(draft, "move/submit")
    assert len(response.context["messages"]) == told


def test_the_button_of_a_move_on_a_new_release_saves_first(client, ani, office, sequence):
    typed = opened(client, ani, f"{DESK}add/") | {"title": "Judul", "_move": "submit"}
    response = client.post(f"{DESK}add/", typed)
    assert response["Location"] == page(Release.objects.get(), "move/submit")


def test_the_button_of_an_unknown_move_only_saves(client, ani, draft):
    typed = opened(client, ani, page(draft)) | {"title": "Judul baru", "_move": "explode"}
    assert client.post(page(draft), typed)["Location"] == DESK


def test_an_approved_release_is_only_read(client, ani, published):
    client.force_login(ani)
    response = client.get(page(published))
    assert response.status_code == 200
    assert not response.context["has_change_permission"]
    response = client.post(page(published), {"title": "Lain", "body": "Ketikan"})
    assert response.status_code == 200
    assert "Ketikan" in response.content.decode()
    published.refresh_from_db()
    assert published.title == "Gubernur resmikan taman baca"


def test_a_registrar_reads_and_does_not_write(client, dewi, draft):
    client.force_login(dewi)
    assert client.get(page(draft)).status_code == 200
    assert client.post(page(draft), {"title": "Lain"}).status_code == 403
    assert client.get(f"{DESK}add/").status_code == 403


def test_a_number_that_was_taken_keeps_its_agency_and_sequence(client, submitted, budi, ani):
    later = timezone.now() + datetime.timedelta(days=1)
    submitted.approve(budi, submitted.revision, later)
    submitted.cancel(budi, "Acara batal.")
    typed = opened(client, ani, page(submitted))
    assert not {"agency", "sequence", "paper_numbers"} & typed.keys()


def test_the_history_lists_who_did_what(client, ani, published):
    client.force_login(ani)
    response = client.get(page(published, "history"))
    made = [revision.action for revision in response.context["revisions"]]
    assert made == ["approve", "submit", "edit"]
    assert "budi" in response.content.decode()


def test_a_public_release_is_viewed_on_site(client, ani, published):
    client.force_login(ani)
    address = published.public_edition().get_absolute_url()
    assert client.get(page(published)).context["absolute_url"] is not None
    assert client.get(address).status_code == 200


def test_a_draft_is_not_viewed_on_site(client, ani, draft):
    client.force_login(ani)
    assert client.get(page(draft)).context["absolute_url"] is None


def test_a_scheduled_release_is_not_viewed_on_site(client, ani, budi, submitted):
    later = timezone.now() + datetime.timedelta(days=1)
    submitted.approve(budi, submitted.revision, later)
    client.force_login(ani)
    assert client.get(page(submitted)).context["absolute_url"] is None


@pytest.mark.parametrize(
    "bad",
    [
        {"agency": "abc"},
        {"agency": "999999"},
        {"agency": "9" * 30},
        {"sequence": "abc"},
        {"contacts": ["abc"]},
        {"contacts": ["999999"]},
        {"date": "31/02/2020"},
        {"date": ""},
        {"title": ""},
        {"title": "x" * 301},
        {"title": "\x00"},
        {"summary": "x" * 501},
        {"dateline": "x" * 101},
        {"language": "xx"},
        {"revision_read": "abc"},
        {"revision_read": ""},
    ],
    ids=str,
)
def test_bad_input_is_refused_and_what_was_typed_stays(client, ani, draft, bad):
    typed = opened(client, ani, page(draft)) | {"body": "Kalimat yang baru diketik."} | bad
    response = client.post(page(draft), typed)
    assert response.status_code == 200
    assert "Kalimat yang baru diketik." in response.content.decode()
    draft.refresh_from_db()
    assert draft.revision == 1


def test_another_agency_cannot_be_chosen(client, ani, draft, clinic):
    typed = opened(client, ani, page(draft)) | {"agency": clinic.pk}
    assert "agency" in client.post(page(draft), typed).context["adminform"].form.errors


def test_a_sequence_of_another_agency_cannot_be_chosen(client, ani, draft, clinic):
    typed = opened(client, ani, page(draft)) | {"sequence": clinic.sequences.get().pk}
    assert "sequence" in client.post(page(draft), typed).context["adminform"].form.errors


@pytest.mark.parametrize("pk", ["999999", "abc", "9" * 30])
def test_a_release_that_is_not_there_gives_no_error(client, ani, draft, pk):
    client.force_login(ani)
    assert client.get(f"{DESK}{pk}/change/").status_code == 302
    assert client.get(f"{DESK}{pk}/history/").status_code == 404
