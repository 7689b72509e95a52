"""A late release: its period is closed, and it takes a late number all the same."""

import pytest

from agencies.models import Membership
from agencies.roles import Role
from numbering.closing import close
from numbering.models import Number
from releases.errors import NotReady
from releases.models import Release
from tests.cast import issued, written

pytestmark = pytest.mark.usefixtures("english")

LATE = "2/SP-HMS/03/2020"


@pytest.fixture
def late(annual, office, ani, budi, dewi) -> Release:
    """A submitted release of 2020, whose book was closed at number 1."""
    issued(office, ani, budi)
    close(annual, "2020", dewi)
    release = written(office, ani, title="Menyusul")
    release.submit(ani)
    return release


@pytest.fixture
def registrar(budi, office):
    """Budi, who approves and keeps the register too."""
    Membership.objects.create(user=budi, agency=office, role=Role.REGISTRAR)
    return budi


def test_it_works(late, registrar):
    edition = late.approve(registrar, late.revision, late_reason="Ditandatangani menyusul")
    assert edition.numbers == [LATE]
    number = Number.objects.get(text=LATE)
    assert (number.late, number.reason) == (True, "Ditandatangani menyusul")


def test_a_registrar_may_reserve_its_number_for_whoever_approves(late, reserve, ani, budi):
    late.send_back(budi, "Tunggu nomor.")
    late.reservation = reserve(late=True)
    late.save()
    late.record(ani)
    late.submit(ani)
    assert late.approve(budi, late.revision).numbers == [LATE]


def test_without_a_reason_it_takes_none(late, registrar):
    with pytest.raises(NotReady, match="The book of 2020 is closed"):
        late.approve(registrar, late.revision)
    assert late.number_texts() == []


def test_whoever_only_approves_takes_none(late, budi):
    with pytest.raises(NotReady, match="Only a registrar"):
        late.approve(budi, late.revision, late_reason="Ditandatangani menyusul")
    assert not Number.objects.filter(text=LATE).exists()


def test_a_release_of_the_new_year_is_not_late(late, office, ani, budi):
    new = issued(office, ani, budi, title="Baru", date="2021-01-04")
    assert new.number_texts() == ["1/SP-HMS/01/2021"]
    assert not Number.objects.filter(late=True).exists()
