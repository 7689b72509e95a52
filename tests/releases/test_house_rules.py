"""An agency takes a check as error, warning or advice, or switches it off."""

import pytest
from django.utils.html import escape

from agencies.models import Agency, Membership
from agencies.roles import Role
from releases.checks.examining import RULES
from releases.checks.rule import Level
from releases.errors import NotReady
from releases.models import HouseRule
from tests.cast import person, written

DESK = "/en/admin/releases/houserule/"

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def faulty(office, sequence, ani):
    """A release that was submitted though its headline is still to be filled in: an error."""
    release = written(office, ani, title="TBD")
    release.submit(ani)
    return release


@pytest.fixture
def registrar(client, dewi):
    """Dewi's browser."""
    client.force_login(dewi)
    return client


@pytest.fixture
def theirs(clinic) -> HouseRule:
    """A rule of the other agency."""
    return HouseRule.objects.create(agency=clinic, rule="nik", level=Level.OFF)


def add(client, agency, rule="placeholder", level="warning"):
    return client.post(f"{DESK}add/", {"agency": agency.pk, "rule": rule, "level": level})


def change_page(house_rule) -> str:
    return f"{DESK}{house_rule.pk}/change/"


def errors(response) -> dict:
    return response.context["adminform"].form.errors


def test_it_works(registrar, office, faulty, budi):
    with pytest.raises(NotReady, match="“TBD” is still to be filled in"):
        faulty.approve(budi, faulty.revision)
    assert add(registrar, office).status_code == 302
    assert faulty.approve(budi, faulty.revision).title == "TBD"


def test_a_warning_that_is_made_an_error_stands_in_the_way(registrar, office, submitted, budi):
    submitted.contacts.clear()
    add(registrar, office, "contact", "error")
    with pytest.raises(NotReady, match="It has no contact"):
        submitted.approve(budi, submitted.revision)


def test_the_nearest_agency_decides(office, faulty, budi):
    office.parent = Agency.objects.create(name="Provinsi Uji", short_name="Prov", slug="prov")
    office.save()
    HouseRule.objects.create(agency=office.parent, rule="placeholder", level=Level.OFF)
    HouseRule.objects.create(agency=office, rule="placeholder", level=Level.ERROR)
    with pytest.raises(NotReady):
        faulty.approve(budi, faulty.revision)
    HouseRule.objects.get(agency=office).delete()
    assert faulty.approve(budi, faulty.revision)


def test_deleting_it_returns_to_the_default(registrar, office, faulty, budi):
    add(registrar, office)
    rule = HouseRule.objects.get()
    assert registrar.post(f"{DESK}{rule.pk}/delete/", {"post": "yes"}).status_code == 302
    with pytest.raises(NotReady):
        faulty.approve(budi, faulty.revision)


def test_the_form_lists_every_check_with_its_reason_and_default(registrar):
    page = registrar.get(f"{DESK}add/").content.decode()
    for rule in RULES:
        said = f"<b>{rule.name}</b> {escape(rule.reason)} By default: {rule.level.label}."
        assert f'value="{rule.code}"' in page
        assert said in page


def test_the_only_agency_is_chosen_already(registrar, office, dewi, clinic):
    assert registrar.get(f"{DESK}add/").context["adminform"].form.initial["agency"] == office.pk
    Membership.objects.create(user=dewi, agency=clinic, role=Role.REGISTRAR)
    assert "agency" not in registrar.get(f"{DESK}add/").context["adminform"].form.initial


def test_the_list_calls_checks_by_their_names(registrar, office):
    add(registrar, office)
    HouseRule.objects.create(agency=office, rule="gone", level=Level.OFF)
    page = registrar.get(DESK).content.decode()
    name = next(str(rule.name) for rule in RULES if rule.code == "placeholder")
    assert name in page
    assert "gone" in page


def test_one_for_a_check_that_is_no_more_can_be_deleted(registrar, office):
    rule = HouseRule.objects.create(agency=office, rule="gone", level=Level.OFF)
    assert registrar.get(change_page(rule)).status_code == 200
    assert registrar.post(f"{DESK}{rule.pk}/delete/", {"post": "yes"}).status_code == 302
    assert not HouseRule.objects.exists()


# --- What is refused ---


def test_a_check_is_set_once_an_agency(registrar, office):
    add(registrar, office)
    refused = errors(add(registrar, office, level="off"))
    assert refused == {"__all__": ["The agency has set this check already."]}


def test_two_agencies_may_set_the_same_check(registrar, office, theirs):
    assert add(registrar, office, "nik").status_code == 302
    assert HouseRule.objects.filter(rule="nik").count() == 2


@pytest.mark.parametrize("rule", ["gone", "", "x" * 41, "\0"])
def test_an_unknown_check_is_refused(registrar, office, rule):
    assert errors(add(registrar, office, rule)).keys() == {"rule"}


@pytest.mark.parametrize("level", ["fatal", "", "\0"])
def test_an_unknown_level_is_refused(registrar, office, level):
    assert errors(add(registrar, office, level=level)).keys() == {"level"}


def test_another_agency_cannot_be_chosen(registrar, office, clinic):
    assert errors(add(registrar, clinic)).keys() == {"agency"}


def test_another_agencys_are_neither_seen_nor_changed(registrar, office, theirs):
    assert list(registrar.get(DESK).context["cl"].result_list) == []
    typed = {"agency": office.pk, "rule": "nik", "level": "error"}
    assert registrar.post(change_page(theirs), typed).headers["Location"] == "/en/admin/"
    registrar.post(f"{DESK}{theirs.pk}/delete/", {"post": "yes"})
    theirs.refresh_from_db()
    assert theirs.level == Level.OFF


def test_authors_see_and_do_not_change(client, office, ani):
    rule = HouseRule.objects.create(agency=office, rule="nik", level=Level.OFF)
    client.force_login(ani)
    assert client.get(change_page(rule)).status_code == 200
    assert add(client, office).status_code == 403
    assert client.post(change_page(rule), {"level": "error"}).status_code == 403
    assert client.post(f"{DESK}{rule.pk}/delete/", {"post": "yes"}).status_code == 403


def test_an_author_who_manages_elsewhere_deletes_only_there(client, office, ani, theirs):
    Membership.objects.create(user=ani, agency=theirs.agency, role=Role.REGISTRAR)
    ours = HouseRule.objects.create(agency=office, rule="nik", level=Level.OFF)
    client.force_login(ani)
    chosen = {"action": "delete_selected", "_selected_action": [ours.pk, theirs.pk], "post": "yes"}
    client.post(DESK, chosen)
    assert HouseRule.objects.filter(pk=ours.pk).exists()


def test_staff_of_no_agency_see_nothing(client, theirs):
    client.force_login(person("eko"))
    assert client.get(DESK).status_code == 403
    assert client.get(change_page(theirs)).status_code == 403


@pytest.mark.parametrize("value", ["%00", "x" * 3000, "%F0%9F%A6%86", "abc"])
def test_whatever_an_address_asks_for_is_no_error(registrar, office, value):
    for asked in ("?q=", "?agency=", "add/?agency=", "add/?rule="):
        assert registrar.get(f"{DESK}{asked}{value}", follow=True).status_code == 200
