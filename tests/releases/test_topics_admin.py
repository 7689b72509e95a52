"""Topics at the desk: kept by whoever manages an agency, seen by all, merged and never deleted."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agencies.roles import Role
from releases.models import Release, Topic
from tests.cast import person, written

DESK = "/en/admin/releases/topic/"
ADD_RELEASE = "/en/admin/releases/release/add/"

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def health(db) -> Topic:
    return Topic.objects.create(name="Kesehatan", name_en="Health", slug="kesehatan")


@pytest.fixture
def vaccines(db) -> Topic:
    return Topic.objects.create(name="Vaksin", name_en="Vaccines", slug="vaksin")


@pytest.fixture
def registrar(client, dewi):
    """Dewi's browser."""
    client.force_login(dewi)
    return client


def merge_page(topic) -> str:
    return f"{DESK}{topic.pk}/merge/"


def merge(client, topic, other):
    return client.post(merge_page(topic), {"into": getattr(other, "pk", other)}, follow=True)


def test_it_works(registrar, health, vaccines):
    page = registrar.get(merge_page(vaccines)).content.decode()
    assert "“Vaccines” stands on 0 releases." in page
    response = merge(registrar, vaccines, health)
    assert "“Vaccines” was merged into “Health”." in response.content.decode()
    vaccines.refresh_from_db()
    assert vaccines.merged_into == health


def test_the_page_says_what_will_happen(registrar, health, vaccines, draft):
    draft.topics.set([health])
    page = registrar.get(merge_page(health)).content.decode()
    assert "“Health” stands on 1 release. It will be listed under the other topic" in page
    assert "This can’t be undone." in page


def test_the_only_topic_has_none_to_be_merged_into(registrar, health):
    page = registrar.get(merge_page(health)).content.decode()
    assert "There is no other topic that it could be merged into." in page


def test_the_history_tells_who_merged(registrar, health, vaccines):
    merge(registrar, vaccines, health)
    page = registrar.get(f"{DESK}{vaccines.pk}/history/").content.decode()
    assert "“Vaccines” was merged into “Health”." in page
    assert "dewi" in page


def test_the_list_shows_on_how_many_releases_each_stands(registrar, health, vaccines, draft):
    draft.topics.set([health])
    rows = registrar.get(DESK).context["cl"].result_list
    assert {topic.slug: topic.count for topic in rows} == {"kesehatan": 1, "vaksin": 0}


def test_the_list_asks_no_more_for_many(registrar, health, django_assert_num_queries):
    with CaptureQueriesContext(connection) as for_one:
        registrar.get(DESK)
    for place in range(30):
        Topic.objects.create(name=f"Topik {place}", name_en=f"Topic {place}", slug=f"t-{place}")
    with django_assert_num_queries(len(for_one)):
        registrar.get(DESK)


def test_one_is_added(registrar):
    typed = {"name": "Cuaca", "name_en": "Weather", "slug": "cuaca"}
    assert registrar.post(f"{DESK}add/", typed).status_code == 302
    assert Topic.objects.get().slug == "cuaca"


def test_its_address_stays(registrar, health):
    typed = {"name": "Kesehatan", "name_en": "Wellbeing", "slug": "lain"}
    assert registrar.post(f"{DESK}{health.pk}/change/", typed).status_code == 302
    health.refresh_from_db()
    assert (health.name_en, health.slug) == ("Wellbeing", "kesehatan")


@pytest.mark.parametrize(
    "bad",
    [
        {"name": "Kesehatan"},
        {"name_en": "Health"},
        {"slug": "kesehatan"},
        {"slug": "dua kata"},
        {"slug": "\0"},
        {"name": ""},
        {"name": "x" * 81},
        {"name": "\0"},
    ],
    ids=str,
)
def test_what_is_wrong_is_said_at_its_field(registrar, health, bad):
    typed = {"name": "Cuaca", "name_en": "Weather", "slug": "cuaca"} | bad
    form = registrar.post(f"{DESK}add/", typed).context["adminform"].form
    assert form.errors.keys() == bad.keys()
    assert Topic.objects.count() == 1


# --- Who may ---


def test_authors_see_and_do_not_change(client, ani, health):
    client.force_login(ani)
    assert "Kesehatan" in client.get(DESK).content.decode()
    page = client.get(f"{DESK}{health.pk}/change/")
    assert (page.status_code, page.context["has_change_permission"]) == (200, False)
    assert "Merge topic" not in page.content.decode()
    for address in (f"{DESK}add/", f"{DESK}{health.pk}/change/", merge_page(health)):
        assert client.post(address, {"name": "Lain"}).status_code == 403
    assert client.get(merge_page(health)).status_code == 403


def test_staff_of_no_agency_see_nothing(client, health):
    client.force_login(person("eko"))
    for address in (DESK, f"{DESK}{health.pk}/change/", merge_page(health)):
        assert client.get(address).status_code == 403
    assert DESK not in client.get("/en/admin/").content.decode()


def test_the_public_is_asked_to_sign_in(client, health, vaccines):
    assert "/login/" in merge(client, vaccines, health).redirect_chain[0][0]
    assert Topic.objects.standing().count() == 2


def test_a_registrar_of_any_agency_keeps_the_one_list(client, clinic, health):
    client.force_login(person("fajar", role=Role.REGISTRAR, agency=clinic))
    typed = {"name": "Kesehatan", "name_en": "Wellbeing"}
    assert client.post(f"{DESK}{health.pk}/change/", typed).status_code == 302


def test_nobody_deletes_one(client, boss, health):
    client.force_login(boss)
    assert client.post(f"{DESK}{health.pk}/delete/", {"post": "yes"}).status_code == 403
    chosen = {"action": "delete_selected", "_selected_action": [health.pk], "post": "yes"}
    client.post(DESK, chosen)
    assert Topic.objects.filter(pk=health.pk).exists()


# --- What is refused, in words ---


@pytest.mark.parametrize("other", ["", "abc", "999999", "9" * 30, "\0"])
def test_no_other_topic_is_refused(registrar, health, vaccines, other):
    assert merge(registrar, health, other).context["form"].errors.keys() == {"into"}


def test_itself_and_a_merged_one_are_not_to_be_chosen(registrar, health, vaccines):
    vaccines.merge_into(health)
    travel = Topic.objects.create(name="Perjalanan", name_en="Travel", slug="perjalanan")
    for other in (travel, vaccines):
        assert merge(registrar, travel, other).context["form"].errors.keys() == {"into"}


def test_merging_twice_says_into_what_it_was_merged(registrar, health, vaccines):
    merge(registrar, vaccines, health)
    said = merge(registrar, vaccines, health).content.decode()
    assert "“Vaccines” was merged into “Health” already." in said


def test_a_merge_that_comes_in_between_is_said(registrar, health, vaccines, monkeypatch):
    def too_late(topic, other):
        raise ValueError

    monkeypatch.setattr(Topic, "merge_into", too_late)
    said = merge(registrar, vaccines, health).content.decode()
    assert "One of the two was merged meanwhile." in said


@pytest.mark.parametrize("pk", ["999999", "9" * 30])
def test_a_topic_that_is_not_there_is_not_found(registrar, pk):
    assert registrar.get(f"{DESK}{pk}/merge/").status_code == 404


@pytest.mark.parametrize("asked", ["q=%00", "q=%F0%9F%A6%86", "o=x.y", "p=9999999", "unknown=1"])
def test_a_hostile_search_is_no_error(registrar, health, asked):
    assert registrar.get(f"{DESK}?{asked}", follow=True).status_code == 200


@pytest.mark.parametrize("asked", ["name=%00", "slug=%00", "merged_into=abc"])
def test_a_hostile_beginning_is_no_error(registrar, asked):
    assert registrar.get(f"{DESK}add/?{asked}").status_code == 200


def test_one_that_was_merged_is_only_read(registrar, health, vaccines):
    vaccines.merge_into(health)
    page = registrar.get(f"{DESK}{vaccines.pk}/change/")
    assert not page.context["has_change_permission"]
    assert "Health" in page.content.decode()


# --- In a release's form ---


def offered(client, address) -> list[str]:
    field = client.get(address).context["adminform"].form["topics"]
    return [str(choice[1]) for choice in field.field.choices]


def test_a_merged_one_is_not_offered(client, ani, sequence, health, vaccines):
    vaccines.merge_into(health)
    client.force_login(ani)
    assert offered(client, ADD_RELEASE) == ["Health"]


def test_a_form_that_was_open_while_its_topic_was_merged_is_saved_with_the_other(
    client, ani, office, sequence, health, vaccines
):
    client.force_login(ani)
    release = written(office, ani)
    release.topics.set([vaccines])
    address = reverse("admin:releases_release_change", args=[release.pk])
    form = client.get(address).context["adminform"].form
    typed = {field.html_name: field.value() for field in form if field.value() is not None}
    vaccines.merge_into(health)
    assert client.post(address, typed | {"topics": [vaccines.pk]}).status_code == 302
    assert list(Release.objects.get().topics.all()) == [health]
