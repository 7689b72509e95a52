"""Somebody has left: their account is closed and their drafts go to whom a superuser names."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.test import Client

from agencies.models import Agency, Membership
from agencies.roles import Role
from releases.errors import NotPermitted, NotReady
from releases.leaving import see_off
from releases.models import Release, WorkingCopy
from tests.cast import person, written

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def eka(office) -> User:
    return person("eka", role=Role.EDITOR, agency=office, first_name="Eka")


@pytest.fixture
def left(client, boss, ani):
    """Send the page on which Ani is seen off; the answer."""

    def sending(**typed):
        client.force_login(boss)
        return client.post(f"/en/admin/auth/user/{ani.pk}/left/", typed)

    return sending


def test_it_works(left, ani, office, draft, eka, boss):
    assert left(**{f"heir_{office.pk}": eka.pk}).status_code == 302
    ani.refresh_from_db()
    assert (ani.is_active, ani.is_staff) == (False, False)
    assert not ani.memberships.exists()
    draft.refresh_from_db()
    assert draft.edited_by == eka
    last = draft.revisions.first()
    assert (last.action, last.by, last.note) == ("hand_over", boss, "From ani to Eka.")
    assert last.changed == []


def test_the_page_shows_what_they_hold(client, boss, ani, office, draft, reserve):
    reserve()
    released = written(office, ani, title="Sudah diajukan")
    released.submit(ani)
    WorkingCopy.objects.create(
        by=ani, since=draft.created_at, seen_at=draft.created_at, typed="title=Belum+disimpan"
    )
    client.force_login(boss)
    text = client.get(f"/en/admin/auth/user/{ani.pk}/left/").content.decode()
    for held in (draft.title, "Sudah diajukan", "1158/SP-HMS/03/2020", "Belum disimpan", "Author"):
        assert held.lower() in text.lower(), held


def test_what_was_sent_back_is_handed_over_too(left, ani, office, submitted, budi, eka):
    submitted.send_back(budi, "Perbaiki nama.")
    left(**{f"heir_{office.pk}": eka.pk})
    submitted.refresh_from_db()
    assert (submitted.state, submitted.edited_by) == ("sent_back", eka)


def test_what_is_submitted_and_reserved_stays(left, ani, submitted, reserve):
    number = reserve()
    assert left().status_code == 302
    submitted.refresh_from_db()
    number.refresh_from_db()
    assert (submitted.state, submitted.edited_by) == ("submitted", ani)
    assert (number.state, number.owner) == ("reserved", ani)


def test_their_name_stays_in_the_history(left, ani, office, draft, eka):
    left(**{f"heir_{office.pk}": eka.pk})
    assert draft.revisions.last().by == ani


def test_they_are_signed_out_and_do_not_get_in_again(left, ani, office, draft, eka):
    theirs = Client()
    theirs.force_login(ani)
    assert theirs.get("/en/admin/").status_code == 200
    left(**{f"heir_{office.pk}": eka.pk})
    assert theirs.get("/en/admin/").status_code == 302
    User.objects.filter(pk=ani.pk).update(is_active=True, is_staff=True)
    assert theirs.get("/en/admin/").status_code == 302


def test_others_stay_signed_in(left, office, draft, eka):
    others = Client()
    others.force_login(eka)
    left(**{f"heir_{office.pk}": eka.pk})
    assert others.get("/en/admin/").status_code == 200


def test_the_roles_that_they_held_are_in_the_log(left, ani, office, draft, eka):
    left(**{f"heir_{office.pk}": eka.pk})
    assert "author (Dinas Kabar)" in LogEntry.objects.get().change_message


def test_each_agency_has_its_own_heir(left, ani, office, clinic, citra, draft, eka):
    Membership.objects.create(user=ani, agency=clinic, role=Role.AUTHOR)
    other = written(clinic, ani)
    left(**{f"heir_{office.pk}": eka.pk, f"heir_{clinic.pk}": citra.pk})
    assert [Release.objects.get(pk=one.pk).edited_by for one in (draft, other)] == [eka, citra]


def test_without_an_heir_it_is_refused_and_nothing_has_changed(left, ani, draft):
    text = left().content.decode()
    assert "Name somebody who may write in Dinas Kabar, to go on with its drafts." in text
    ani.refresh_from_db()
    assert ani.is_active
    assert ani.memberships.exists()


@pytest.mark.parametrize("heir", ["dewi", "citra", "ani"])
def test_who_may_not_write_there_is_no_heir(
    left, request, ani, office, draft, dewi, citra, boss, heir
):
    someone = request.getfixturevalue(heir)
    assert left(**{f"heir_{office.pk}": someone.pk}).status_code == 200
    with pytest.raises(NotReady, match="Name somebody who may write in Dinas Kabar"):
        see_off(ani, boss, {office.pk: someone})
    draft.refresh_from_db()
    assert draft.edited_by == ani


def test_who_writes_in_an_agency_above_is_an_heir(left, ani, office, draft):
    above = Agency.objects.create(name="Provinsi", short_name="Prov", slug="prov")
    office.parent = above
    office.save()
    fajar = person("fajar", role=Role.AUTHOR, agency=above)
    assert left(**{f"heir_{office.pk}": fajar.pk}).status_code == 302


def test_twice_changes_nothing_more(left, office, draft, eka):
    left(**{f"heir_{office.pk}": eka.pk})
    revisions = draft.revisions.count()
    assert left().status_code == 302
    assert draft.revisions.count() == revisions


def test_nobody_closes_their_own_account(client, boss):
    client.force_login(boss)
    text = client.post(f"/en/admin/auth/user/{boss.pk}/left/").content.decode()
    assert "You can’t close your own account." in text
    boss.refresh_from_db()
    assert boss.is_active


def test_it_is_for_superusers(client, budi, ani):
    client.force_login(budi)
    assert client.post(f"/en/admin/auth/user/{ani.pk}/left/").status_code == 403
    with pytest.raises(NotPermitted):
        see_off(ani, budi, {})


@pytest.mark.parametrize("heir", ["abc", "999999", "\x00", "-1"])
def test_an_heir_who_is_nobody_is_refused(left, office, draft, heir):
    assert left(**{f"heir_{office.pk}": heir}).status_code == 200


def test_many_drafts_do_not_mean_many_queries_to_look(
    client, boss, office, ani, django_assert_max_num_queries
):
    for nth in range(5):
        written(office, ani, title=f"Siaran {nth}")
    client.force_login(boss)
    with django_assert_max_num_queries(25):
        client.get(f"/en/admin/auth/user/{ani.pk}/left/")
