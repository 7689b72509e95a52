"""An addendum is a release of its own, with the number of another and a letter."""

import pytest
from django.core.exceptions import ValidationError

from numbering.allocation import allocate
from numbering.models import Number
from numbering.voiding import void
from releases import number_checks
from releases.errors import NotReady
from tests.cast import issued, written

pytestmark = pytest.mark.usefixtures("english")

ADDENDUM = "1158A/SP-HMS/03/2020"


@pytest.fixture
def original(published) -> Number:
    return published.numbers.get()


@pytest.fixture
def addendum(office, ani, original):
    release = written(office, ani, title="Ralat jam buka", addendum_to=original, suffix="A")
    release.submit(ani)
    return release


def test_it_works(addendum, office, ani, budi):
    assert addendum.approve(budi, addendum.revision).numbers == [ADDENDUM]
    assert issued(office, ani, budi, title="Lain").number_texts() == ["1159/SP-HMS/03/2020"]


def test_both_are_found_by_the_serial_and_each_by_its_own_number(client, addendum, budi, published):
    edition = addendum.approve(budi, addendum.revision)
    assert len(client.get("/number/1158").context["object_list"]) == 2
    assert client.get("/number/1158a")["Location"] == edition.get_absolute_url()
    original = published.editions.get()
    assert client.get("/number/1158/SP-HMS/03/2020")["Location"] == original.get_absolute_url()


def test_its_own_date_may_lie_in_another_month(original, office, ani, budi):
    release = written(
        office, ani, title="Ralat", addendum_to=original, suffix="A", date="2020-05-04"
    )
    assert number_checks.what_is_odd(release) == []
    release.submit(ani)
    assert release.approve(budi, release.revision).numbers == [ADDENDUM]


def test_its_own_date_may_lie_in_another_period(annual, office, ani, budi):
    original = issued(office, ani, budi).numbers.get()
    release = issued(
        office, ani, budi, title="Ralat", addendum_to=original, suffix="A", date="2021-01-04"
    )
    assert release.number_texts() == ["1A/SP-HMS/03/2020"]


def test_its_original_may_be_void_by_now(office, ani, budi, dewi, sequence):
    original = allocate(sequence, written(office, ani).date, budi, office)
    release = written(office, ani, title="Ralat", addendum_to=original, suffix="A")
    release.submit(ani)
    void(original, "Salah agenda.", dewi)
    with pytest.raises(NotReady, match="is not in use"):
        release.approve(budi, release.revision)
    assert release.number_texts() == []


def test_its_letter_may_be_taken_by_now(addendum, original, office, ani, budi):
    issued(office, ani, budi, title="Ralat lain", addendum_to=original, suffix="A")
    with pytest.raises(NotReady, match=f"{ADDENDUM} has been issued"):
        addendum.approve(budi, addendum.revision)


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"suffix": ""}, "suffix"),
        ({"addendum_to": None}, "suffix"),
        ({"suffix": "V"}, "suffix"),
        ({"suffix": "a"}, "suffix"),
        ({"paper_numbers": "900/SP-HMS/03/2020"}, "reservation"),
    ],
    ids=str,
)
def test_a_half_told_addendum_is_refused(original, office, ani, fields, wrong):
    with pytest.raises(ValidationError) as refused:
        written(office, ani, **({"addendum_to": original, "suffix": "A"} | fields))
    assert list(refused.value.message_dict) == [wrong]


def test_another_agency_adds_nothing_to_it(original, clinic, citra):
    with pytest.raises(ValidationError) as refused:
        written(clinic, citra, addendum_to=original, suffix="A")
    assert list(refused.value.message_dict) == ["addendum_to"]
