"""Reading in at the desk: paste or upload, look at what was read, make a draft."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from releases.models import Release
from tests.ingest.test_command import PAPER

PAGE = "/en/admin/read/"


def read(client, user, office, source="", **more):
    client.force_login(user)
    return client.post(PAGE, {"agency": office.pk, "language": "id", "source": source} | more)


def reviewed(response):
    """What the review would send back as it stands."""
    form = response.context["form"]
    assert "body" in form.fields, form.errors
    values = {field.html_name: field.value() for field in form}
    return {name: value for name, value in values.items() if value is not None} | {"save": "1"}


def test_it_works(client, ani, office):
    typed = reviewed(read(client, ani, office, PAPER))
    assert typed["numbers"] == "41/UJI/03/2020"
    assert str(typed["date"]) == "2020-03-28"
    assert not Release.objects.exists()
    response = client.post(PAGE, typed)
    release = Release.objects.get()
    assert response["Location"].endswith(f"/releases/release/{release.pk}/change/")
    assert (release.state, release.paper_numbers) == ("draft", "41/UJI/03/2020")
    assert release.body.count("<p>") == 2


def test_what_was_corrected_is_what_is_kept(client, ani, office):
    typed = reviewed(read(client, ani, office, PAPER)) | {"title": "Judul yang benar"}
    client.post(PAGE, typed)
    assert Release.objects.get().title == "Judul yang benar"


def test_a_file_in_utf_16_is_read(client, ani, office):
    file = SimpleUploadedFile("siaran.txt", PAPER.encode("utf-16"))
    typed = reviewed(read(client, ani, office, file=file))
    assert typed["title"] == "Gubernur Resmikan Taman Baca"


def test_a_text_without_a_date_is_warned_of_and_the_date_asked_for(client, ani, office):
    source = "\n".join(line for line in PAPER.splitlines() if "Tanggal" not in line)
    response = read(client, ani, office, source.replace("/03/2020", ""))
    assert any("date" in warning for warning in response.context["reading"].warnings)
    typed = reviewed(response) | {"title": "Judul yang baru diketik"}
    typed.pop("date", None)
    again = client.post(PAGE, typed)
    assert "date" in again.context["form"].errors
    assert "Judul yang baru diketik" in again.content.decode()
    assert not Release.objects.exists()
    assert client.post(PAGE, typed | {"date": "2020-03-28"}).status_code == 302


def test_the_same_release_is_read_in_once_and_what_was_typed_stays(client, ani, office):
    typed = reviewed(read(client, ani, office, PAPER))
    client.post(PAGE, typed)
    again = client.post(PAGE, typed)
    assert "is here already" in again.content.decode()
    assert "lima orang pustakawan" in again.context["form"]["body"].value()
    assert Release.objects.count() == 1


def test_a_pdf_is_refused_in_words(client, ani, office):
    file = SimpleUploadedFile("siaran.pdf", b"%PDF-1.7\n...")
    errors = read(client, ani, office, file=file).context["form"].errors
    assert "PDF" in errors["file"][0]


def test_nothing_at_all_is_refused(client, ani, office):
    assert "source" in read(client, ani, office).context["form"].errors


def test_a_text_that_is_too_long_is_refused(client, ani, office, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = None
    response = read(client, ani, office, "kata " * 500_000)
    assert "source" in response.context["form"].errors


def test_an_agency_of_others_is_refused(client, citra, office):
    assert "agency" in read(client, citra, office, PAPER).context["form"].errors


def test_a_draft_for_an_agency_of_others_is_refused(client, ani, citra, office):
    typed = reviewed(read(client, ani, office, PAPER))
    client.force_login(citra)
    assert "agency" in client.post(PAGE, typed).context["form"].errors
    assert not Release.objects.exists()


def test_a_registrar_does_not_read_in(client, dewi):
    client.force_login(dewi)
    assert client.get(PAGE).status_code == 403


def test_a_visitor_is_asked_to_sign_in(client, office):
    assert client.post(PAGE, {"source": PAPER}).status_code == 302


@pytest.mark.parametrize("bad", [{"agency": "abc"}, {"agency": "9" * 30}, {"language": "xx"}])
def test_bad_input_to_the_source_is_refused(client, ani, office, bad):
    assert read(client, ani, office, PAPER, **bad).context["form"].errors.keys() == bad.keys()


@pytest.mark.parametrize(
    "bad",
    [
        {"agency": "abc"},
        {"agency": "9" * 30},
        {"language": "xx"},
        {"date": "31/02/2020"},
        {"title": ""},
        {"title": "x" * 301},
        {"title": "\x00"},
        {"dateline": "x" * 101},
        {"body": ""},
        {"contacts": ["abc"]},
    ],
    ids=str,
)
def test_bad_input_to_the_review_is_refused(client, ani, office, bad):
    typed = reviewed(read(client, ani, office, PAPER)) | bad
    assert bad.keys() <= client.post(PAGE, typed).context["form"].errors.keys()
    assert not Release.objects.exists()
