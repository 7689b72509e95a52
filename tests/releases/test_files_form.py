"""Pictures and files in a release's form, as a browser without scripts sends them."""

import pytest
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from releases.admin.attachments import MOST, SALT
from releases.files.intake import take_in
from releases.models import Asset, Preparing, Release
from tests.releases.files import makers
from tests.releases.test_admin_form import DESK, page

UPLOAD = f"{DESK}form/upload/"
pytestmark = pytest.mark.usefixtures("english")


def sent(name: str = "foto.jpg", content: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, makers.GOOD[name] if content is None else content)


def kept(name: str) -> Asset:
    return Asset.keep(take_in(sent(name), name))


def attach(release: Release, *names: str) -> Release:
    for name in names:
        release.attachments.attach(release, kept(name), name)
    return release


def fields(response) -> dict:
    """The form's fields as a browser would send them back."""
    context = response.context
    formset = context["inline_admin_formsets"][0].formset
    forms = [context["adminform"].form, formset.management_form, *formset.in_order]
    values = {
        field.html_name: field.value()
        for form in forms
        for field in form
        if field.name != "uploads"
    }
    return {name: value for name, value in values.items() if not (value is None or value is False)}


def opened(client, user, address: str) -> dict:
    client.force_login(user)
    return fields(client.get(address))


def errors(response) -> list[str]:
    """All that the form complains of, its files' rows included."""
    context = response.context
    formset = context["inline_admin_formsets"][0].formset
    of_forms = [context["adminform"].form.errors, *formset.errors]
    return formset.non_form_errors() + [
        sentence for told in of_forms for sentences in told.values() for sentence in sentences
    ]


def row(token: str, index: int = 0, **said) -> dict:
    """The fields of a new file's row."""
    said = {"token": token, "order": index + 1, "focus_x": 50, "focus_y": 50} | said
    return {f"attachments-{index}-{name}": value for name, value in said.items()}


@pytest.fixture
def upload(client, ani):
    """Send one file of an open form; its token, or the whole answer."""
    client.force_login(ani)

    def uploading(file=None, whole=False, **data):
        file = sent() if file is None else file
        response = client.post(UPLOAD, {"file": file, "index": 0, "number": 1} | data)
        if whole:
            return response
        return response.json()["row"].partition('-token" value="')[2].partition('"')[0]

    return uploading


def test_it_works(client, ani, draft):
    typed = opened(client, ani, page(draft))
    files = [sent(name) for name in makers.GOOD]
    assert client.post(page(draft), typed | {"uploads": files}).status_code == 302
    assert [one.name for one in draft.attachments.all()] == list(makers.GOOD)
    assert [one.number for one in draft.attachments.all()] == [1, 2, 3, 4, 5, 6, 7, 8]

    typed = opened(client, ani, page(draft))
    typed["attachments-0-alt"] = "Taman  baca"
    typed["attachments-0-order"] = 9
    typed["attachments-1-DELETE"] = "on"
    assert client.post(page(draft), typed).status_code == 302
    names = [one.name for one in draft.attachments.all()]
    assert names == [*list(makers.GOOD)[2:], "foto.jpg"]
    assert draft.attachments.last().alt == "Taman baca"


def test_files_come_with_a_new_release(client, ani, office, sequence):
    typed = opened(client, ani, f"{DESK}add/")
    typed |= {"title": "Taman dibuka", "date": "28/03/2020", "uploads": [sent()]}
    assert client.post(f"{DESK}add/", typed).status_code == 302
    assert Release.objects.get().attachments.get().name == "foto.jpg"


def test_saving_what_nobody_touched_is_no_edit(client, ani, draft):
    attach(draft, *makers.GOOD).record(ani)
    typed = opened(client, ani, page(draft))
    before = list(draft.attachments.values())
    assert client.post(page(draft), typed).status_code == 302
    draft.refresh_from_db()
    assert (draft.revision, list(draft.attachments.values())) == (2, before)


def test_each_refused_file_is_named_and_none_is_added(client, ani, draft):
    typed = opened(client, ani, page(draft)) | {"title": "Judul baru"}
    bad = [sent("peta.svg", b"<svg/>"), sent(), sent("kosong.pdf", b"")]
    response = client.post(page(draft), typed | {"uploads": bad})
    told = errors(response)
    assert [sentence.split()[0] for sentence in told] == ["peta.svg", "kosong.pdf"]
    assert "Judul baru" in response.content.decode()
    assert "Choose them again" in response.content.decode()
    draft.refresh_from_db()
    assert (draft.title, Asset.objects.count()) == ("Gubernur resmikan taman baca", 0)


def test_the_same_file_twice_stands_on_two_rows(client, ani, draft):
    typed = opened(client, ani, page(draft))
    client.post(page(draft), typed | {"uploads": [sent(), sent()]})
    assert (draft.attachments.count(), Asset.objects.count()) == (2, 1)


def test_a_clear_box_that_nobody_was_shown_does_nothing(client, ani, draft):
    typed = opened(client, ani, page(draft)) | {"uploads-clear": "on", "uploads": [sent()]}
    assert client.post(page(draft), typed).status_code == 302
    assert draft.attachments.count() == 1


def test_a_row_of_an_upload_is_saved_with_what_is_said(client, ani, draft, upload):
    token = upload(index=0, number=7)
    said = row(token, alt="Taman", caption="Warga membaca", focus_x=10, order=3)
    typed = opened(client, ani, page(draft)) | {"attachments-TOTAL_FORMS": 1} | said
    assert client.post(page(draft), typed).status_code == 302
    one = draft.attachments.get()
    assert (one.number, one.order, one.alt, one.focus_x) == (7, 3, "Taman", 10)
    assert one.caption == "Warga membaca"
    assert list(one.asset.sent_by.all()) == [ani]


def test_of_a_document_only_the_caption_is_asked(client, ani, draft, upload):
    shown = upload(sent("laporan.pdf"), whole=True).json()["row"]
    assert "-caption" in shown
    for name in ("-alt", "-decorative", "-focus_x", "-credit"):
        assert name not in shown
    attach(draft, "laporan.pdf")
    typed = opened(client, ani, page(draft)) | {"attachments-0-caption": "Laporan tahunan"}
    assert client.post(page(draft), typed).status_code == 302
    assert draft.attachments.get().caption == "Laporan tahunan"


def test_what_was_written_of_a_decoration_stays(client, ani, draft):
    attach(draft, "foto.jpg")
    said = {"attachments-0-alt": "Hiasan", "attachments-0-decorative": "on"}
    client.post(page(draft), opened(client, ani, page(draft)) | said)
    one = draft.attachments.get()
    assert (one.alt, one.attached().shown_alt) == ("Hiasan", "")


def test_rows_come_back_in_the_order_that_was_typed(client, ani, draft):
    attach(draft, "foto.jpg", "laporan.pdf")
    typed = opened(client, ani, page(draft))
    typed |= {"title": "", "attachments-0-order": "2", "attachments-1-order": "1"}
    shown = client.post(page(draft), typed).content.decode()
    assert shown.index("<b>laporan.pdf</b>") < shown.index("<b>foto.jpg</b>")


def test_a_new_row_survives_a_form_that_has_problems(client, ani, draft, upload):
    typed = opened(client, ani, page(draft)) | {"title": "", "attachments-TOTAL_FORMS": 1}
    response = client.post(page(draft), typed | row(upload(), caption="Warga membaca"))
    again = fields(response) | {"title": "Judul"}
    assert client.post(page(draft), again).status_code == 302
    assert draft.attachments.get().caption == "Warga membaca"


def test_a_row_that_was_taken_out_leaves_no_trace(client, ani, draft, upload):
    typed = opened(client, ani, page(draft)) | {"attachments-TOTAL_FORMS": 3}
    assert client.post(page(draft), typed | row(upload(), index=2)).status_code == 302
    assert draft.attachments.get().order == 3


@pytest.mark.parametrize("forged", ["x", "x:y:z", "\x00", "ü", "9" * 5000])
def test_a_token_that_is_none_is_told_of(client, ani, draft, forged):
    typed = opened(client, ani, page(draft)) | {"attachments-TOTAL_FORMS": 1} | row(forged)
    response = client.post(page(draft), typed)
    assert response.status_code == 200
    assert "A file that is not here any more" in response.content.decode()
    again = fields(response) | {"attachments-0-DELETE": "on"}
    assert client.post(page(draft), again).status_code == 302
    assert not draft.attachments.exists()


def test_a_token_that_is_too_old_is_told_of(client, ani, draft, upload, monkeypatch):
    token = upload()
    monkeypatch.setattr("releases.admin.attachments.A_WEEK", -1)
    typed = opened(client, ani, page(draft)) | {"attachments-TOTAL_FORMS": 1} | row(token)
    assert "This file is not here any more. Send it once more." in errors(
        client.post(page(draft), typed)
    )


def test_a_file_that_vanished_is_told_of(client, ani, draft):
    token = signing.dumps([999999, "foto.jpg", 1], salt=SALT)
    typed = opened(client, ani, page(draft)) | {"attachments-TOTAL_FORMS": 1} | row(token)
    typed["attachments-0-caption"] = "Warga membaca"
    response = client.post(page(draft), typed)
    assert "This file is not here any more. Send it once more." in errors(response)
    assert "Warga membaca" in response.content.decode()


def test_a_row_that_another_has_removed_is_told_of_and_can_go(client, ani, draft):
    attach(draft, "foto.jpg")
    typed = opened(client, ani, page(draft))
    draft.attachments.all().delete()
    response = client.post(page(draft), typed)
    assert "This file is not here any more. Send it once more." in errors(response)
    again = typed | {"attachments-0-DELETE": "on"}
    assert client.post(page(draft), again).status_code == 302


def test_a_row_of_another_release_is_not_changed(client, ani, draft, office):
    other = attach(Release.objects.create(agency=office, edited_by=ani, title="Lain"), "foto.jpg")
    attach(draft, "laporan.pdf")
    foreign = {"attachments-0-id": other.attachments.get().pk, "attachments-0-caption": "Dicuri"}
    response = client.post(page(draft), opened(client, ani, page(draft)) | foreign)
    assert response.status_code == 200
    assert other.attachments.get().caption == ""


@pytest.mark.parametrize("total", ["999999", "-1", "x", "", "9" * 30])
@pytest.mark.parametrize("initial", ["0", "1", "7", "999999", "x"])
def test_hostile_counts_of_rows_break_nothing(client, ani, draft, total, initial):
    attach(draft, "foto.jpg")
    counts = {"attachments-TOTAL_FORMS": total, "attachments-INITIAL_FORMS": initial}
    response = client.post(page(draft), opened(client, ani, page(draft)) | counts)
    assert response.status_code in (200, 302)
    assert draft.attachments.count() == 1


@pytest.mark.parametrize(
    "bad",
    [
        {"order": "x"},
        {"order": "1000"},
        {"order": "-1"},
        {"focus_x": "101"},
        {"focus_y": ""},
        {"caption": "x" * 501},
        {"alt": "\x00"},
    ],
    ids=str,
)
def test_bad_input_is_refused_beside_its_file(client, ani, draft, bad):
    attach(draft, "foto.jpg")
    typed = opened(client, ani, page(draft)) | {"title": "Judul baru"}
    response = client.post(
        page(draft), typed | {f"attachments-0-{name}": value for name, value in bad.items()}
    )
    assert errors(response)
    assert 'class="errorlist"' in response.content.decode()
    draft.refresh_from_db()
    assert draft.title == "Gubernur resmikan taman baca"


def test_thirty_files_are_taken_at_once(client, ani, draft):
    typed = opened(client, ani, page(draft)) | {"uploads": [sent() for _nth in range(30)]}
    assert client.post(page(draft), typed).status_code == 302
    assert client.post(page(draft), opened(client, ani, page(draft))).status_code == 302
    assert draft.attachments.count() == 30


def test_more_files_than_a_form_can_send_back_are_refused(client, ani, draft):
    attach(draft, "foto.jpg")
    many = [sent("laporan.pdf") for _nth in range(MOST)]
    response = client.post(page(draft), opened(client, ani, page(draft)) | {"uploads": many})
    assert errors(response) == [f"A release takes at most {MOST} files. Send fewer."]
    assert draft.attachments.count() == 1


def test_the_smaller_versions_that_fail_are_told_of(client, ani, draft):
    attach(draft, "foto.jpg")
    Asset.objects.update(preparing=Preparing.FAILED)
    client.force_login(ani)
    shown = client.get(page(draft)).content.decode()
    assert "Smaller versions could not be made" in shown


def test_more_rows_cost_no_more_queries(client, ani, draft):
    client.force_login(ani)
    attach(draft, "foto.jpg")
    with CaptureQueriesContext(connection) as one:
        client.get(page(draft))
    attach(draft, "foto.png", "laporan.pdf", "tabel.xlsx")
    with CaptureQueriesContext(connection) as four:
        client.get(page(draft))
    assert len(four) <= len(one)


def test_an_upload_gives_its_row(upload, draft):
    answer = upload(index=4, number=3, whole=True)
    shown = answer.json()["row"]
    assert 'name="attachments-4-alt"' in shown
    assert "[foto 3]" in shown
    assert "foto.jpg" in shown


def test_a_refused_upload_says_why(upload):
    answer = upload(sent("peta.svg", b"<svg/>"), whole=True)
    assert answer.status_code == 422
    assert "peta.svg" in answer.json()["problems"][0]
    assert not Asset.objects.exists()


@pytest.mark.parametrize(
    "bad", [{"file": ""}, {"index": "x"}, {"index": "-1"}, {"number": ""}, {"index": "٣x"}], ids=str
)
def test_an_upload_that_lacks_something_is_refused_in_words(upload, bad):
    answer = upload(whole=True, **bad) if "file" not in bad else upload("", whole=True)
    assert (answer.status_code, answer.json()) == (422, {"problems": ["Choose a file."]})


def test_an_upload_beyond_what_a_release_takes_is_refused(upload):
    assert upload(index=MOST, whole=True).status_code == 422


def test_names_are_shown_and_not_run(upload):
    name = '"><img src=x onerror=alert(1)>.jpg'
    shown = upload(sent(name, makers.GOOD["foto.jpg"]), whole=True).json()["row"]
    assert "<img src=x" not in shown


def test_who_only_reads_sends_nothing(client, dewi, draft):
    client.force_login(dewi)
    assert client.post(UPLOAD, {"file": sent(), "index": 0, "number": 1}).status_code == 403
    client.logout()
    assert client.post(UPLOAD, {"file": sent(), "index": 0, "number": 1}).status_code == 302
    assert not Asset.objects.exists()
