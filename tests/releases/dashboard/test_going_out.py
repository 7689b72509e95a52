"""What goes out today, this week and later; what was corrected or withdrawn last."""

import datetime

import pytest
from django.utils.timezone import get_current_timezone

from releases.admin.dashboard import editions
from tests.cast import issued
from tests.releases.dashboard.page import opened, seen

pytestmark = pytest.mark.usefixtures("english")

# A Wednesday: 23:30 in Jakarta, still 16:30 in UTC.
NOW = datetime.datetime(2037, 3, 25, 23, 30, tzinfo=get_current_timezone())


@pytest.fixture
def scheduled(submitted, budi):
    """Approves for a moment so many hours after NOW."""

    def scheduling(hours: float):
        moment = NOW + datetime.timedelta(hours=hours)
        submitted.approve(budi, submitted.revision, moment)
        return submitted

    return scheduling


@pytest.mark.parametrize(
    ("hours", "group", "when"),
    [
        (0.25, "Today", "23:45 WIB"),
        (0.5, "This week", "Thu, 26 Mar, 00:00 WIB"),
        (96.25, "This week", "Sun, 29 Mar, 23:45 WIB"),
        (96.5, "Later", "30 Mar 2037, 00:00"),
    ],
)
def test_it_works(scheduled, ani, hours, group, when):
    release = scheduled(hours)
    (found,) = editions.going_out(ani, NOW)
    assert found.title == group
    (line,) = found.lines
    assert (line.title, line.number) == (release.title, "1158/SP-HMS/03/2020")
    assert (line.when, line.who) == (when, "Diskabar")


def test_the_page_shows_it(client, scheduled, ani):
    scheduled(1)
    page = seen(client, ani)
    assert "Later" in page
    assert "26 Mar 2037, 00:30" in page


def test_what_is_out_goes_out_no_more(client, published, ani):
    assert opened(client, ani)["going_out"] == []
    assert "Nothing is scheduled." in seen(client, ani)


def test_what_was_cancelled_does_not_go_out(scheduled, ani, budi):
    scheduled(1).cancel(budi, "Acara ditunda.")
    assert editions.going_out(ani, NOW) == []


def test_a_correction_ahead_says_so(published, ani, budi):
    published.correct(ani)
    published.submit(ani)
    moment = NOW + datetime.timedelta(minutes=5)
    published.approve(budi, published.revision, moment, correction_note="Salah ketik.")
    (found,) = editions.going_out(ani, NOW)
    assert found.lines[0].note == "correction"


def corrected(release, ani, budi, note):
    release.correct(ani)
    release.submit(ani)
    release.approve(budi, release.revision, correction_note=note)


def test_the_last_corrections_and_withdrawals_are_told(client, published, ani, budi):
    corrected(published, ani, budi, "Dua, bukan satu.")
    published.withdraw(budi, "Keliru.")
    lines = opened(client, ani)["changes"]
    assert [line.note for line in lines] == ["withdrawal: Keliru.", "correction: Dua, bukan satu."]
    assert {line.title for line in lines} == {published.title}
    assert {line.number for line in lines} == {"1158/SP-HMS/03/2020"}


def test_no_more_than_five(client, published, ani, budi):
    for nth in range(6):
        corrected(published, ani, budi, f"Koreksi {nth}")
    lines = opened(client, ani)["changes"]
    assert [line.note[-1] for line in lines] == ["5", "4", "3", "2", "1"]


def test_a_plain_release_is_no_change(client, office, sequence, ani, budi):
    issued(office, ani, budi)
    assert opened(client, ani)["changes"] == []
