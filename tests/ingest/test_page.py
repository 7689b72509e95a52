"""Reading in at the desk: paste or upload, look at what was read, make a draft."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from pytest_django.asserts import assertContains

from ingest import door
from ingest.chores import forget_papers
from ingest.forms import PaperForm
from ingest.models import KEPT_FOR, Paper
from releases.models import Release
from tests.ingest.test_command import PAPER

PAGE = "/en/admin/read/"
REVIEW = "/en/admin/read/review/"


def read(client, user, office, source="", **more):
    """The answer to what was sent: of the review, if anything was read."""
    client.force_login(user)
    sent = {"agency": office.pk, "language": "id", "source": source} | more
    return client.post(PAGE, sent, follow=True)


def reviewed(response):
    """What the review would send back as it stands."""
    [form] = response.context["forms"]
    values = {field.html_name: field.value() for field in form}
    kept = {name: value for name, value in values.items() if value is not None}
    return kept | {"draft": "1"}


def two_read(client, user, office):
    """The forms of two papers that differ by their numbers, and what the review would send back."""
    files = [
        SimpleUploadedFile("satu.txt", PAPER.encode()),
        SimpleUploadedFile("dua.txt", PAPER.replace("41/UJI", "42/UJI").encode()),
    ]
    forms = read(client, user, office, file=files).context["forms"]
    return forms, {one.html_name: one.value() for form in forms for one in form if one.value()}


def field(name):
    return f"paper-{Paper.objects.get().pk}-{name}"


def test_it_works(client, ani, office):
    typed = reviewed(read(client, ani, office, PAPER))
    assert typed[field("numbers")] == "41/UJI/03/2020"
    assert str(typed[field("date")]) == "2020-03-28"
    assert not Release.objects.exists()
    response = client.post(REVIEW, typed)
    release = Release.objects.get()
    assert response["Location"].endswith(f"/releases/release/{release.pk}/change/")
    assert (release.state, release.paper_numbers) == ("draft", "41/UJI/03/2020")
    assert release.body.count("<p>") == 2
    assert not Paper.objects.exists()


def test_what_was_corrected_is_what_is_kept(client, ani, office):
    typed = reviewed(read(client, ani, office, PAPER)) | {field("title"): "Judul yang benar"}
    client.post(REVIEW, typed)
    assert Release.objects.get().title == "Judul yang benar"


def test_a_historical_release_waits_for_approval(client, ani, office):
    typed = reviewed(read(client, ani, office, PAPER))
    del typed["draft"]
    client.post(REVIEW, typed | {"historical": "1"})
    release = Release.objects.get()
    assert (release.state, release.paper_numbers) == ("submitted", "41/UJI/03/2020")


def test_a_historical_release_has_a_number(client, ani, office):
    typed = reviewed(read(client, ani, office, PAPER)) | {field("numbers"): ""}
    del typed["draft"]
    response = client.post(REVIEW, typed | {"historical": "1"})
    assert response.context["forms"][0].non_field_errors()
    assert not Release.objects.exists()


def test_many_files_are_read_and_what_is_wrong_with_one_holds_up_no_other(client, ani, office):
    files = [
        SimpleUploadedFile("satu.txt", PAPER.encode()),
        SimpleUploadedFile("rusak.docx", b"PK\x03\x04 bukan arsip"),
        SimpleUploadedFile("dua.txt", PAPER.replace("41/UJI", "42/UJI").encode()),
    ]
    response = read(client, ani, office, file=files)
    assert [form.paper.name for form in response.context["forms"]] == ["satu.txt", "dua.txt"]
    [why] = map(str, response.context["messages"])
    assert why.startswith("rusak.docx: This file is damaged")


def test_only_what_is_ticked_is_made_and_what_was_typed_into_the_rest_is_kept(client, ani, office):
    forms, sent = two_read(client, ani, office)
    second = forms[1].prefix
    del sent[f"{second}-chosen"]
    client.post(REVIEW, sent | {f"{second}-title": "Belum selesai", "draft": "1"})
    assert Release.objects.get().paper_numbers == "41/UJI/03/2020"
    [left] = client.get(REVIEW).context["forms"]
    assert (left["title"].value(), left["chosen"].value()) == ("Belum selesai", False)


def test_each_draft_is_told_with_its_number_and_a_link_to_it(client, ani, office):
    _forms, sent = two_read(client, ani, office)
    response = client.post(REVIEW, sent | {"draft": "1"}, follow=True)
    for release in Release.objects.all():
        link = f'<a href="/en/admin/releases/release/{release.pk}/change/">“{release}” is a draft'
        assertContains(response, f"{link} now.</a> ({release.paper_numbers})")
    assert {one.paper_numbers[:2] for one in Release.objects.all()} == {"41", "42"}


def test_what_is_left_out_goes_without_a_release(client, ani, office):
    typed = reviewed(read(client, ani, office, PAPER))
    del typed["draft"]
    client.post(REVIEW, typed | {"discard": "1"})
    assert not Paper.objects.exists()
    assert not Release.objects.exists()


def test_a_script_that_sends_one_file_is_told_in_json(client, ani, office):
    client.force_login(ani)
    file = SimpleUploadedFile("siaran.txt", PAPER.encode())
    sent = {"agency": office.pk, "language": "id", "file": file}
    said = client.post(PAGE, sent, headers={"Accept": "application/json"}).json()
    assert said["papers"][0]["title"] == "Gubernur Resmikan Taman Baca"
    assert not said["refused"]


def test_too_many_files_are_refused(client, ani, office):
    files = [SimpleUploadedFile(f"{number}.txt", b"kata") for number in range(21)]
    assert "file" in read(client, ani, office, file=files).context["form"].errors


def test_nobody_sees_what_somebody_else_has_sent(client, ani, budi, office):
    typed = reviewed(read(client, ani, office, PAPER))
    client.force_login(budi)
    assert client.get(REVIEW).status_code == 302
    client.post(REVIEW, typed)
    assert not Release.objects.exists()


def test_what_nobody_came_back_to_is_forgotten(client, ani, office):
    read(client, ani, office, PAPER)
    forget_papers()
    assert Paper.objects.exists()
    Paper.objects.update(read_at=timezone.now() - KEPT_FOR * 2)
    forget_papers()
    assert not Paper.objects.exists()


def test_a_page_of_many_asks_no_more_than_a_page_of_few(
    client, ani, office, django_assert_max_num_queries
):
    files = [SimpleUploadedFile(f"{number}.txt", PAPER.encode()) for number in range(8)]
    read(client, ani, office, file=files)
    with django_assert_max_num_queries(12):
        client.get(REVIEW)


def test_a_file_in_utf_16_is_read(client, ani, office):
    file = SimpleUploadedFile("siaran.txt", PAPER.encode("utf-16"))
    typed = reviewed(read(client, ani, office, file=file))
    assert typed[field("title")] == "Gubernur Resmikan Taman Baca"


def test_a_text_without_a_date_is_warned_of_and_the_date_asked_for(client, ani, office):
    source = "\n".join(line for line in PAPER.splitlines() if "Tanggal" not in line)
    response = read(client, ani, office, source.replace("/03/2020", ""))
    assert any("date" in warning for warning in Paper.objects.get().warnings)
    typed = reviewed(response) | {field("title"): "Judul yang baru diketik"}
    typed.pop(field("date"), None)
    again = client.post(REVIEW, typed)
    assert "date" in again.context["forms"][0].errors
    assert "Judul yang baru diketik" in again.content.decode()
    assert not Release.objects.exists()
    assert client.post(REVIEW, typed | {field("date"): "2020-03-28"}).status_code == 302


def test_the_same_release_is_read_in_once_and_what_was_typed_stays(client, ani, office):
    client.post(REVIEW, reviewed(read(client, ani, office, PAPER)))
    again = client.post(REVIEW, reviewed(read(client, ani, office, PAPER)))
    assert "is here already" in again.content.decode()
    assert "lima orang pustakawan" in again.context["forms"][0]["body"].value()
    assert Release.objects.count() == 1


def test_a_broken_pdf_is_refused_in_words(client, ani, office):
    file = SimpleUploadedFile("siaran.pdf", b"%PDF-1.7\n...")
    errors = read(client, ani, office, file=file).context["form"].errors
    assert "siaran.pdf: This file is damaged" in errors["file"][0]


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
    Paper.objects.update(by=citra)
    client.force_login(citra)
    client.post(REVIEW, typed)
    assert not Release.objects.exists()


def test_a_registrar_does_not_read_in(client, dewi):
    client.force_login(dewi)
    assert client.get(PAGE).status_code == client.get(REVIEW).status_code == 403


def test_a_visitor_is_asked_to_sign_in(client, office):
    assert client.post(PAGE, {"source": PAPER}).status_code == 302


@pytest.mark.parametrize("bad", [{"agency": "abc"}, {"agency": "9" * 30}, {"language": "xx"}])
def test_bad_input_to_the_source_is_refused(client, ani, office, bad):
    assert read(client, ani, office, PAPER, **bad).context["form"].errors.keys() == bad.keys()


@pytest.mark.parametrize(
    "bad",
    [
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
    typed = reviewed(read(client, ani, office, PAPER))
    typed |= {field(name): value for name, value in bad.items()}
    assert bad.keys() <= client.post(REVIEW, typed).context["forms"][0].errors.keys()
    assert not Release.objects.exists()


def test_a_doubt_stands_at_its_field(ani, office):
    reading = door.read_pasted("SIARAN PERS\nNomor: 41/UJI/2020\n\nTaman Baca\n\nTaman itu dibuka.")
    paper = Paper.keep(reading, "satu.txt", office, "id", ani)
    form = PaperForm(Paper.objects.get(pk=paper.pk))
    doubts = {field.name: found for field, found in form.doubted()}
    assert (len(doubts["date"]), doubts["numbers"]) == (1, [])
    assert f"id_paper-{paper.pk}-date_doubts" in str(form["date"])
    del paper.reading["about"]  # as it was kept before
    assert set(paper.doubts_of("")) == set(paper.warnings)
