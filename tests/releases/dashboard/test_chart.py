"""Releases per month and agency: each counted once, drawn and listed from one count."""

import datetime
import re

import pytest
from django.utils.timezone import localdate

from agencies.models import Agency, Letterhead
from numbering.clock import database_now
from releases.admin.dashboard import chart, drawing
from releases.admin.dashboard.chart import Published, Series
from tests.cast import issued, person, written
from tests.releases.dashboard.page import opened, seen

pytestmark = pytest.mark.usefixtures("english")


def on_paper(agency, ani, budi, number, date):
    """A release of the old books: it was published on its own day."""
    return issued(agency, ani, budi, paper_numbers=number, date=date)


def counted(user, now):
    found = chart.published(user, now)
    return {
        one.name: {
            f"{month:%Y-%m}": n for month, n in zip(found.months, one.counts, strict=True) if n
        }
        for one in found.series
    }


def test_it_works(client, ani, published):
    found = opened(client, ani)["published"]
    assert len(found.months) == 12
    assert [(one.name, one.total, one.counts[-1]) for one in found.series] == [("Diskabar", 1, 1)]


@pytest.mark.parametrize(("year", "month"), [(2020, 5), (2020, 1), (2019, 12)])
def test_the_last_twelve_months(year, month):
    months = chart.last_months(datetime.date(year, month, 28))
    assert len(set(months)) == 12
    assert months[-1] == datetime.date(year, month, 1)
    assert months[0] == (months[-1] - datetime.timedelta(days=330)).replace(day=1)


def test_a_release_counts_in_the_month_it_was_published(office, sequence, ani, budi):
    # On its first day: by UTC it would be the month before.
    last_month = (localdate().replace(day=1) - datetime.timedelta(days=1)).replace(day=1)
    on_paper(office, ani, budi, f"900/SP-HMS/{last_month:%m/%Y}", last_month)
    long_ago = last_month.replace(year=last_month.year - 2)
    on_paper(office, ani, budi, f"800/SP-HMS/{long_ago:%m/%Y}", long_ago)
    assert counted(ani, database_now()) == {"Diskabar": {f"{last_month:%Y-%m}": 1}}


def test_what_is_scheduled_or_cancelled_does_not_count(submitted, ani, budi):
    tomorrow = database_now() + datetime.timedelta(days=1)
    submitted.approve(budi, submitted.revision, tomorrow)
    assert counted(ani, database_now()) == {}
    submitted.cancel(budi, "Acara ditunda.")
    assert counted(ani, tomorrow + datetime.timedelta(days=1)) == {}


def test_a_corrected_translated_and_withdrawn_release_counts_once(published, ani, budi):
    published.correct(ani)
    published.submit(ani)
    published.approve(budi, published.revision, correction_note="Salah ketik.")
    english = published.translate(ani, "en")
    english.body = "<p>A reading garden opened.</p>"
    english.record(ani)
    english.submit(ani)
    english.approve(budi, english.revision)
    published.withdraw(budi, "Keliru.")
    now = database_now()
    assert [sum(months.values()) for months in counted(ani, now).values()] == [1]


def test_the_rest_is_drawn_as_one(office, sequence, ani, budi, boss):
    for place in range(8):
        agency = Agency.objects.create(
            name=f"Dinas {place}", short_name=f"Dinas {place}", slug=f"dinas-{place}", parent=office
        )
        Letterhead.objects.create(agency=agency, lines="DINAS", city="KOTA UJI")
        sequence.shared_with.add(agency)
        for _time in range(2 if place > 5 else 1):
            issued(agency, ani, budi)
    names = [one.name for one in chart.published(boss, database_now()).series]
    assert names == [
        *("Dinas 6", "Dinas 7", "Dinas 0", "Dinas 1", "Dinas 2", "Dinas 3"),
        "other (2 agencies)",
    ]


def test_bars_stand_on_each_other():
    months = chart.last_months(datetime.date(2020, 5, 1))
    nothing = [0] * 11
    published = Published(months, [Series("A", [*nothing, 3]), Series("B", [*nothing, 1])])
    *empty, last = drawing.bars(published)
    assert all(not bar.segments for bar in empty)
    assert [(one.fill, one.y, one.height) for one in last.segments] == [
        (0, "60.0", "120.0"),
        (1, "20.0", "40.0"),
    ]
    assert last.total == 4


@pytest.mark.parametrize("language", ["/", "/en/"])
def test_the_drawing_is_told_in_words_and_has_its_table(client, ani, published, language):
    client.force_login(ani)
    page = client.get(f"{language}admin/").content.decode()
    begins = page.index('<svg class="bars"')
    drawn = page[begins : page.index("</svg>", begins)]
    assert 'role="img" aria-labelledby="chart-title chart-desc"' in drawn
    assert "style=" not in page
    assert re.findall(r'<rect class="edge-0" x="([^"]*)"', drawn) == ["92.92%"]
    table = page[page.index("<details>") : page.index("</details>")]
    assert "Diskabar" in table
    assert table.count("<tr>") == 14


def test_where_nothing_was_published_it_says_so(client, ani, draft):
    page = seen(client, ani)
    assert "Nothing was published in the last twelve months." in page
    assert 'class="bars"' not in page


def test_a_person_of_two_agencies_sees_both(client, published, clinic, citra, boss):
    release = written(clinic, citra)
    release.submit(citra)
    release.approve(boss, release.revision)
    assert counted(boss, database_now()).keys() == {"Diskabar", "Dinsehat"}
    assert counted(citra, database_now()).keys() == {"Dinsehat"}
    assert counted(person("eka"), database_now()) == {}
