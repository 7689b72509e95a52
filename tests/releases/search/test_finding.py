"""What is found, what is not, and how the page helps on."""

import datetime

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from numbering.clock import database_now
from releases.models import Edition, Topic
from releases.models.edition import EditionQuerySet
from releases.search import matching, times
from releases.search.asking import read
from releases.search.searching import newest, wanted, weigh
from tests.cast import issued, written


@pytest.fixture
def newsroom(office, sequence, ani, budi):
    for title, body in (
        ("Banjir merendam tiga desa", "Perahu karet dikirim."),
        ("Taman baca dibuka", "Rapat kerja selesai lebih dulu."),
        ("Taman kota ditanami", "Warga membaca papan nama."),
    ):
        issued(office, ani, budi, title=title, body=f"<p>{body}</p>")


def titles(client, query):
    page = client.get(f"/releases/?{query}")
    assert page.status_code == 200
    return [str(edition) for edition in page.context["object_list"]]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=kebanjiran", ["Banjir merendam tiga desa"]),
        ("q=taman+baca", ["Taman baca dibuka", "Taman kota ditanami"]),
        ("q=%22taman+baca%22", ["Taman baca dibuka"]),
        ("q=taman+-rapat", ["Taman kota ditanami"]),
        ("q=taman+-%22rapat+kerja%22", ["Taman kota ditanami"]),
        ("q=-taman", ["Banjir merendam tiga desa"]),
        ("q=taman&sort=oldest", ["Taman baca dibuka", "Taman kota ditanami"]),
        ("q=taman&sort=newest", ["Taman kota ditanami", "Taman baca dibuka"]),
        ("q=yang", []),
        ("q=diskabar+banjir", None),
    ],
)
def test_it_works(client, newsroom, query, found):
    there = titles(client, query)
    assert there == found if found is not None else there[0] == "Banjir merendam tiga desa"


def test_words_are_marked(client, newsroom):
    page = client.get("/releases/?q=perahu").content.decode()
    assert "<mark>Perahu</mark> karet dikirim." in page


@pytest.mark.parametrize("typed", ["1158", "1158/SP-HMS/03/2020", "Nomor 1158/sp-hms/III/2020"])
def test_a_number_leads_straight_to_its_release(client, newsroom, typed):
    answer = client.get("/releases/", {"q": typed})
    assert answer["Location"] == "/releases/2020/03/banjir-merendam-tiga-desa/"


def test_several_of_a_number_come_first(client, newsroom, office, ani, budi, sequence):
    issued(office, ani, budi, title="Lain", paper_numbers="1158/LAIN/2020")
    issued(office, ani, budi, title="Di antara 1158 orang")
    there = titles(client, "q=1158")
    assert set(there[:2]) == {"Banjir merendam tiga desa", "Lain"}
    assert there[2:] == ["Di antara 1158 orang"]


def test_a_misspelled_word_has_a_suggestion(client, newsroom):
    page = client.get("/releases/?q=bajnir")
    assert page.context["results"].suggestion == "banjir"
    assert 'href="?q=banjir"' in page.content.decode()


@pytest.mark.parametrize(("query", "told"), [("yang dan", "hampir semua"), ("%", "Tidak ada kata")])
def test_what_cannot_be_looked_for_says_why(client, newsroom, query, told):
    assert told in client.get("/releases/", {"q": query}).content.decode()


def test_days_narrow_it(client, newsroom, office, ani, budi):
    issued(office, ani, budi, title="Taman lain", date="2020-05-01")
    assert titles(client, "q=taman&from=2020-04-30&until=2020-05-01") == ["Taman lain"]


def test_days_in_the_wrong_order_are_told_and_narrow_nothing(client, newsroom):
    page = client.get("/en/releases/?q=taman&from=2020-05-01&until=2020-01-01")
    assert "This day lies before the first one." in page.content.decode()
    assert len(page.context["object_list"]) == 2


def test_where_nothing_fits_it_says_what_to_take_back(client, newsroom):
    page = client.get("/releases/?q=banjir&month=4")
    ways = {way.query: way.count for way in page.context["ways_out"]}
    assert ways == {"?q=banjir": 1}


# --- Facets ---


def facet(client, query, name):
    facets = {one.name: one for one in client.get(f"/releases/?{query}").context["facets"]}
    return {choice.label: choice.count for choice in facets[name].choices} if name in facets else {}


@pytest.fixture
def several(newsroom, office, clinic, citra, boss, ani, budi):
    office.parent = clinic
    office.save()
    issued(clinic, citra, boss, title="Taman sehat", date="2021-02-01", genre="statement")


def test_an_agency_counts_those_below_it(client, several):
    assert facet(client, "q=taman", "agency") == {"Dinas Sehat": "3", "Dinas Kabar": "2"}


def test_a_facet_leaves_its_own_choice_out(client, several):
    assert facet(client, "q=taman&year=2021", "year") == {"2021": "1", "2020": "2"}
    left = {"Dinas Sehat": "2", "Dinas Kabar": "2"}
    assert facet(client, "q=taman&year=2020", "agency") == left


def test_each_count_is_what_a_click_finds(client, several):
    for one in client.get("/releases/?q=taman").context["facets"]:
        for choice in one.choices:
            page = client.get(f"/releases/{choice.query}")
            assert page.context["paginator"].shown == choice.count, (one.name, choice)


def test_a_language_counts_what_is_listed_in_it(client, several, office, ani, budi):
    issued(office, ani, budi, title="Garden opens", body="<p>Taman</p>", language="en")
    for choice in client.get("/releases/?q=taman").context["facets"][-1].choices:
        page = client.get(f"/releases/{choice.query}")
        assert page.context["paginator"].shown == choice.count


def test_counts_that_are_cut_off_say_so(client, several, monkeypatch):
    monkeypatch.setattr("releases.search.results.COUNTED", 2)
    assert set(facet(client, "month=3&genre=release", "genre").values()) <= {"2+", "1+"}


def test_a_year_is_counted_by_itself_where_the_newest_are_of_another(client, several, monkeypatch):
    monkeypatch.setattr("releases.search.results.COUNTED", 1)
    left = {"Dinas Sehat": "1+", "Dinas Kabar": "1+"}
    assert facet(client, "year=2020", "agency") == left


# --- Words that stand in very many texts ---


@pytest.fixture
def common(newsroom, office, ani, budi, monkeypatch):
    """Five releases of many years with one word, of which two are as many as are read."""
    monkeypatch.setattr("releases.search.searching.MOST", 1)
    monkeypatch.setattr("releases.search.searching.NEWEST", 2)
    monkeypatch.setattr("releases.search.searching.AMONG", (1, 3))
    for year in (2012, 2017, 2019):
        fields = {"title": f"Taman {year}", "date": f"{year}-01-02", "body": "<p>Ditanami.</p>"}
        issued(office, ani, budi, paper_numbers=f"{year}/LAMA", **fields)


@pytest.mark.parametrize(
    ("query", "newest"),
    [
        ("q=taman", {"Taman kota ditanami", "Taman baca dibuka"}),
        ("q=taman+ditanami", {"Taman kota ditanami", "Taman 2019"}),
        ("q=%22taman+kota%22", {"Taman kota ditanami"}),
        ("q=taman&until=2018-01-01", {"Taman 2017", "Taman 2012"}),
    ],
)
def test_of_a_common_word_the_newest_are_found(client, common, query, newest):
    assert set(titles(client, query)) == newest


def read_of(text):
    """What is found, and the spans of time it was read of, one after the other."""
    terms, spans = weigh(read(text)), []

    def meeting(span):
        spans.append(span)
        return Edition.objects.published().filter(wanted(terms, span))

    return newest(terms, meeting), spans


def test_however_long_an_office_rested_no_more_is_read_than_its_newest(common):
    found, spans = read_of("taman")
    moments = [one.published_at for one in Edition.objects.published().newest_first()]
    assert spans == [times.between(moments[1], moments[0]), times.between(moments[3], moments[0])]
    assert spans[1][0] == "§2019"
    assert found.more
    assert len(found.rows) == 2


def test_where_the_newest_have_not_enough_all_are_read(common, monkeypatch):
    monkeypatch.setattr("releases.search.searching.NEWEST", 3)
    found, spans = read_of("taman")
    assert len(found.rows) == 3
    assert len(spans) == 3
    assert spans[-1] == ()


@pytest.mark.parametrize(
    ("oldest", "newest", "marks"),
    [
        ("2020-03-31T23:59:59", "2020-03-31T23:59:59", ["§202003"]),
        ("2019-12-31T23:59:59", "2020-01-01T00:00:00", ["§201912", "§202001"]),
        ("2017-01-31T00:00:00", "2020-01-01T00:00:00", ["§2017", "§2018", "§2019", "§2020"]),
    ],
)
def test_a_time_is_marked_by_its_months_or_where_it_is_long_by_its_years(oldest, newest, marks):
    ends = (datetime.datetime.fromisoformat(f"{end}+00:00") for end in (oldest, newest))
    assert times.between(*ends) == marks


def test_of_what_is_not_read_the_page_tells(client, common):
    page = client.get("/en/releases/?q=taman")
    assert page.context["paginator"].shown == "2+"
    assert "the best of the newest are listed" in page.content.decode()
    for one in page.context["facets"]:
        assert all(choice.count in {"2+", "1+", "0+"} for choice in one.choices), one.name


# --- Nothing of what is not public ---


@pytest.fixture
def hidden(newsroom, office, ani, budi):
    """A release for tomorrow, with a word of its own, which leans on words of the others."""
    release = written(
        office, ani, title="Kenari banjir taman", body="<p>baca banjir bajnira kenari</p>"
    )
    topic = Topic.objects.create(name="Kenanga", name_en="Cananga", slug="kenanga")
    release.topics.add(topic)
    release.submit(ani)
    tomorrow = database_now() + datetime.timedelta(days=1)
    return lambda: release.approve(budi, release.revision, tomorrow)


ASKED = ["taman baca", "banjir desa taman", "kenari", "kenarl", "bajnir", "kenanga", "-banjir"]


def test_nothing_follows_from_what_is_not_public(client, hidden):
    before = [client.get("/releases/", {"q": words}).content for words in ASKED]
    hidden()
    assert [client.get("/releases/", {"q": words}).content for words in ASKED] == before


def test_no_word_is_rarer_or_more_common_for_what_is_not_public(hidden):
    question = read("taman banjir kenari")
    before = weigh(question)
    hidden()
    assert weigh(question) == before


def test_it_is_found_when_its_time_has_come(client, hidden, monkeypatch):
    edition = hidden()
    published = EditionQuerySet.published
    later = edition.public_from + datetime.timedelta(hours=1)
    monkeypatch.setattr(EditionQuerySet, "published", lambda self, at=None: published(self, later))
    assert titles(client, "q=kenari") == ["Kenari banjir taman"]
    assert client.get("/releases/?q=kenarl").context["results"].suggestion == "kenari"


# --- Any input gives a page ---


@pytest.mark.parametrize(
    "query",
    [
        *("q=%22a", "q=*", "q=%27", "q=NEAR(a+b)", "q=a%00b", "q=" + "x" * 500, "q=%ED%A0%80"),
        *("from=x", "until=2020-02-31", "sort=x", "year=99999", "topic=%00", "after=x", "before="),
        *("q=taman&after=x", "page=51", "q=%F0%9F%92%A9", "q=--+-+%22%22+-%22", "q=%25_%5C"),
    ],
)
def test_bad_input_gives_a_page(client, newsroom, query):
    assert client.get(f"/releases/?{query}").status_code in (200, 404 if "page" in query else 200)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=60))
def test_any_question_gives_a_page(client, newsroom, text):
    assert client.get("/releases/", {"q": text}).status_code in (200, 302)


# --- The indexes that carry it ---


def test_words_are_found_by_the_index(newsroom):
    words = read("banjir").words
    if connection.vendor == "sqlite":
        assert "VIRTUAL TABLE INDEX" in Edition.objects.filter(matching.any_of(words)).explain()
        return
    # Of so few rows the planner takes any way; that this one is there is seen on the table alone.
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        holding = "SELECT edition_id FROM releases_searchentry w WHERE w.vector @@ %s::tsquery"
        cursor.execute(f"EXPLAIN {holding}", ["'banjir'"])
        assert "search_entry_vector" in str(cursor.fetchall())
