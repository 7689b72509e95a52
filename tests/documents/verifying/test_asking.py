"""A number in any spelling, or a hash, and what it is now; for people, and for programs."""

import datetime
import hashlib

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agencies.limits import Limit
from documents.chores import note_public_forms
from documents.models import Made
from documents.verifying import views
from numbering.clock import database_now
from numbering.models import Number, Sequence, State
from releases.sealing import public_fingerprint, public_form
from tests.cast import issued, written
from tests.documents.papers import ADDRESS
from tests.documents.verifying.asking import PAGE, told
from tests.newsroom.examining import broken
from tests.releases.editing import corrected
from tests.releases.links.linking import scheduled


def test_it_works(client, published):
    edition = published.public_edition()
    assert told(client, number="1158/SP-HMS/03/2020") == {
        "verdict": "genuine",
        "number": "1158/SP-HMS/03/2020",
        "numbers": ["1158/SP-HMS/03/2020"],
        "headline": "Gubernur resmikan taman baca",
        "date": "2020-03-28",
        "agency": "Dinas Kabar",
        "language": "id",
        "address": f"http://testserver{ADDRESS}",
        "edition": 1,
        "editions": 1,
        "current_sha256": edition.sha256,
        "note": "",
        "changes": "",
        "differences": [],
    }


@pytest.mark.parametrize("text", ["1158", "1158 sp hms iii 2020", "No. 1158/SP-HMS/III/2020"])
def test_any_spelling_leads_to_it(client, published, text):
    assert told(client, number=text)["verdict"] == "genuine"


def test_the_address_on_a_sheet_leads_to_it(client, published):
    answer = client.get(f"{PAGE}?number=1158%2FSP-HMS%2F03%2F2020")
    page = answer.content.decode()
    assert "Gubernur resmikan taman baca" in page
    assert f'href="{ADDRESS}"' in page
    assert answer["Cache-Control"] == "public, no-cache"
    assert not answer.cookies


def test_numbers_that_print_alike_are_all_listed(client, office, sequence, published, ani, budi):
    other = Sequence.objects.create(
        agency=office, name="Lain", code="lain", pattern=sequence.pattern, opening_serial=1158
    )
    second = written(office, ani, title="Yang lain")
    second.sequence = other
    second.save()
    second.record(ani)
    second.submit(ani)
    second.approve(budi, second.revision)
    said = told(client, number="1158")
    assert said["verdict"] == "several"
    assert {one["headline"] for one in said["found"]} == {
        "Yang lain",
        "Gubernur resmikan taman baca",
    }


def test_what_was_corrected_leads_to_the_difference(client, published, ani, budi):
    first = published.public_edition()
    second = corrected(published, ani, budi, "Dua taman baca dibuka")
    for asked in ({"number": "1158"}, {"sha256": first.sha256}):
        said = told(client, **asked)
        assert said["verdict"] == "corrected"
        assert said["changes"] == f"http://testserver{ADDRESS}editions/1/2/"
        assert said["current_sha256"] == second.sha256
        assert said["note"] == "Judulnya: Dua taman baca dibuka."
    said = told(client, sha256=second.sha256)
    assert (said["verdict"], said["edition"]) == ("genuine", 2)


def test_what_was_withdrawn_says_why_and_no_more(client, published, ani, budi):
    sha256 = published.public_edition().sha256
    published.withdraw(budi, "Keliru.", "")
    for asked in ({"number": "1158"}, {"sha256": sha256}):
        said = told(client, **asked)
        assert (said["verdict"], said["note"]) == ("withdrawn", "Keliru.")
        assert (said["headline"], said["current_sha256"]) == ("", "")
    page = client.get(PAGE, {"number": "1158"}).content.decode()
    assert "Keliru." in page
    assert "Gubernur resmikan" not in page


def test_a_number_that_was_public_and_is_void_says_so(client, published):
    broken(
        "UPDATE numbering_number SET state = 'void', void_reason = 'Keliru.',"
        " voided_at = taken_at, voided_by_id = taken_by_id"
    )
    assert Number.objects.get().state == State.VOID
    assert told(client, number="1158")["verdict"] == "void"


# --- Hashes of files ---


@pytest.mark.parametrize("kind", ["sheet.pdf", "sheet.docx", "sheet.txt", "card.png"])
def test_a_file_of_ours_is_known_by_its_hash(client, published, kind):
    content = client.get(f"{ADDRESS}{kind}").getvalue()
    sha256 = hashlib.sha256(content).hexdigest()
    assert told(client, sha256=sha256.upper())["verdict"] == "genuine"


def test_what_a_sheet_holds_for_machines_is_known(client, published):
    client.get(f"{ADDRESS}sheet.pdf").getvalue()
    held = public_form(published.public_edition())
    assert told(client, sha256=hashlib.sha256(held.encode()).hexdigest())["verdict"] == "genuine"


def test_a_correction_to_come_is_not_known_by_its_hashes(client, published, ani, budi):
    published.correct(ani)
    published.title = "Judul baru"
    published.record(ani)
    published.submit(ani)
    tomorrow = database_now() + datetime.timedelta(days=1)
    published.approve(budi, published.revision, tomorrow, correction_note="Baru.")
    note_public_forms()
    hidden = published.editions.get(position=2)
    for sha256 in (hidden.sha256, public_fingerprint(hidden)):
        assert told(client, sha256=sha256)["verdict"] == "unknown"


def test_what_the_api_says_is_known_before_any_sheet_is_made(client, published):
    said = client.get(f"/api/v1{ADDRESS}").json()
    assert told(client, sha256=said["sha256"])["verdict"] == "unknown"
    note_public_forms()
    assert told(client, sha256=said["sha256"])["verdict"] == "genuine"
    with CaptureQueriesContext(connection) as queries:
        note_public_forms()
    assert len(queries) == 2


def test_a_removed_text_takes_its_hashes_along(
    client, published, boss, django_capture_on_commit_callbacks
):
    edition = published.public_edition()
    client.get(f"{ADDRESS}sheet.txt").getvalue()
    assert Made.objects.filter(edition=edition).exists()
    with django_capture_on_commit_callbacks(execute=True):
        published.redact(boss, edition, "Pengadilan", "Data pribadi.")
    assert not Made.objects.filter(edition=edition).exists()


# --- What is not known ---


def test_what_is_not_public_is_as_unknown_as_what_never_was(client, draft, ani, budi):
    edition = scheduled(draft, ani, budi)
    client.force_login(ani)
    client.get(f"/admin/releases/release/{draft.pk}/sheet.pdf").getvalue()
    client.logout()
    made = Made.objects.get(edition=edition, kind="pdf").sha256
    nothing = "0" * 64
    for form in ("", "json"):
        asked = {"format": form}
        for sha256 in (edition.sha256, made):
            hidden = client.get(PAGE, asked | {"sha256": sha256})
            never = client.get(PAGE, asked | {"sha256": nothing})
            assert hidden.content.replace(sha256.encode(), nothing.encode()) == never.content
        hidden = client.get(PAGE, asked | {"number": "1158/SP-HMS/03/2020"})
        never = client.get(PAGE, asked | {"number": "1159/SP-HMS/03/2020"})
        assert hidden.content.replace(b"1158", b"1159") == never.content
    assert told(client, number="1158")["verdict"] == "unknown"


def test_a_reserved_number_is_unknown(client, reserve):
    reserve()
    assert told(client, number="1158")["verdict"] == "unknown"


@pytest.mark.parametrize(
    ("asked", "fields"),
    [
        ({"sha256": "12"}, ["sha256"]),
        ({"number": "1" * 201, "sha256": "x"}, ["number", "sha256"]),
        ({"number": "1", "sha256": "0" * 64}, [""]),
    ],
)
def test_what_can_not_be_asked_is_refused_with_every_problem(client, db, asked, fields):
    answer = client.get(PAGE, asked, headers={"Accept": "application/json"})
    assert answer.status_code == 400
    assert [one["field"] for one in answer.json()["problems"]] == fields
    page = client.get(PAGE, asked)
    assert page.status_code == 400
    assert page.content.decode().count("errorlist") == len(fields)


def test_nothing_asked_is_a_page_with_the_form(client, db):
    assert client.get(PAGE).status_code == 200
    page = client.post(PAGE)
    assert page.status_code == 200
    assert "errorlist" in page.content.decode()
    answer = client.get(PAGE, {"format": "json"})
    assert answer.status_code == 400
    assert answer.json()["problems"]


def test_who_asks_too_often_waits(client, published, monkeypatch):
    monkeypatch.setattr(views, "LIMIT", Limit("verify", most=2, seconds=600))
    answers = [client.get(PAGE, {"number": "1158", "format": "json"}) for _time in range(3)]
    assert [one.status_code for one in answers] == [200, 200, 429]
    assert 0 < int(answers[2]["Retry-After"]) <= 600
    assert client.get(PAGE).status_code == 200  # the page itself costs nothing
    assert client.get(PAGE, {"number": "1158"}, REMOTE_ADDR="10.0.0.9").status_code == 200


def test_a_release_leads_here(client, office, sequence, ani, budi):
    issued(office, ani, budi)
    page = client.get(ADDRESS).content.decode()
    assert f'href="{PAGE}?number=1158%2FSP-HMS%2F03%2F2020"' in page
