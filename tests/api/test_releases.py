"""Releases as programs read them: the list, one, its editions, and what is left of it."""

import hashlib
import json

import pytest

from releases.filters import EditionFilter
from releases.models import Release, Topic
from tests.api.contract import ask
from tests.cast import issued, written
from tests.releases.editing import corrected, in_hours, rewritten
from tests.releases.files.attaching import attached, coloured

ADDRESS = "releases/2020/03/gubernur-resmikan-taman-baca/"


def titles(said):
    return [one["title"] for one in said["releases"]]


def test_it_works(client, published):
    [one] = ask(client, "releases/")["releases"]
    assert one["numbers"] == ["1158/SP-HMS/03/2020"]
    assert one["url"] == "http://testserver/releases/2020/03/gubernur-resmikan-taman-baca/"
    whole = ask(client, one["api_url"].removeprefix("http://testserver"))
    assert whole["body_text"] == "KOTA UJI – Taman baca dibuka."
    assert whole["content"]["letterhead"]["city"] == "KOTA UJI"
    assert ask(client, f"releases/{one['uid']}/") == whole


@pytest.fixture
def several(office, clinic, sequence, ani, budi, citra, boss):
    """Four releases of two agencies, one of them in English as well."""
    topic = Topic.objects.create(name="Taman", name_en="Parks", slug="taman")
    first = written(office, ani, title="Taman baca dibuka", date="2019-05-01")
    first.topics.add(topic)
    first.record(ani)
    first.submit(ani)
    first.approve(budi, first.revision)
    english = first.translate(ani, "en")
    rewritten(english, ani, title="Reading garden opened", body="<p>Open.</p>")
    english.approve(budi, english.revision)
    issued(office, ani, budi, title="Jembatan dibuka", genre="statement")
    issued(clinic, citra, boss, title="Imunisasi", body="<p>Gratis.</p>", date="2020-06-01")


FOUND = {
    "": ["Imunisasi", "Jembatan dibuka", "Reading garden opened", "Taman baca dibuka"],
    "sort=oldest&language=id": ["Taman baca dibuka", "Jembatan dibuka", "Imunisasi"],
    "language=en": ["Reading garden opened"],
    "agency=dinsehat": ["Imunisasi"],
    "topic=taman&language=id": ["Taman baca dibuka"],
    "topic=nothing": [],
    "genre=statement": ["Jembatan dibuka"],
    "year=2020&month=6": ["Imunisasi"],
    "year=1999": [],
    "from=2020-01-01&until=2020-03-31": ["Jembatan dibuka"],
    "q=garden": ["Reading garden opened"],
    "q=dibuka&sort=newest&year=2020": ["Jembatan dibuka"],
}


def test_each_filter_of_the_public_list_narrows_it(client, several):
    said = {query: ask(client, f"releases/?{query}") for query in FOUND}
    assert {query: titles(one) for query, one in said.items()} == FOUND
    for one in said.values():
        assert one["total"] == {"count": len(one["releases"]), "exact": True}


def test_every_filter_of_the_public_list_is_a_parameter():
    from api.parameters import FILTERS

    assert {one.name for one in FILTERS} == EditionFilter.base_filters.keys()


def test_one_walks_through_all_and_back(client, several):
    for query in ("limit=1", "limit=1&sort=oldest", "limit=1&q=dibuka", "limit=3"):
        walk(client, query)


def walk(client, query):
    everything = titles(ask(client, f"releases/?limit=100&{query.partition('&')[2]}"))
    there, page = [], ask(client, f"releases/?{query}")
    while True:
        there += titles(page)
        if page["next"] is None:
            break
        page = ask(client, page["next"].removeprefix("http://testserver"))
    assert there == everything
    while page["previous"]:
        page = ask(client, page["previous"].removeprefix("http://testserver"))
    assert titles(page) == everything[: len(titles(page))]


def test_the_next_page_stands_in_a_header_too(client, several):
    response = client.get("/api/v1/releases/?limit=1")
    assert response["Link"] == f'<{response.json()["next"]}>; rel="next"'


def test_a_cursor_of_another_question_is_refused(client, several):
    after = ask(client, "releases/?limit=1")["next"].partition("after=")[2]
    said = ask(client, f"releases/?limit=1&language=id&after={after}", 400)
    assert [one["parameter"] for one in said["errors"]] == ["after"]


def test_everything_that_is_wrong_is_said_at_once(client, office):
    query = "page=2&year=&month=13&genre=song&limit=0&from=1/2/2020&until=2020-02-30"
    said = ask(client, f"releases/?{query}&sort=newest&sort=oldest&after=x&before=y", 400)
    assert {one["parameter"] for one in said["errors"]} == {
        *("page", "year", "month", "genre", "limit", "from", "until", "sort", "before"),
    }
    said = ask(client, "releases/?agency=nobody&from=2020-02-01&until=2020-01-01", 400)
    assert {one["parameter"] for one in said["errors"]} == {"agency", "until"}
    said = ask(client, "search/?q=%20", 400)
    assert [one["parameter"] for one in said["errors"]] == ["q"]


def test_search_says_where_the_words_stand_and_how_to_go_on(client, several):
    said = ask(client, "search/?q=dibuka")
    assert "<mark>dibuka</mark>" in said["releases"][0]["title_html"]
    years = {one["value"]: one["count"] for one in said["facets"]["year"]}
    assert years == {"2020": 1, "2019": 1}
    assert ask(client, "search/?q=jembatn")["suggestion"] == "jembatan"
    languages = ask(client, "search/?q=baca+garden")["facets"]["language"]
    assert {one["value"]: one["count"] for one in languages} == {"id": 2, "en": 1}


def test_a_correction_is_another_edition(client, published, ani, budi):
    before = ask(client, ADDRESS)
    corrected(published, ani, budi, "Gubernur resmikan dua taman baca")
    now = ask(client, ADDRESS)
    assert (now["edition"], now["status"], now["current"]) == (2, "corrected", True)
    assert now["published_at"] == before["published_at"]
    first = ask(client, f"{ADDRESS}editions/1/")
    assert first["content"] == before["content"]
    assert first["sha256"] == before["sha256"] == now["editions"][0]["sha256"]
    assert now["editions"][0]["public_until"] == now["editions"][1]["public_from"]
    ask(client, f"{ADDRESS}editions/3/", 404)


def test_a_hash_is_of_the_content_as_anybody_can_reckon(client, published):
    said = ask(client, ADDRESS)
    plain = json.dumps(said["content"], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert hashlib.sha256(plain.encode()).hexdigest() == said["sha256"]


def test_a_correction_for_later_is_not_told(client, published, ani, budi):
    before = client.get(f"/api/v1/{ADDRESS}")
    rewritten(published, ani, title="Judul baru")
    published.approve(budi, published.revision, in_hours(1), correction_note="Baru.")
    after = client.get(f"/api/v1/{ADDRESS}")
    assert (after.content, after["ETag"]) == (before.content, before["ETag"])


def test_what_was_cancelled_is_not_counted(client, published, ani, budi):
    rewritten(published, ani, title="Judul baru")
    published.approve(budi, published.revision, in_hours(1), correction_note="Baru.")
    published.cancel(budi, "Tidak jadi.")
    corrected(Release.objects.get(), ani, budi, "Judul lain")
    assert [one["edition"] for one in ask(client, ADDRESS)["editions"]] == [1, 2]


def test_of_a_withdrawn_release_the_reason_is_left(client, published, ani, budi):
    corrected(published, ani, budi, "Judul baru")
    published.withdraw(budi, "Acara itu tidak pernah ada.")
    for address in (ADDRESS, f"{ADDRESS}editions/1/", f"releases/{published.uid}/"):
        said = ask(client, address, 410)
        assert said["reason"] == "Acara itu tidak pernah ada."
        assert said["numbers"] == ["1158/SP-HMS/03/2020"]
        assert "Judul" not in json.dumps(said)
    [one] = ask(client, "releases/")["releases"]
    assert (one["status"], one["title"]) == ("withdrawn", "")
    assert one["note"] == "Acara itu tidak pernah ada."


def test_a_redacted_text_is_gone_and_says_why(client, published, ani, budi, boss):
    published.redact(boss, published.editions.get(), "Pengadilan", "Data pribadi.")
    said = ask(client, ADDRESS)
    assert said["redaction"]["authority"] == "Pengadilan"
    assert said["content"]["body"] == said["body_text"] == ""


def test_its_files_have_whole_addresses(client, draft, ani, budi):
    attached(draft, ani, coloured("blue"), "foto.png", alt="Biru", caption="Taman")
    rewritten(draft, ani, body='<p>Lihat <a href="/about/">ini</a>.</p><p>[foto 1]</p>')
    draft.approve(budi, draft.revision)
    said = ask(client, ADDRESS)
    [photo] = said["files"]
    assert photo["url"].startswith("http://testserver/files/")
    assert photo["alt"] == "Biru"
    assert 'href="/' not in said["body_html"]
    assert 'src="/' not in said["body_html"]
    assert f"/renditions/{photo['sha256']}" in said["body_html"]
    assert ask(client, "releases/")["releases"][0]["picture"]["sha256"] == photo["sha256"]


def test_translations_lead_to_each_other(client, several):
    [english] = ask(client, "releases/?language=en")["releases"]
    assert english["url"].startswith("http://testserver/en/releases/")
    whole = ask(client, english["api_url"].removeprefix("http://testserver"))
    assert [one["title"] for one in whole["translations"]] == ["Taman baca dibuka"]


# Of a list: the agencies, the page with its count, its topics.
COSTS = {
    "releases/": 3,
    "releases/?limit=1&agency=diskabar&topic=taman": 4,
    ADDRESS: 4,
    "agencies/": 1,
    "agencies/diskabar/": 3,
    "contacts/": 1,
    "topics/": 1,
}


def test_what_it_costs_does_not_grow(client, several, published, django_assert_num_queries):
    for address, queries in COSTS.items():
        with django_assert_num_queries(queries):
            client.get(f"/api/v1/{address}")
