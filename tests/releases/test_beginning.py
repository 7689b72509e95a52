"""What a new release begins with, and which ways to begin are offered."""

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from agencies.models import Agency, Contact, Membership
from agencies.roles import Role
from releases.admin.beginning import initial, offered
from releases.models import ReleaseTemplate, Topic
from tests.cast import issued, written
from tests.releases.kin import rendered

ADD = "/en/admin/releases/release/add/"

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def both(ani, clinic):
    """Ani, who writes for both agencies."""
    Membership.objects.create(user=ani, agency=clinic, role=Role.AUTHOR)
    return ani


def begun(user, query: str = "") -> dict:
    return initial(user, QueryDict(query))


def ways(user, query: str = "") -> dict[str, str]:
    return {way.label: way.url.removeprefix(ADD) for way in offered(user, QueryDict(query))}


def template(agency, **fields) -> ReleaseTemplate:
    return ReleaseTemplate.objects.create(agency=agency, **fields)


def test_it_works(client, office, sequence, ani):
    template(office, title="Undangan: ")
    piket = Contact.objects.create(agency=office, name="Meja piket", by_default=True)
    client.force_login(ani)
    form = client.get(ADD).context["adminform"].form
    assert (form["agency"].value(), form["title"].value()) == (office.pk, "Undangan: ")
    assert form["contacts"].value() == [piket.pk]


def test_only_contacts_that_are_chosen_by_default_are_chosen(office, ani):
    assert begun(ani) == {"agency": office.pk, "contacts": []}


def test_who_writes_for_nobody_begins_with_nothing(office, dewi):
    assert begun(dewi, "agency=diskabar") == {}
    assert ways(dewi) == {}


# --- Several agencies ---


def test_who_writes_for_several_chooses_one(both, office, clinic):
    assert begun(both) == {}
    assert ways(both) == {
        "Begin for Diskabar": "?agency=diskabar",
        "Begin for Dinsehat": "?agency=dinsehat",
    }


def test_the_chosen_one_is_begun_for(both, office, clinic):
    template(clinic, title="Jadwal imunisasi")
    assert begun(both, "agency=dinsehat")["title"] == "Jadwal imunisasi"
    assert ways(both, "agency=dinsehat") == {"Begin for Diskabar": "?agency=diskabar"}


def test_an_agency_they_may_not_write_for_counts_as_not_asked(ani, office, clinic):
    template(clinic, title="Jadwal imunisasi")
    assert begun(ani, "agency=dinsehat") == {"agency": office.pk, "contacts": []}


def test_nor_one_that_is_closed(both, office, clinic):
    clinic.active = False
    clinic.save()
    assert begun(both, "agency=dinsehat")["agency"] == office.pk
    assert ways(both) == {}


def test_an_agency_below_ones_own_can_be_asked_for(ani, office, clinic):
    clinic.parent = office
    clinic.save()
    assert begun(ani)["agency"] == office.pk
    assert begun(ani, "agency=dinsehat")["agency"] == clinic.pk


def test_of_very_many_agencies_ten_are_offered(boss):
    for place in range(15):
        slug = f"dinas-{place}"
        agency = Agency.objects.create(name=f"Dinas {place}", short_name=slug, slug=slug)
        template(agency)
    assert len(ways(boss)) == 10
    assert begun(boss, "agency=dinas-9")["agency"]


# --- Several templates ---


def test_of_several_templates_the_indonesian_one_is_before_them(office, ani):
    template(office, language="en", title="Invitation")
    template(office, language="id", title="Undangan")
    assert begun(ani)["title"] == "Undangan"
    assert ways(ani) == {
        "Template in Indonesian": "?agency=diskabar&language=id",
        "Template in English": "?agency=diskabar&language=en",
    }
    chosen = begun(ani, "agency=diskabar&language=en")
    assert (chosen["title"], chosen["language"]) == ("Invitation", "en")


def test_a_single_template_is_not_offered_as_it_is_there(office, ani):
    template(office, language="en", title="Invitation")
    assert begun(ani)["title"] == "Invitation"
    assert ways(ani) == {}


# --- The last release ---

LAST = "agency=diskabar&from=last"


def test_the_last_release_is_offered(draft, ani):
    assert ways(ani) == {"Start from the last release: “Gubernur resmikan taman baca”": f"?{LAST}"}


def test_what_the_last_release_says_is_taken_over(client, office, sequence, clinic, ani):
    last = written(office, ani, summary="Ringkas.", genre="joint", language="en")
    last.sequence = sequence
    last.save()
    last.joint_with.set(clinic.sequences.all())
    last.contacts.set(office.contacts.all())
    topic = Topic.objects.create(name="Kota", name_en="City", slug="kota")
    last.topics.set([topic])
    assert begun(ani, LAST) == {
        "agency": office.pk,
        "sequence": sequence.pk,
        "language": "en",
        "genre": "joint",
        "title": "Gubernur resmikan taman baca",
        "summary": "Ringkas.",
        "dateline": "KOTA UJI",
        "body": "<p>Taman baca dibuka.</p>",
        "contacts": [office.contacts.get().pk],
        "topics": [topic.pk],
        "joint_with": [clinic.sequences.get().pk],
    }


def test_its_date_number_and_address_are_not(office, sequence, ani, budi, reserve):
    issued(office, ani, budi, paper_numbers="7/SP-HMS/01/2019", date="2019-01-05")
    begins = begun(ani, LAST)
    assert not {"date", "paper_numbers", "reservation", "addendum_to", "suffix"} & begins.keys()
    assert not {"uid", "path", "state", "numbers", "attachments"} & begins.keys()


def test_the_places_of_its_pictures_are_not(office, ani):
    written(office, ani, body="<p>Satu.</p><p>[foto 1]</p><p>Dua.</p>")
    assert begun(ani, LAST)["body"] == "<p>Satu.</p><p>Dua.</p>"


def test_a_translation_is_not_the_last_release(published, ani):
    rendered(published, ani)
    assert begun(ani, LAST)["language"] == "id"


def test_nor_is_one_that_was_discarded(draft, office, ani):
    written(office, ani, title="Salah ketik").discard(ani)
    assert begun(ani, LAST)["title"] == draft.title


def test_nor_one_of_another_agency(draft, clinic, citra, ani):
    written(clinic, citra, title="Jadwal imunisasi")
    assert begun(ani, LAST)["title"] == draft.title


def test_without_any_release_the_template_is_begun_with(office, ani):
    template(office, title="Undangan")
    assert begun(ani, LAST)["title"] == "Undangan"


# --- What the address may be ---


@pytest.mark.parametrize("value", ["%00", "a%00b", "x" * 5000, "%F0%9F%A6%86", "%FF", "", "'--"])
def test_whatever_the_address_asks_for_is_no_error(client, draft, ani, value):
    client.force_login(ani)
    for name in ("agency", "language", "from", "title", "joint_with"):
        response = client.get(f"{ADD}?agency=diskabar&{name}={value}")
        assert response.status_code == 200
        assert not response.context["adminform"].form["title"].value()


def test_the_form_asks_no_more_for_many_agencies(client, boss, ani, office, clinic, sequence):
    client.force_login(boss)
    client.get(ADD)
    with CaptureQueriesContext(connection) as for_few:
        client.get(f"{ADD}?{LAST}")
    for place in range(15):
        slug = f"dinas-{place}"
        agency = Agency.objects.create(name=f"Dinas {place}", short_name=slug, slug=slug)
        template(agency)
        template(agency, language="en")
        written(agency, ani)
        Contact.objects.create(agency=agency, name=slug, by_default=True)
    with CaptureQueriesContext(connection) as for_many:
        client.get(f"{ADD}?{LAST}")
    assert len(for_many) <= len(for_few)


def test_offering_asks_little(django_assert_max_num_queries, both, office, clinic, draft):
    with django_assert_max_num_queries(14):
        assert len(ways(both, LAST)) == 2
