"""Who has a release, and since when; and which has waited for review too long."""

import datetime
import re

import pytest
from django.utils import timezone

from releases.holding import held
from releases.models import Release
from tests.cast import written
from tests.releases.editing import rewritten

LIST = "/en/admin/releases/release/"


def now_held(release):
    return held(release, release.revisions.all())


def who(release):
    holding = now_held(release)
    return (holding.person, holding.since) if holding else None


def at(release, action):
    return release.revisions.filter(action=action).first().at


def edited(release, by, title):
    release.title = title
    release.save()
    release.record(by)


@pytest.fixture
def hours_later(monkeypatch):
    """Let the application's clock go on by some hours."""
    now = timezone.now

    def go(hours):
        monkeypatch.setattr(timezone, "now", lambda: now() + datetime.timedelta(hours=hours))

    return go


def listed(client, user, **query):
    client.force_login(user)
    return list(client.get(LIST, query).context["cl"].result_list)


def test_it_works(client, submitted, ani, budi, english, hours_later):
    client.force_login(budi)
    for address in (LIST, f"{LIST}{submitted.pk}/change/"):
        page = client.get(address).content.decode()
        assert "Waiting for an approver since today at" in page
        assert "overdue</b>" not in page
    hours_later(25)
    client.force_login(budi)  # a session does not last as long
    for address in (LIST, f"{LIST}{submitted.pk}/change/"):
        assert "overdue</b>" in client.get(address).content.decode()
    submitted.send_back(budi, "Perbaiki.")
    page = client.get(f"{LIST}{submitted.pk}/change/").content.decode()
    assert "With ani since" in page
    assert "overdue</b>" not in page


# --- Who ---


def test_a_draft_is_with_its_author_since_it_was_begun(draft, ani):
    edited(draft, ani, "Judul baru")
    assert who(draft) == (ani, draft.revisions.last().at)


def test_it_is_with_whoever_worked_on_it_last_since_they_began(draft, ani, budi):
    edited(draft, budi, "Judul Budi")
    begun = draft.revisions.first().at
    edited(draft, budi, "Judul Budi lagi")
    assert who(draft) == (budi, begun)


def test_what_is_submitted_waits_for_any_approver_since_then_whatever_is_edited(submitted, ani):
    since = at(submitted, "submit")
    edited(submitted, ani, "Judul baru")
    assert who(submitted) == (None, since)


def test_what_is_sent_back_is_with_whoever_submitted_it(submitted, ani, budi):
    edited(submitted, budi, "Koma dibetulkan")
    submitted.send_back(budi, "Perbaiki.")
    since = at(submitted, "send_back")
    assert who(submitted) == (ani, since)
    edited(submitted, ani, "Judul baru")
    assert who(submitted) == (ani, since)


def test_what_is_sent_back_and_taken_up_by_another_is_with_them(submitted, budi):
    submitted.send_back(budi, "Saya betulkan sendiri.")
    edited(submitted, budi, "Judul Budi")
    assert who(submitted) == (budi, submitted.revisions.first().at)


def test_a_cancelled_publication_comes_back_to_whoever_submitted_it(submitted, ani, budi):
    tomorrow = timezone.now() + datetime.timedelta(days=1)
    submitted.approve(budi, submitted.revision, tomorrow)
    assert who(submitted) is None
    submitted.cancel(budi, "Acara batal.")
    assert who(submitted) == (ani, at(submitted, "cancel"))


def test_a_correction_is_with_whoever_opened_it(published, budi):
    published.correct(budi)
    assert who(published) == (budi, at(published, "correct"))


@pytest.mark.parametrize("end", ["discard", "withdraw"])
def test_nobody_has_what_is_discarded_or_withdrawn(request, end, ani, budi):
    if end == "discard":
        release = request.getfixturevalue("draft")
        release.discard(ani)
    else:
        release = request.getfixturevalue("published")
        release.withdraw(budi, "Keliru.")
    assert who(release) is None


# --- Since when ---


@pytest.mark.parametrize(
    ("hours", "said"), [(0, "since today at"), (48, "day at"), (24 * 9, r"since \d+ \w+ \d{4}, ")]
)
def test_a_moment_is_told_as_people_say_it(
    client, submitted, budi, english, hours_later, hours, said
):
    hours_later(hours)
    client.force_login(budi)
    assert re.search(said, client.get(LIST).content.decode().partition("Waiting for")[2][:60])


# --- Overdue ---


@pytest.mark.parametrize(("limit", "late"), [(24, True), (26, False), (None, False)])
def test_it_is_overdue_after_the_hours_of_its_agency(submitted, hours_later, limit, late):
    submitted.agency.review_hours = limit
    submitted.agency.save()
    hours_later(25)
    assert now_held(submitted).overdue == late
    assert Release.objects.overdue().exists() == late


def test_each_agency_has_its_own_hours(client, office, clinic, ani, budi, citra, boss, hours_later):
    office.review_hours, clinic.review_hours = 8, 48
    office.save()
    clinic.save()
    ours, theirs = written(office, ani), written(clinic, citra)
    ours.submit(ani)
    theirs.submit(citra)
    hours_later(25)
    assert listed(client, boss, review="overdue") == [ours]
    assert listed(client, citra, review="overdue") == []
    assert listed(client, budi, review="overdue") == [ours]


def test_only_what_waits_for_review_is_overdue(client, draft, published, ani, hours_later):
    hours_later(1000)
    assert listed(client, ani, review="overdue") == []


def test_submitting_anew_begins_anew(submitted, ani, budi, hours_later):
    submitted.send_back(budi, "Perbaiki.")
    rewritten(submitted, ani, title="Judul baru")
    first, second = submitted.revisions.filter(action="submit").order_by("position")
    assert now_held(submitted).since == second.at > first.at


@pytest.mark.parametrize("nonsense", ["x", "\x00", "1"])
def test_nonsense_for_the_filter_shows_all_or_leads_back(client, draft, ani, nonsense):
    client.force_login(ani)
    assert client.get(LIST, {"review": nonsense}).status_code in (200, 302)


def test_a_registrar_sets_the_hours(client, office, dewi):
    client.force_login(dewi)
    page = client.get(f"/en/admin/agencies/agency/{office.pk}/change/")
    assert "review_hours" in page.context["adminform"].form.fields


# --- The list ---


def asked(client, user, django_assert_max_num_queries):
    client.force_login(user)
    with django_assert_max_num_queries(50) as queries:
        client.get(LIST)
    return len(queries)


def test_the_list_asks_no_more_for_many_rows(
    client, office, sequence, ani, budi, django_assert_max_num_queries
):
    def some(count):
        for nth in range(count):
            release = written(office, ani, title=f"Kabar {nth}")
            release.submit(ani)
            if nth % 2:
                release.send_back(budi, "Perbaiki.")

    some(2)
    few = asked(client, budi, django_assert_max_num_queries)
    some(10)
    assert asked(client, budi, django_assert_max_num_queries) == few
