"""The audit's page: what it says, to whom, and what can be looked for."""

import csv
import datetime
from io import BytesIO, StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from agencies.models import Agency, Contact
from audit.models import Door, SignIn
from numbering.clock import database_now
from numbering.models import Sequence
from numbering.skipping import jump_ahead
from releases.models import Revision
from releases.voiding import void
from tests.cast import SPRING, issued, person

PAGE = "/en/admin/audit/"
HERE = "203.0.113.7"


@pytest.fixture
def look(client):
    """The lines that a person is shown."""

    def looking(user, **asked):
        client.force_login(user)
        return client.get(PAGE, asked).context["lines"]

    return looking


def told(lines):
    return [(line.who, line.kind, line.what, line.subject) for line in lines]


def test_it_works(look, client, published, dewi, taken, boss):
    void(taken, "Salah cetak.", dewi)
    client.force_login(boss)
    client.post(f"/en/admin/agencies/agency/{published.agency_id}/change/", REMOTE_ADDR=HERE)
    lines = look(boss)
    assert ("dewi", "register", "voided", "1159/SP-HMS/03/2020") in told(lines)
    assert ("budi", "release", "approved", published.title) in told(lines)
    assert ("budi", "register", "taken", "1158/SP-HMS/03/2020") in told(lines)
    assert ("", "agency", "created", "Dinas Kabar") in told(lines)
    assert ("boss", "sign-in", "signed in", "") in told(lines)
    moments = [line.at for line in lines]
    assert moments == sorted(moments, reverse=True)


def test_it_says_what_was_before_and_what_is_now(client, boss, office):
    office.name = "Dinas Warta"
    office.save()
    client.force_login(boss)
    text = client.get(PAGE, {"kind": "agency"}).text
    assert "<del>Dinas Kabar</del> → <ins>Dinas Warta</ins>" in text


def test_it_says_from_where(client, submitted, budi, boss):
    client.force_login(budi)
    move = f"/en/admin/releases/release/{submitted.pk}/move/approve/"
    client.post(move, {"revision": submitted.revision}, REMOTE_ADDR=HERE)
    client.force_login(boss)
    lines = client.get(PAGE, {"person": "budi"}).context["lines"]
    assert {line.address for line in lines if line.kind != "sign-in"} == {HERE}
    assert client.get(PAGE, {"words": HERE[:9]}).context["found"].count == 2


def test_of_a_release_the_fields_are_named_and_no_text(look, draft, ani, boss):
    draft.body = "<p>Rahasia.</p>"
    draft.save()
    draft.record(ani)
    line = look(boss, kind="release")[0]
    assert (line.fields, line.changes) == (["body"], [])


def test_a_jump_is_one_line(look, taken, sequence, dewi, boss):
    jump_ahead(sequence, SPRING, 1400, dewi, "Buku baru.")
    lines = look(boss, person="dewi", kind="register")
    assert told(lines) == [("dewi", "register", "skipped", "1159–1399 (Siaran pers)")]


# --- Who sees it ---


def test_a_registrar_sees_the_own_agency_and_those_below(look, dewi, office, clinic, boss):
    below = Agency.objects.create(name="Seksi", short_name="S", slug="seksi", parent=office)
    Contact.objects.create(agency=below, name="Tono")
    Contact.objects.create(agency=clinic, name="Umi")
    subjects = {line.subject for line in look(dewi)}
    assert {"Tono", "Rini, Humas", "Dinas Kabar"} <= subjects
    assert not {"Umi", "Dinas Sehat"} & subjects
    assert {"Umi", "Tono"} <= {line.subject for line in look(boss)}


def test_of_another_agency_nothing_is_told(client, dewi, clinic, office, citra):
    issued(clinic, citra, person("bayu", role="approver", agency=clinic), title="Kenari terbang")
    clinic.name = "Dinas Kenari"
    clinic.save()
    client.force_login(dewi)
    for asked in ({}, {"words": "enari"}, {"person": "citra"}, {"format": "csv"}):
        said = client.get(PAGE, asked).getvalue().decode()
        assert "Kenari terbang" not in said
        assert "Dinas Kenari" not in said
    # An agency that may not be looked at is answered as one that is not there.
    there, nowhere = (client.get(PAGE, {"agency": pk}) for pk in (clinic.pk, 4711))
    assert there.context["form"].errors == nowhere.context["form"].errors != {}


def test_sign_ins_and_accounts_are_for_superusers(look, client, dewi, boss):
    assert {"sign-in", "account"} <= {line.kind for line in look(boss)}
    assert not {"sign-in", "account"} & {line.kind for line in look(dewi)}
    assert client.get(PAGE, {"kind": "sign-in"}).context["form"].errors


@pytest.mark.parametrize("name", ["ani", "budi"])
def test_nobody_else_sees_it(client, name, request):
    client.force_login(request.getfixturevalue(name))
    assert client.get(PAGE).status_code == 403
    assert PAGE not in client.get("/en/admin/").text


def test_the_desk_leads_to_it(client, dewi):
    client.force_login(dewi)
    assert f'href="{PAGE}"' in client.get("/en/admin/").text


def test_it_leads_to_what_is_there_and_may_be_seen(look, dewi, office, clinic, sequence, draft):
    gone = Sequence.objects.create(agency=office, name="Hilang", code="hilang", pattern="{serial}")
    moved = Sequence.objects.create(agency=office, name="Pindah", code="pindah", pattern="{serial}")
    gone.delete()
    moved.agency = clinic
    moved.save()
    links = {line.subject: line.link for line in look(dewi)}
    assert links[draft.title] == f"/en/admin/releases/release/{draft.pk}/change/"
    assert links[str(sequence)] == f"/en/admin/numbering/sequence/{sequence.pk}/change/"
    assert links["Rini, Humas"] == f"/en/admin/agencies/agency/{office.pk}/change/"
    assert links[str(gone)] == links[str(moved)] == ""


# --- What is looked for ---


def test_by_agency_with_those_below(look, boss, office, clinic):
    Agency.objects.create(name="Seksi", short_name="S", slug="seksi", parent=office)
    found = {line.subject for line in look(boss, agency=office.pk, kind="agency")}
    assert found == {"Dinas Kabar", "Seksi"}


def test_by_person_and_kind(look, published, boss):
    lines = look(boss, person="budi", kind="release")
    assert [line.what for line in lines] == ["approved"]


def test_by_words(look, published, boss):
    assert {line.kind for line in look(boss, words="taman baca")} == {"release"}
    assert {line.kind for line in look(boss, words="1158/SP")} == {"register"}


def test_by_one_thing(look, boss, office, clinic):
    found = look(boss, kind="agency", of=clinic.pk)
    assert [line.subject for line in found] == ["Dinas Sehat"]


def test_by_days_of_the_newsroom(look, client, boss, settings):
    settings.TIME_ZONE = "Asia/Jakarta"
    for hour in (16, 17):  # an hour before midnight, and midnight
        at = datetime.datetime(2026, 3, 1, hour, tzinfo=datetime.UTC)
        SignIn.objects.create(what=Door.FAILED, at=at, name=f"{hour}")
    assert [one.who for one in look(boss, until="2026-03-01")] == ["16"]
    assert [one.who for one in look(boss, since="2026-03-02", until="2026-03-02")] == ["17"]
    assert "since" in client.get(PAGE, {"since": "2026-03-02"}).context["form"].cleaned_data


@pytest.mark.parametrize(
    "asked",
    [
        "since=abc",
        "since=0001-01-01",
        "until=9999-12-31",
        "since=2026-02-02&until=2026-01-01",
        "agency=abc",
        f"agency={10**40}",
        "agency=1%00",
        "kind=nothing",
        "of=-1",
        f"of={10**40}",
        "words=%00",
        "person=%00",
        "words=" + "a" * 300,
    ],
)
@pytest.mark.parametrize("file", ["", "&format=csv"])
def test_odd_questions_are_answered_in_words(client, boss, asked, file):
    client.force_login(boss)
    answer = client.get(f"{PAGE}?{asked}{file}")
    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert "lines" not in answer.context


@pytest.mark.parametrize("page", ["0", "-1", "abc", "1e9", str(10**40), "9" * 5000, ""])
def test_an_odd_page_is_one_of_them(client, boss, page):
    client.force_login(boss)
    assert client.get(PAGE, {"page": page}).context["lines"]


@pytest.mark.parametrize("words", ["%", "\\", "'", '"', "\ud800"])
def test_odd_words_find_what_has_them(client, boss, office, words):
    client.force_login(boss)
    answer = client.get(PAGE, {"words": words.encode("utf-8", "replace"), "kind": "contact"})
    assert answer.context["found"].count == 0


# --- Many ---


@pytest.fixture
def many(published, dewi, sequence, office, budi):
    """Acts of all kinds, so many that they fill pages."""
    for nth in range(60):
        Contact.objects.create(agency=office, name=f"Kontak {nth}")
        SignIn.objects.create(what=Door.IN, at=database_now(), person=budi, name="budi")
    jump_ahead(sequence, SPRING, 1170, dewi, "Buku baru.")


def test_every_act_stands_on_one_page(look, client, boss, many):
    look(boss)
    pages = range(1, client.get(PAGE).context["page_obj"].paginator.num_pages + 1)
    rows = [row for page in pages for row in client.get(PAGE, {"page": page}).context["page_obj"]]
    assert len(rows) == len(set(rows)) > 130


def test_a_full_page_asks_no_more(client, boss, many):
    client.force_login(boss)
    client.get(PAGE)
    with CaptureQueriesContext(connection) as first:
        full = client.get(PAGE)
    with CaptureQueriesContext(connection) as last:
        deep = client.get(PAGE, {"page": 99})
    assert len(full.context["lines"]) == 50 > len(deep.context["lines"]) > 20
    assert max(len(first), len(last)) <= 26


# --- As a file ---


def test_a_file_holds_all_pages(client, boss, many):
    client.force_login(boss)
    count = client.get(PAGE).context["found"].count
    answer = client.get(PAGE, {"format": "csv"})
    rows = list(csv.DictReader(StringIO(answer.getvalue().decode())))
    assert len(rows) == count
    assert rows[-1].keys() == {
        *("when", "who", "kind", "what", "subject", "changed", "note", "from")
    }
    assert "no-store" in answer["Cache-Control"]


def test_a_file_holds_what_is_looked_for(client, boss, many):
    client.force_login(boss)
    asked = {"format": "csv", "words": "Kontak 1", "kind": "contact"}
    rows = list(csv.DictReader(StringIO(client.get(PAGE, asked).getvalue().decode())))
    assert {row["subject"] for row in rows} == {"Kontak 1", *(f"Kontak 1{n}" for n in range(10))}


def test_a_file_is_read_in_portions(client, boss, many, monkeypatch):
    monkeypatch.setattr("audit.acts.AT_ONCE", 7)
    client.force_login(boss)
    answer = client.get(PAGE, {"format": "csv"})
    rows = list(csv.DictReader(StringIO(answer.getvalue().decode())))
    assert len(rows) == client.get(PAGE).context["found"].count


def test_no_cell_is_a_formula(client, boss, office):
    Contact.objects.create(agency=office, name="=HYPERLINK(1)")
    client.force_login(boss)
    asked = {"format": "csv", "kind": "contact"}
    subject = next(csv.DictReader(StringIO(client.get(PAGE, asked).getvalue().decode())))["subject"]
    assert subject == "'=HYPERLINK(1)"
    workbook = load_workbook(BytesIO(client.get(PAGE, asked | {"format": "xlsx"}).content))
    assert workbook.active["E2"].data_type == "s"


# --- The history page of a thing ---


def test_the_history_of_a_sequence(client, sequence, dewi, ani):
    sequence.pattern = "{serial}/BARU/{year}"
    sequence.save()
    history = f"/en/admin/numbering/sequence/{sequence.pk}/history/"
    client.force_login(ani)
    text = client.get(history).text
    assert "<ins>{serial}/BARU/{year}</ins>" in text
    assert PAGE not in text
    client.force_login(dewi)
    assert f"{PAGE}?kind=sequence&amp;of={sequence.pk}" in client.get(history).text


def test_the_history_of_an_agency(client, office, dewi, citra):
    office.name = "Dinas Warta"
    office.save()
    history = f"/en/admin/agencies/agency/{office.pk}/history/"
    client.force_login(dewi)
    assert f"{PAGE}?agency={office.pk}" in client.get(history).text
    client.force_login(citra)
    assert client.get(history).status_code == 302  # as what is not there


def test_revisions_without_their_text_are_read(look, draft, boss):
    with CaptureQueriesContext(connection) as asked:
        look(boss, kind="release")
    table = Revision._meta.db_table
    assert not any(f'"{table}"."content"' in one["sql"] for one in asked)
