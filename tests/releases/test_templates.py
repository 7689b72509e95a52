"""A template: what the new releases of an agency begin with."""

import pytest

from agencies.models import Contact
from releases.models import ReleaseTemplate, Topic

DESK = "/en/admin/releases/releasetemplate/"
ADD_RELEASE = "/en/admin/releases/release/add/"

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def registrar(client, dewi):
    """Dewi's browser."""
    client.force_login(dewi)
    return client


@pytest.fixture
def health(db) -> Topic:
    return Topic.objects.create(name="Kesehatan", name_en="Health", slug="kesehatan")


@pytest.fixture
def template(office, health) -> ReleaseTemplate:
    template = ReleaseTemplate.objects.create(
        agency=office, genre="advisory", title="Undangan liputan: ", dateline="KOTA UJI"
    )
    template.topics.set([health])
    template.contacts.set(office.contacts.all())
    return template


def typed(agency, **changes) -> dict:
    return {"agency": agency.pk, "language": "id", "genre": "statement"} | changes


def add(client, agency, **changes):
    return client.post(f"{DESK}add/", typed(agency, **changes))


def begun(client, user) -> dict:
    """What the form of a new release begins with."""
    client.force_login(user)
    return client.get(ADD_RELEASE).context["adminform"].form.initial


def errors(response) -> dict:
    return response.context["adminform"].form.errors


def test_it_works(registrar, office, sequence, ani, health):
    rini = office.contacts.get()
    written = {"title": "Pernyataan  tentang ", "body": "Satu.\n\nDua.", "dateline": " KOTA UJI"}
    chosen = {"topics": [health.pk], "contacts": [rini.pk]}
    assert add(registrar, office, **written, **chosen).status_code == 302
    beginning = begun(registrar, ani)
    assert beginning["title"] == "Pernyataan tentang"
    assert beginning["body"] == "<p>Satu.</p>\n<p>Dua.</p>"
    assert (beginning["dateline"], beginning["genre"]) == ("KOTA UJI", "statement")
    assert (beginning["topics"], beginning["contacts"]) == ([health.pk], [rini.pk])


def test_the_form_of_a_release_shows_it(client, template, sequence, ani):
    client.force_login(ani)
    page = client.get(ADD_RELEASE).content.decode()
    assert "Undangan liputan:" in page
    assert '<option value="advisory" selected>' in page


def test_without_contacts_it_leaves_those_that_are_chosen_by_default(
    client, template, office, sequence, ani
):
    template.contacts.clear()
    desk = Contact.objects.create(agency=office, name="Meja piket", by_default=True)
    assert begun(client, ani)["contacts"] == [desk.pk]


def test_its_contacts_stand_in_the_place_of_those(client, template, office, sequence, ani):
    Contact.objects.create(agency=office, name="Meja piket", by_default=True)
    assert begun(client, ani)["contacts"] == list(template.contacts.values_list("pk", flat=True))


def test_a_change_of_it_changes_no_release(registrar, template, draft):
    address = f"{DESK}{template.pk}/change/"
    assert registrar.post(address, typed(template.agency, title="Lain")).status_code == 302
    draft.refresh_from_db()
    assert (draft.title, draft.revision) == ("Gubernur resmikan taman baca", 1)


def test_it_can_be_deleted(registrar, template):
    assert registrar.post(f"{DESK}{template.pk}/delete/", {"post": "yes"}).status_code == 302
    assert not ReleaseTemplate.objects.exists()


def test_a_topic_that_was_merged_meanwhile_becomes_the_other(registrar, template, health):
    welfare = Topic.objects.create(name="Kesejahteraan", name_en="Welfare", slug="kesejahteraan")
    health.merge_into(welfare)
    address = f"{DESK}{template.pk}/change/"
    changed = typed(template.agency, topics=[health.pk, welfare.pk])
    assert registrar.post(address, changed).status_code == 302
    assert list(template.topics.all()) == [welfare]


# --- What is refused ---


def test_there_is_one_a_language(registrar, template):
    refused = errors(add(registrar, template.agency))
    assert refused == {"__all__": ["The agency has a template in this language already."]}
    assert add(registrar, template.agency, language="en").status_code == 302


@pytest.mark.parametrize(
    "bad",
    [
        {"language": "xx"},
        {"genre": "poem"},
        {"title": "x" * 301},
        {"title": "\0"},
        {"body": "\0"},
        {"dateline": "x" * 101},
        {"topics": ["999999"]},
        {"topics": ["\0"]},
        {"contacts": ["abc"]},
    ],
    ids=str,
)
def test_what_is_wrong_is_said_at_its_field(registrar, office, bad):
    assert errors(add(registrar, office, **bad)).keys() == bad.keys()
    assert not ReleaseTemplate.objects.exists()


@pytest.mark.parametrize("value", ["%00", "abc", "9" * 30])
def test_whatever_an_address_asks_for_is_no_error(registrar, office, value):
    for name in ("agency", "topics", "contacts", "body", "language"):
        assert registrar.get(f"{DESK}add/?{name}={value}").status_code == 200


def test_scripts_do_not_come_in_by_it(registrar, office):
    add(registrar, office, body="<p onclick=x>Aman</p><script>alert(1)</script>")
    assert ReleaseTemplate.objects.get().body == "<p>Aman</p>"


def test_another_agency_and_its_contacts_cannot_be_chosen(registrar, office, clinic):
    doctor = Contact.objects.create(agency=clinic, name="Tono")
    assert errors(add(registrar, clinic)).keys() == {"agency"}
    assert errors(add(registrar, office, contacts=[doctor.pk])).keys() == {"contacts"}


def test_another_agencys_is_neither_seen_nor_changed(registrar, office, clinic):
    theirs = ReleaseTemplate.objects.create(agency=clinic, title="Klinik")
    assert list(registrar.get(DESK).context["cl"].result_list) == []
    registrar.post(f"{DESK}{theirs.pk}/change/", typed(office, title="Lain"))
    registrar.post(f"{DESK}{theirs.pk}/delete/", {"post": "yes"})
    theirs.refresh_from_db()
    assert theirs.title == "Klinik"


def test_authors_see_and_do_not_change(client, template, ani):
    client.force_login(ani)
    address = f"{DESK}{template.pk}/change/"
    assert client.get(address).status_code == 200
    assert client.post(address, typed(template.agency)).status_code == 403
    assert add(client, template.agency).status_code == 403
