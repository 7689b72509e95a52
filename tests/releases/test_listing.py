"""The list is taken away as CSV or Excel file, in the columns of a press office's register."""

import csv
import datetime
from io import BytesIO, StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from numbering.clock import database_now
from releases.models import Topic
from tests.cast import issued, person, written

LIST = "/en/admin/releases/release/"
HEADINGS = "number,date,title,kind,category,agency,link,writer,reviewer,approver,note"


@pytest.fixture
def topic(db):
    return Topic.objects.create(name="Taman", name_en="Parks", slug="taman")


@pytest.fixture
def editor(office):
    return person("eka", role="editor", agency=office, first_name="Eka", last_name="Wijaya")


def taken(client, user, form="csv", at=LIST, **query):
    client.force_login(user)
    response = client.get(f"{at}export/{form}/", query)
    assert response.status_code == 200
    return response


def rows(client, user, at=LIST, **query) -> list[dict[str, str]]:
    text = taken(client, user, at=at, **query).getvalue().decode()
    assert text.partition("\r\n")[0] == HEADINGS
    return list(csv.DictReader(StringIO(text)))


def sheet(response) -> list[list]:
    workbook = load_workbook(BytesIO(response.getvalue()))
    return [[cell.value for cell in row] for row in workbook.active.rows]


def test_it_works(client, draft, ani, budi, editor, topic):
    draft.submit(ani)
    draft.send_back(editor, "Tanggalnya keliru.")
    draft.classify(ani, add=[topic])
    draft.submit(ani, "Sudah diperbaiki.")
    draft.approve(budi, draft.revision)
    assert rows(client, ani) == [
        {
            "number": "1158/SP-HMS/03/2020",
            "date": "2020-03-28",
            "title": "Gubernur resmikan taman baca",
            "kind": "release",
            "category": "taman",
            "agency": "Diskabar",
            "link": "http://testserver/releases/2020/03/gubernur-resmikan-taman-baca/",
            "writer": "ani",
            "reviewer": "Eka Wijaya",
            "approver": "budi",
            "note": "Sudah diperbaiki.",
        }
    ]


def test_a_workbook_says_it_in_the_readers_language(client, published, ani, topic):
    english = sheet(taken(client, ani, "xlsx"))
    indonesian = sheet(taken(client, ani, "xlsx", LIST.removeprefix("/en")))
    assert english[0][:5] == ["Number", "Date", "Title", "Kind", "Category"]
    assert indonesian[0][:5] == ["Nomor", "Tanggal", "Judul", "Jenis", "Kategori"]
    assert (english[1][3], indonesian[1][3]) == ("press release", "siaran pers")
    assert english[1][1].date().isoformat() == "2020-03-28"


def test_csv_is_the_same_in_every_language(client, draft, ani, budi, topic):
    draft.classify(ani, add=[topic])
    draft.submit(ani)
    draft.approve(budi, draft.revision)
    assert rows(client, ani) == rows(client, ani, LIST.removeprefix("/en"))


def test_a_file_has_a_name_and_is_kept_by_nobody_between(client, ani, draft):
    for form in ("csv", "xlsx"):
        response = taken(client, ani, form)
        assert response["Content-Disposition"] == f'attachment; filename="releases.{form}"'
        assert "no-store" in response["Cache-Control"]


def test_there_is_no_other_format(client, ani, draft):
    client.force_login(ani)
    assert client.get(f"{LIST}export/pdf/").status_code == 404


# --- Which ones ---


def test_all_that_was_found_is_in_it_not_one_page_only(client, ani, office, monkeypatch):
    monkeypatch.setattr("releases.admin.release_list.ReleaseList.list_per_page", 2)
    for place in range(5):
        written(office, ani, title=f"Taman {place}")
    written(office, ani, title="Jalan", body="<p>Lurus.</p>")
    found = [row["title"] for row in rows(client, ani, q="taman", o="2")]
    assert found == [f"Taman {place}" for place in range(5)]


def test_the_filters_of_the_list_hold(client, ani, draft, office):
    written(office, ani, title="Jalan").submit(ani)
    assert [row["title"] for row in rows(client, ani, state="submitted")] == ["Jalan"]
    assert [row["title"] for row in rows(client, ani, state="discarded")] == []


def test_the_page_links_to_what_it_shows(client, ani, draft):
    client.force_login(ani)
    page = client.get(LIST, {"q": "taman", "state": "draft", "p": "1"}).content.decode()
    assert f'href="{LIST}export/csv/?q=taman&amp;state=draft"' in page
    assert f'href="{LIST}export/xlsx/?q=taman&amp;state=draft"' in page


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_ticked_ones_can_be_taken_alone(client, ani, draft, office, form):
    chosen = written(office, ani, title="Jalan")
    client.force_login(ani)
    ticked = {"action": f"chosen_as_{form}", "_selected_action": [chosen.pk]}
    response = client.post(LIST, ticked)
    if form == "csv":
        assert "Jalan" in response.getvalue().decode()
        assert "taman" not in response.getvalue().decode()
    else:
        assert [row[2] for row in sheet(response)] == ["Title", "Jalan"]


# --- Who may see what ---


@pytest.mark.parametrize("who", ["ani", "budi", "dewi", "boss"])
def test_whoever_may_look_may_take_it_away(client, request, draft, who):
    assert [row["title"] for row in rows(client, request.getfixturevalue(who))] == [draft.title]


@pytest.mark.parametrize("query", [{}, {"q": "taman"}, {"state": "draft"}, {"q": "ani"}])
def test_another_agency_takes_nothing_away(client, citra, draft, query):
    assert rows(client, citra, **query) == []
    assert len(sheet(taken(client, citra, "xlsx", **query))) == 1


def test_another_agency_takes_nothing_away_by_ticking_either(client, citra, clinic, draft):
    own = written(clinic, citra, title="Imunisasi")
    client.force_login(citra)
    for keys, titles in (([draft.pk], []), ([draft.pk, own.pk], ["Imunisasi"])):
        ticked = {"action": "chosen_as_csv", "_selected_action": keys}
        response = client.post(LIST, ticked)
        found = csv.DictReader(StringIO(response.getvalue().decode()))
        assert [row["title"] for row in found] == titles


def test_a_person_without_a_role_is_refused(client, draft):
    client.force_login(person("eko"))
    assert client.get(f"{LIST}export/csv/").status_code == 403


def test_a_stranger_is_asked_to_sign_in(client, draft):
    assert client.get(f"{LIST}export/csv/").status_code == 302


# --- What a line says ---


def test_what_is_not_public_has_no_link(client, ani, budi, draft, published, office):
    scheduled = written(office, ani, title="Jalan")
    scheduled.submit(ani)
    scheduled.approve(
        budi, scheduled.revision, publish_at=database_now() + datetime.timedelta(days=1)
    )
    waiting = written(office, ani, title="Taman baru")
    links = {row["title"]: row["link"] for row in rows(client, ani)}
    assert links[scheduled.title] == links[waiting.title] == ""
    assert links[published.title]
    published.withdraw(budi, "Keliru.")
    links = {row["title"]: row["link"] for row in rows(client, ani)}
    assert links[published.title] == ""


def test_a_translation_is_linked_in_its_own_language(client, ani, budi, published):
    english = published.translate(ani, "en")
    english.title, english.body = "Governor opens garden", "<p>Open.</p>"
    english.record(ani)
    english.submit(ani)
    english.approve(budi, english.revision)
    first, second = sorted(rows(client, ani), key=lambda row: row["title"])
    assert first["link"] == "http://testserver/en/releases/2020/03/governor-opens-garden/"
    assert first["number"] == second["number"]


def test_a_number_of_the_old_books_stands_before_approval(client, ani, office):
    written(office, ani, paper_numbers="41/UJI/03/2020\n42/UJI/03/2020")
    assert rows(client, ani)[0]["number"] == "41/UJI/03/2020; 42/UJI/03/2020"


def test_whoever_changes_anothers_text_is_its_reviewer(client, ani, draft, editor):
    draft.title = "Taman baca diresmikan"
    draft.record(editor)
    draft.record(ani)
    (row,) = rows(client, ani)
    assert (row["writer"], row["reviewer"], row["approver"]) == ("ani", "Eka Wijaya", "")


def test_the_writer_alone_is_no_reviewer(client, ani, draft):
    draft.title = "Taman baca diresmikan"
    draft.record(ani)
    assert rows(client, ani)[0]["reviewer"] == ""


def test_a_text_is_never_a_formula(client, ani, office):
    evil = '=HYPERLINK("http://evil.example")'
    written(office, ani, title=evil).submit(ani, "@SUM(1)")
    (row,) = rows(client, ani)
    assert (row["title"], row["note"]) == (f"'{evil}", "'@SUM(1)")
    workbook = load_workbook(BytesIO(taken(client, ani, "xlsx").getvalue()))
    assert {cell.data_type for cell in workbook.active["C"]} == {"s"}


# --- Whatever is asked, and for however many ---


@pytest.mark.parametrize(
    "query",
    [
        *({"p": "99"}, {"p": "abc"}, {"o": "abc"}, {"q": "\0"}, {"state": "\0"}, {"q": "x" * 9999}),
        *({"agency__id__exact": "abc"}, {"title__nothing": "x"}, {"writer": "9" * 40}, {"e": "1"}),
    ],
)
def test_a_bad_address_gives_no_error(client, ani, draft, query):
    client.force_login(ani)
    assert client.get(f"{LIST}export/csv/", query).status_code in (200, 302, 400)


def asked(client, user, form) -> int:
    with CaptureQueriesContext(connection) as queries:
        taken(client, user, form).getvalue()
    return len(queries)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_many_lines_ask_as_often_as_few(client, ani, budi, office, sequence, topic, form):
    def more(count: int) -> int:
        for place in range(count):
            release = issued(office, ani, budi, title=f"Taman {count} {place}")
            release.correct(ani)
            release.classify(ani, add=[topic])
        return asked(client, ani, form)

    asked(client, ani, form)  # what is read once is read now
    assert more(2) == more(10)
