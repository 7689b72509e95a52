"""A joint release takes one number from each agency's sequence, and stands with all of them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from agencies.models import Membership
from agencies.roles import Role
from numbering import counters
from numbering.models import Number, Sequence
from releases.errors import NotReady
from releases.models import Release
from releases.voiding import void
from tests.cast import issued, written

pytestmark = pytest.mark.usefixtures("english")

BOTH = ["1158/SP-HMS/03/2020", "001/SP/III/2020"]


@pytest.fixture
def health(clinic) -> Sequence:
    return clinic.sequences.get()


@pytest.fixture
def approver(budi, clinic):
    """Budi, who approves in both offices."""
    Membership.objects.create(user=budi, agency=clinic, role=Role.APPROVER)
    return budi


def submitted_jointly(agency, by, *partners: Sequence, **fields) -> Release:
    release = written(agency, by, **fields)
    release.joint_with.set(partners)
    release.record(by)
    release.submit(by)
    return release


@pytest.fixture
def joint(office, sequence, health, ani) -> Release:
    return submitted_jointly(office, ani, health)


@pytest.fixture
def taken_back(joint, approver) -> Release:
    """It took its numbers, and its publication was cancelled."""
    joint.approve(approver, joint.revision, timezone.now() + timedelta(days=1))
    joint.cancel(approver, "Acara ditunda.")
    return joint


def test_it_works(joint, approver, office, clinic):
    edition = joint.approve(approver, joint.revision)
    assert edition.numbers == joint.number_texts() == BOTH
    assert [number.agency for number in Number.objects.order_by("pk")] == [office, clinic]
    assert not Number.objects.filter(releases=None).exists()


def test_its_sheet_bears_the_letterheads_of_all(client, joint, approver):
    edition = joint.approve(approver, joint.revision)
    assert [partner["name"] for partner in edition.joint_with] == ["Dinas Sehat"]
    sheet = client.get(edition.get_absolute_url()).content.decode()
    for words in ("DINAS KABAR", "DINAS SEHAT", *BOTH):
        assert words in sheet


@pytest.mark.parametrize("agency", ["diskabar", "dinsehat"])
def test_it_stands_on_the_page_of_each_agency(client, joint, approver, agency):
    edition = joint.approve(approver, joint.revision)
    page = client.get(f"/agencies/{agency}/")
    assert list(page.context["object_list"]) == [edition]


@pytest.mark.parametrize("number", [*BOTH, "1-sp-3-2020"])
def test_each_of_its_numbers_leads_to_it(client, joint, approver, number):
    edition = joint.approve(approver, joint.revision)
    assert client.get(f"/number/{number}")["Location"] == edition.get_absolute_url()


def test_its_counters_go_on(joint, approver, office, clinic, ani, boss):
    joint.approve(approver, joint.revision)
    assert issued(office, ani, approver, title="Lain").number_texts() == ["1159/SP-HMS/03/2020"]
    assert issued(clinic, boss, approver, title="Lagi").number_texts() == ["002/SP/III/2020"]


def test_a_partners_approver_is_needed(joint, budi):
    with pytest.raises(NotReady, match="number of Dinas Sehat as well"):
        joint.approve(budi, joint.revision)
    assert not Number.objects.exists()


def test_a_partner_needs_a_letterhead(joint, approver, clinic):
    clinic.letterheads.all().delete()
    with pytest.raises(NotReady, match="Dinas Sehat has no letterhead"):
        joint.approve(approver, joint.revision)
    assert not Number.objects.exists()


def test_opposite_orders_lock_the_same(
    office, clinic, sequence, health, ani, approver, boss, monkeypatch
):
    locked = []
    take = counters.take

    def watched(sequence, *arguments, **more):
        locked.append(sequence.pk)
        return take(sequence, *arguments, **more)

    monkeypatch.setattr(counters, "take", watched)
    ours = submitted_jointly(office, ani, health, title="Kami")
    theirs = submitted_jointly(clinic, boss, sequence, title="Mereka")
    ours.approve(approver, ours.revision)
    theirs.approve(approver, theirs.revision)
    assert locked == sorted([sequence.pk, health.pk]) * 2
    assert theirs.number_texts() == ["002/SP/III/2020", "1159/SP-HMS/03/2020"]


def test_it_keeps_both_numbers_when_it_is_approved_again(taken_back, ani, approver):
    taken_back.submit(ani)
    assert taken_back.approve(approver, taken_back.revision).numbers == BOTH
    assert Number.objects.count() == 2


@pytest.mark.parametrize(
    ("voided", "numbers"),
    [
        (BOTH[0], ["1159/SP-HMS/03/2020", BOTH[1]]),
        (BOTH[1], [BOTH[0], "002/SP/III/2020"]),
    ],
)
def test_where_one_was_voided_only_that_is_taken_anew(
    taken_back, ani, approver, boss, voided, numbers
):
    void(Number.objects.get(text=voided), "Salah agenda.", boss)
    taken_back.submit(ani)
    assert taken_back.approve(approver, taken_back.revision).numbers == numbers


def test_a_partner_that_left_does_not_stand_on_the_sheet_with_its_number(taken_back, ani, approver):
    taken_back.joint_with.clear()
    taken_back.record(ani)
    taken_back.submit(ani)
    with pytest.raises(NotReady, match="001/SP/III/2020"):
        taken_back.approve(approver, taken_back.revision)


def test_a_partner_that_left_and_voided_its_number_does_not_list_it(
    client, taken_back, ani, approver, boss
):
    void(Number.objects.get(text=BOTH[1]), "Tidak ikut.", boss)
    taken_back.refresh_from_db()
    taken_back.joint_with.clear()
    taken_back.record(ani)
    taken_back.submit(ani)
    assert taken_back.approve(approver, taken_back.revision).numbers == [BOTH[0]]
    assert not client.get("/agencies/dinsehat/").context["object_list"]


def test_joint_with_the_sequence_it_draws_from_no_number_is_lost(
    office, clinic, sequence, health, ani, approver
):
    health.shared_with.add(office)
    release = submitted_jointly(office, ani, health, sequence=health)
    try:
        release.approve(approver, release.revision)
    except NotReady:
        assert not Number.objects.exists()
    assert not Number.objects.filter(releases=None).exists()
