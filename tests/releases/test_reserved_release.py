"""A release takes the number that was reserved for it; its date may move within the period."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from numbering.models import Number, Sequence, State
from numbering.paper import enter_from_paper
from numbering.voiding import void
from releases import number_checks
from releases.checks import number_date
from releases.errors import NotReady
from releases.models import Release
from tests.cast import SPRING, issued, written

pytestmark = pytest.mark.usefixtures("english")

RESERVED, FOLLOWING = "1158/SP-HMS/03/2020", "1159/SP-HMS/03/2020"


@pytest.fixture
def number(reserve) -> Number:
    return reserve()


@pytest.fixture
def release(office, ani, number) -> Release:
    release = written(office, ani, reservation=number)
    release.submit(ani)
    return release


@pytest.fixture
def taken_back(submitted, budi) -> Release:
    """It took number 1158, and its publication was cancelled."""
    submitted.approve(budi, submitted.revision, timezone.now() + timedelta(days=1))
    submitted.cancel(budi, "Acara ditunda.")
    return submitted


def edited(release: Release, by, **changes) -> Release:
    """The release, changed and submitted once more."""
    for name, value in changes.items():
        setattr(release, name, value)
    release.save()
    release.record(by)
    release.submit(by)
    return release


def test_it_works(release, office, ani, budi, number):
    assert release.approve(budi, release.revision).numbers == [RESERVED]
    number.refresh_from_db()
    assert number.state == State.USED
    assert number.releases.get() == release
    assert issued(office, ani, budi, title="Lain").number_texts() == [FOLLOWING]


def test_releases_without_it_pass_it_by(number, office, ani, budi):
    assert issued(office, ani, budi).number_texts() == [FOLLOWING]


def test_it_keeps_it_when_it_is_approved_again(release, ani, budi):
    release.approve(budi, release.revision, timezone.now() + timedelta(days=1))
    release.cancel(budi, "Acara ditunda.")
    release.submit(ani)
    assert release.approve(budi, release.revision).numbers == [RESERVED]


def test_an_expired_one_is_refused(expired, office, ani, budi):
    release = written(office, ani, reservation=expired)
    release.submit(ani)
    with pytest.raises(NotReady, match=f"number {RESERVED} has expired"):
        release.approve(budi, release.revision)
    assert release.number_texts() == []


def test_a_void_one_is_refused(release, number, budi, dewi):
    void(number, "Acara batal.", dewi)
    with pytest.raises(NotReady, match=f"{RESERVED} is void by now"):
        release.approve(budi, release.revision)


def test_one_of_another_period_is_refused(annual, reserve, office, ani, budi):
    release = written(office, ani, reservation=reserve(), date="2021-01-02")
    release.submit(ani)
    with pytest.raises(NotReady, match="reserved for 2020"):
        release.approve(budi, release.revision)


def test_of_two_drafts_with_one_reservation_the_second_is_refused(
    release, number, office, ani, budi
):
    second = written(office, ani, title="Kedua", reservation=number)
    second.submit(ani)
    release.approve(budi, release.revision)
    with pytest.raises(NotReady, match=f"{RESERVED} is used by now"):
        second.approve(budi, second.revision)
    assert second.number_texts() == []


def test_one_of_another_agencys_sequence_is_refused(number, clinic, citra):
    with pytest.raises(ValidationError) as refused:
        written(clinic, citra, reservation=number)
    assert list(refused.value.message_dict) == ["reservation"]


def test_a_reserved_number_is_not_one_of_the_old_books(number, office, ani):
    with pytest.raises(ValidationError) as refused:
        written(office, ani, reservation=number, paper_numbers="1157/SP-HMS/03/2020")
    assert "reservation" in refused.value.message_dict


def test_a_reservation_that_says_another_month_is_told_before(number, office, ani):
    release = written(office, ani, reservation=number, date="2020-04-02")
    [said] = number_date.find(Release.objects.get(pk=release.pk))
    assert RESERVED in said
    assert "another day, month" in said


def test_one_that_another_agency_uses_does_not_make_it_the_first_ones_release(
    client, number, sequence, clinic, citra, boss
):
    sequence.shared_with.add(clinic)
    with suppress(ValidationError, NotReady):
        issued(clinic, citra, boss, reservation=number)
    assert not client.get("/agencies/diskabar/").context["object_list"]


# --- Numbers of paper, which stand in the register before their release does ---


def test_one_that_was_reserved_on_paper_is_used(sequence, office, ani, budi, dewi):
    [number] = enter_from_paper(
        sequence,
        [RESERVED],
        SPRING,
        dewi,
        reason="Listrik padam",
        owner=ani,
        expires_at=timezone.now() + timedelta(days=1),
    )
    assert issued(office, ani, budi, reservation=number).number_texts() == [RESERVED]


def test_one_that_went_out_on_paper_is_borne_by_the_release_that_is_read_in(
    sequence, office, ani, budi, dewi
):
    [number] = enter_from_paper(sequence, [RESERVED], SPRING, dewi, reason="Listrik padam")
    release = issued(office, ani, budi, paper_numbers="1158/sp-hms/III/2020")
    assert list(release.numbers.all()) == [number] == list(Number.objects.all())
    second = written(office, ani, title="Kedua", paper_numbers=RESERVED)
    second.submit(ani)
    with pytest.raises(NotReady, match="was taken here for another release"):
        second.approve(budi, second.revision)


# --- After it took its number ---


def test_inside_the_period_its_date_may_change_and_is_told(taken_back, ani, budi):
    assert not [*number_date.find(taken_back)]
    edited(taken_back, ani, date=date(2020, 4, 2))
    [said] = number_date.find(taken_back)
    assert RESERVED in said
    edition = taken_back.approve(budi, taken_back.revision)
    assert (edition.numbers, edition.date) == ([RESERVED], date(2020, 4, 2))


def test_across_the_period_its_date_may_not_change(annual, taken_back, ani, budi):
    edited(taken_back, ani, date=date(2021, 1, 2))
    with pytest.raises(NotReady, match=r"1/SP-HMS/03/2020, taken for 2020"):
        taken_back.approve(budi, taken_back.revision)
    assert Number.objects.count() == 1


def test_it_does_not_take_a_second_number_from_another_sequence(taken_back, office, ani, budi):
    other = Sequence.objects.create(
        agency=office, name="Pernyataan", code="pernyataan", pattern="{serial}/PN/{year}"
    )
    edited(taken_back, ani, sequence=other)
    with pytest.raises(NotReady, match=RESERVED):
        taken_back.approve(budi, taken_back.revision)
    assert Number.objects.count() == 1


@pytest.mark.parametrize("way", ["reservation", "addendum_to", "paper_numbers"])
def test_another_number_chosen_for_it_is_not_passed_over_in_silence(
    taken_back, reserve, office, ani, budi, way
):
    chosen = {
        "reservation": lambda: {"reservation": reserve()},
        "addendum_to": lambda: {
            "addendum_to": issued(office, ani, budi, title="Asal").numbers.get(),
            "suffix": "A",
        },
        "paper_numbers": lambda: {"paper_numbers": "900/SP-HMS/03/2020"},
    }[way]()
    edited(taken_back, ani, **chosen)
    assert number_checks.what_is_missing(taken_back) or [*number_date.find(taken_back)]
