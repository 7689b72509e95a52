"""The calendar of a month: its days, those with releases as links to them."""

import datetime

import pytest
from lxml import html

from releases.months import weeks
from tests.cast import issued, written

CALENDAR = "//table[@class='calendar']"
MARCH = datetime.date(2020, 3, 1)


@pytest.fixture
def page(client):
    def read(address: str = "/releases/2020/03/"):
        return html.fromstring(client.get(address).content)

    return read


def test_it_works(client, page, office, sequence, ani, budi):
    for date in ("2020-03-02", "2020-03-31", "2020-03-31", "2020-04-01"):
        issued(office, ani, budi, date=date)
    written(office, ani, date="2020-03-05")
    [calendar] = page("/en/releases/2020/03/").xpath(CALENDAR)
    assert [name.text for name in calendar.xpath(".//th/abbr")][:2] == ["Mon", "Tue"]
    links = calendar.xpath(".//a")
    assert [[part.text for part in link] for link in links] == [
        ["2", "1", "1 release"],
        ["31", "2", "2 releases"],
    ]
    last = client.get(links[-1].get("href"))
    assert last.context["paginator"].count == 2


def test_a_day_counts_what_is_listed_in_the_language_of_the_page(page, published, ani, budi):
    translation = published.translate(ani, "en")
    translation.date, translation.body = datetime.date(2020, 3, 29), "<p>A garden.</p>"
    translation.record(ani)
    translation.submit(ani)
    translation.approve(budi, translation.revision)
    for prefix, day in (("", "28"), ("/en", "29")):
        [calendar] = page(f"{prefix}/releases/2020/03/").xpath(CALENDAR)
        assert [time.text for time in calendar.xpath(".//a/time")] == [day]


def test_it_is_left_out_where_the_list_is_narrowed(page, published):
    assert not page("/releases/2020/03/?q=taman").xpath(CALENDAR)


def test_today_is_marked_and_weeks_begin_on_monday():
    days = weeks(MARCH, {}, datetime.date(2020, 3, 28))
    assert days[0] == [None] * 6 + [days[0][6]]
    assert [day.date.day for week in days for day in week if day and day.today] == [28]
    assert len(weeks(datetime.date(9999, 12, 1), {}, MARCH)) == 5
