"""The archive: years and months by the dates that releases bear."""

from releases.archive import years
from tests.cast import issued, written


def test_it_works(client, office, sequence, ani, budi):
    for date in ("2020-03-01", "2020-03-31", "2020-12-31", "2018-01-01"):
        issued(office, ani, budi, date=date)
    written(office, ani, date="2017-05-05")
    page = client.get("/archive/")
    found = page.context["object_list"]
    assert [(year.number, year.count) for year in found] == [(2020, 3), (2018, 1)]
    assert [month.count for month in found[0].months] == [0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 1]
    text = page.content.decode()
    assert 'href="/releases/2020/03/"' in text
    assert 'href="/releases/2020/04/"' not in text


def test_its_counts_are_those_of_the_months_behind_them(client, published, ani, budi):
    translation = published.translate(ani, "en")
    translation.body = "<p>A garden.</p>"
    translation.record(ani)
    translation.submit(ani)
    translation.approve(budi, translation.revision)
    for prefix in ("", "/en"):
        [year] = client.get(f"{prefix}/archive/").context["object_list"]
        month = client.get(f"{prefix}/releases/2020/03/").context["paginator"].count
        assert year.months[2].count == year.count == month == 1


def test_before_anything_is_public_it_says_so(client, draft):
    assert "Nothing has been published yet." in client.get("/en/archive/").content.decode()


def test_a_year_without_anything_is_left_out():
    found = years({202001: 3, 201012: 1})
    assert [year.number for year in found] == [2020, 2010]
