"""Everything public as files: what stands in them, how and when they are served, and made anew."""

import csv
import io
import json

import pytest
from django.core.management import call_command

from api import chores
from api.opendata import exporting
from api.opendata.exporting import export
from api.opendata.tables import DICTIONARIES, FILES
from api.parameters import LIST
from tests.api.contract import ask
from tests.cast import issued, put_under, written
from tests.releases.editing import corrected, in_hours, rewritten


@pytest.fixture(autouse=True)
def place(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    settings.NEWSROOM_ADDRESS = "http://testserver"
    return tmp_path / "open"


def json_lines(client, name="releases"):
    return [json.loads(line) for line in taken(client, f"{name}.jsonl").splitlines()]


def rows(client, name="releases"):
    return list(csv.DictReader(io.StringIO(taken(client, f"{name}.csv"))))


def taken(client, name):
    response = client.get(f"/open/{name}")
    assert response.status_code == 200
    return response.getvalue().decode()


def test_it_works(client, published, place, capsys):
    call_command("exportopen")
    assert "releases: 1" in capsys.readouterr().out
    [row] = rows(client)
    assert row["numbers"] == "1158/SP-HMS/03/2020"
    assert row["body_text"] == "KOTA UJI – Taman baca dibuka."
    assert row["url"] == "http://testserver/releases/2020/03/gubernur-resmikan-taman-baca/"


def test_they_say_what_the_api_says(client, published, ani, budi):
    corrected(published, ani, budi, "Gubernur resmikan dua taman baca")
    topic = published.topics.create(name="Taman", name_en="Parks", slug="taman")
    put_under(published, topic)
    published.agency.contacts.create(name="Sari", phones="1\n2", by_default=True)
    export()
    [release] = json_lines(client)
    said = ask(client, f"releases/{published.uid}/")
    assert release == {name: said[name] for name in release}
    assert [one["edition"] for one in release["editions"]] == [1, 2]
    for name in ("agencies", "contacts", "topics"):
        assert json_lines(client, name) == ask(client, f"{name}/")[name] != []
        assert [row["name"] for row in rows(client, name)] == [
            one["name"] for one in json_lines(client, name)
        ]
    assert rows(client, "contacts")[0]["phones"] == "1; 2"


def test_the_dictionary_names_every_column(client, published):
    export()
    said = json.loads(taken(client, "dictionary.json"))["files"]
    assert said.keys() == FILES.keys()
    for name in ("releases", "agencies"):
        assert list(said[f"{name}.csv"]["columns"]) == list(rows(client, name)[0])
        assert said[f"{name}.jsonl"]["columns"].keys() == json_lines(client, name)[0].keys()
    assert "`numbers`" in taken(client, "dictionary.md")


def test_no_spreadsheet_takes_a_headline_for_a_formula(client, office, sequence, ani, budi):
    issued(office, ani, budi, title="=1+1")
    export()
    assert rows(client)[0]["title"] == "'=1+1"
    assert json_lines(client)[0]["title"] == "=1+1"


def test_what_is_not_public_is_not_in_them(client, published, office, ani, budi):
    export()
    before = {name: taken(client, name) for name in FILES}
    later = written(office, ani, title="Nanti")
    later.submit(ani)
    later.approve(budi, later.revision, in_hours(1))
    rewritten(published, ani, title="Judul baru")
    published.approve(budi, published.revision, in_hours(1), correction_note="Baru.")
    assert not exporting.refresh()
    export()
    assert {name: taken(client, name) for name in FILES} == before


def test_a_withdrawal_is_gone_from_them_at_once(client, published, office, ani, budi):
    other = issued(office, ani, budi, title="Jembatan dibuka", body="<p>Dibuka.</p>")
    export()
    published.withdraw(budi, "Acara itu tidak pernah ada.")
    for name in (*FILES, *DICTIONARIES):
        refused = client.get(f"/open/{name}")
        assert (refused.status_code, refused["Retry-After"]) == (503, "60")
    chores.refresh_open_data()
    withdrawn, standing = json_lines(client)
    assert (withdrawn["status"], withdrawn["note"]) == ("withdrawn", "Acara itu tidak pernah ada.")
    assert standing["uid"] == str(other.uid)
    for name in FILES:
        assert "Taman baca" not in taken(client, name)
    assert rows(client)[0]["body_text"] == ""


def test_a_redacted_text_is_gone_at_once(client, published, boss):
    export()
    published.redact(boss, published.editions.get(), "Pengadilan", "Data pribadi.")
    assert client.get("/open/releases.jsonl").status_code == 503
    assert exporting.refresh()
    assert json_lines(client)[0]["body_text"] == ""


@pytest.mark.parametrize("change", ["publication", "correction", "name", "contact", "topic"])
def test_what_changed_is_in_them_at_the_next_turn(client, published, office, ani, budi, change):
    topic = published.topics.create(name="Taman", name_en="Parks", slug="taman")
    put_under(published, topic)
    exporting.refresh()
    assert not exporting.refresh()
    if change == "publication":
        issued(office, ani, budi, title="Jembatan dibuka")
    elif change == "correction":
        corrected(published, ani, budi, "Judul baru")
    elif change == "name":
        office.short_name = "Kabar"
        office.save()
    elif change == "contact":
        office.contacts.create(name="Sari", by_default=True)
    else:
        topic.name = "Taman kota"
        topic.save()
    assert exporting.refresh()
    assert not exporting.refresh()


def test_they_are_sent_in_parts_and_not_twice(client, published):
    export()
    whole = client.get("/open/releases.csv")
    text = whole.getvalue()
    part = client.get("/open/releases.csv", headers={"range": "bytes=0-9"})
    assert (part.status_code, part.getvalue()) == (206, text[:10])
    for header, said in (("if-none-match", "ETag"), ("if-modified-since", "Last-Modified")):
        assert client.get("/open/releases.csv", headers={header: whole[said]}).status_code == 304
    assert whole["Cache-Control"] == "public, max-age=30, must-revalidate"


def test_an_export_that_changes_nothing_leaves_the_files(client, published, place):
    export()
    before = {path.name: path.stat().st_ino for path in place.iterdir() if path.name in FILES}
    export()
    assert before == {
        path.name: path.stat().st_ino for path in place.iterdir() if path.name in FILES
    }


def test_one_that_fails_leaves_the_old_files(client, published, monkeypatch):
    export()
    before = taken(client, "releases.csv")
    monkeypatch.setattr("api.opendata.exporting.as_csv", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        export()
    assert taken(client, "releases.csv") == before


def test_two_do_not_write_at_a_time(db, place):
    place.mkdir()
    with exporting._alone(place), pytest.raises(exporting.Busy):
        export()


def test_nothing_but_the_files_is_served(client, published):
    assert client.get("/open/releases.csv").status_code == 503  # not made yet
    export()
    for name in ("state.json", ".lock", "releases.csv.new", "other.csv"):
        assert client.get(f"/open/{name}").status_code == 404


@pytest.mark.parametrize("language", ["", "/en"])
def test_the_page_lists_them(client, published, language):
    assert client.get(f"{language}/open/").status_code == 200
    export()
    page = client.get(f"{language}/open/").content.decode()
    for name in (*FILES, *DICTIONARIES):
        assert f'<a href="/open/{name}">' in page


@pytest.mark.parametrize("language", ["", "/en"])
def test_the_page_of_the_api_says_what_its_description_says(client, db, language):
    page = client.get(f"{language}/api/").content.decode()
    for one in LIST:
        assert f"<code>{one.name}</code>" in page
    assert 'id="withdrawn"' in page


def test_memory_stays_flat(client, published, office, ani, budi, monkeypatch):
    """However many releases there are, only so many of them are held at a time."""
    for nth in range(4):
        issued(office, ani, budi, title=f"Siaran {nth}")
    monkeypatch.setattr("api.opendata.tables.AT_ONCE", 2)
    from api.opendata import tables

    held = []
    whole = tables._whole
    monkeypatch.setattr(
        tables, "_whole", lambda some, at: held.append(len(some)) or whole(some, at)
    )
    export()
    assert held == [2, 2, 1]
