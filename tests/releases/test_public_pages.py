"""The public pages: ledger, archive, sheet, agencies, and the way by number."""

import pytest

from tests.cast import written


@pytest.fixture
def sheet(client, published):
    return client.get("/releases/2020/03/gubernur-resmikan-taman-baca/").content.decode()


def test_it_works(sheet):
    assert "1158/SP-HMS/03/2020" in sheet
    assert "Sabtu, 28 Maret 2020" in sheet


def test_the_sheet_bears_letterhead_and_contacts(client, submitted, office, budi):
    submitted.contacts.set(office.contacts.all())
    submitted.approve(budi, submitted.revision)
    sheet = client.get("/number/1158/SP-HMS/03/2020", follow=True).content.decode()
    for words in ("DINAS KABAR", "Jalan Contoh 1", "(000) 333", "Rini", "tel:000444"):
        assert words in sheet


def test_a_letterhead_mended_later_does_not_change_the_sheet(client, published, office):
    office.letterheads.update(address="Jalan Lain 9")
    sheet = client.get("/number/1158/SP-HMS/03/2020", follow=True).content.decode()
    assert "Jalan Contoh 1" in sheet


def test_english_pages_write_english_dates(client, published):
    page = client.get("/en/releases/2020/03/gubernur-resmikan-taman-baca/").content.decode()
    assert "Saturday, 28 March 2020" in page or "Sabtu, 28 Maret 2020" in page
    assert '<html lang="en"' in page


@pytest.mark.parametrize(
    "spelling",
    [
        "1158/SP-HMS/03/2020",
        "1158-SP-HMS-03-2020",
        "1158/sp-hms/3/2020",
        "1158/SP-HMS/III/2020",
        "01158 SP HMS 03 2020",
        "1158",
        "1158/SP-HMS/03/2020/",
    ],
)
def test_a_number_in_any_spelling_leads_to_its_release(client, published, spelling):
    found = client.get(f"/number/{spelling}")
    assert found.status_code == 302
    assert found["Location"] == "/releases/2020/03/gubernur-resmikan-taman-baca/"


def test_a_number_that_several_offices_have_gives_a_choice(client, published, clinic, citra, boss):
    other = written(clinic, citra, title="Imunisasi", paper_numbers="1158/SP/III/2020")
    other.submit(citra)
    other.approve(boss, other.revision)
    page = client.get("/number/1158")
    assert page.status_code == 200
    assert [edition.title for edition in page.context["object_list"]] == [
        "Gubernur resmikan taman baca",
        "Imunisasi",
    ]


@pytest.mark.parametrize("number", ["9999", "x" * 300, "%00", "..%2F", "💥"])
def test_what_is_no_number_is_not_found(client, published, number):
    assert client.get(f"/number/{number}").status_code == 404


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=taman", 1),
        ("q=TAMAN+baca", 1),
        ("q=1158-sp-hms&sort=newest", 1),
        ("q=tidakada", 0),
        ("agency=diskabar", 1),
        ("agency=dinsehat", 0),
        ("year=2020&month=3", 1),
        ("month=4", 0),
        ("language=id", 1),
        ("language=en", 0),
    ],
)
def test_the_list_is_narrowed_by(client, published, clinic, query, found):
    assert client.get(f"/releases/?{query}").context["paginator"].count == found


@pytest.mark.parametrize(
    "query",
    ["year=abc", "month=13", "agency=nobody", "language=xx", "q=" + "x" * 500, "q=%00", "q=%22a"],
)
def test_a_bad_filter_is_told_and_never_fails(client, published, query):
    assert client.get(f"/releases/?{query}").status_code == 200


def test_of_bad_filters_each_is_told_in_the_readers_language(client, published):
    query = "year=abc&agency=nobody&from=31%2F02&until=2020-02-30"
    page = client.get(f"/releases/?{query}").content.decode()
    for value in ("abc", "nobody"):
        assert f"“{value}” tidak ada dalam pilihan ini, jadi tidak menyaring apa pun." in page
    assert page.count("Tulislah seperti 2020-03-31.") == 2
    assert "taman baca" in page
    english = client.get(f"/en/releases/?{query}").content.decode()
    assert "“nobody” is none of these, and narrows nothing." in english


@pytest.mark.parametrize("page", ["0", "99", "abc", "-1"])
def test_a_page_that_is_not_there_is_not_found(client, published, page):
    assert client.get(f"/releases/?page={page}").status_code == 404


def test_an_agency_lists_what_those_below_it_issue(client, published, office, clinic):
    office.parent = clinic
    office.save()
    assert "taman baca" in client.get("/agencies/dinsehat/").content.decode()


@pytest.mark.parametrize("address", ["/releases/2020/3/", "/releases/20/", "/releases/2020/13/"])
def test_months_have_two_digits_and_years_four(client, db, address):
    assert client.get(address).status_code == 404


def test_an_archive_holds_its_month_only(client, published):
    assert "taman baca" in client.get("/releases/2020/03/").content.decode()
    assert "taman baca" not in client.get("/releases/2020/04/").content.decode()


def test_public_answers_do_not_vary_by_language_or_set_cookies(client, published):
    response = client.get("/releases/", headers={"accept-language": "en"})
    assert response["Content-Language"] == "id"
    assert "Accept-Language" not in response.get("Vary", "")
    assert not response.cookies


def test_every_page_has_a_strict_policy(client, published):
    policy = client.get("/")["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
