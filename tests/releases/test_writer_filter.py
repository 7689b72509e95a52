"""The list is narrowed by who wrote, and names only people whose releases one may see."""

import pytest

from tests.cast import person, written

LIST = "/en/admin/releases/release/"


@pytest.fixture
def foreign(clinic, citra):
    return written(clinic, citra, title="Imunisasi")


def filters(client, user, **query):
    client.force_login(user)
    response = client.get(LIST, query)
    assert response.status_code == 200
    changelist = response.context["cl"]
    names = {str(spec.title): spec for spec in changelist.filter_specs}
    writers = names["writer"].lookup_choices if "writer" in names else []
    return [name for _pk, name in writers], list(changelist.result_list)


def test_it_works(client, ani, budi, office, draft):
    other = written(office, budi, title="Jalan baru")
    assert filters(client, ani) == (["ani", "budi"], [other, draft])
    assert filters(client, ani, writer=budi.pk) == (["ani", "budi"], [other])


def test_whoever_only_submitted_has_written_too(client, ani, budi, draft):
    draft.submit(budi)
    assert filters(client, ani, writer=budi.pk) == (["ani", "budi"], [draft])


def test_whoever_only_approved_has_not(client, budi, published):
    assert filters(client, budi)[0] == ["ani"]


def test_people_of_another_agency_are_not_named(client, ani, citra, draft, foreign):
    assert filters(client, ani)[0] == ["ani"]
    assert filters(client, citra) == (["citra"], [foreign])


def test_asking_for_them_all_the_same_tells_nothing(client, ani, citra, draft, foreign):
    assert filters(client, ani, writer=citra.pk) == (["ani"], [])
    nobody = person("eka")
    assert filters(client, ani, writer=nobody.pk) == (["ani"], [])


def test_whoever_may_see_all_sees_all(client, boss, draft, foreign):
    assert filters(client, boss)[0] == ["ani", "citra"]


@pytest.mark.parametrize("asked", ["abc", "-1", "9" * 40, "１", "1 or 1", "%"])
def test_nonsense_finds_nothing(client, ani, draft, asked):
    assert filters(client, ani, writer=asked)[1] == []


def test_how_many_each_has_written_can_be_shown(client, ani, draft):
    client.force_login(ani)
    page = client.get(LIST, {"_facets": "True"}).content.decode()
    assert "ani (1)" in page


@pytest.mark.parametrize("text", ["discarded", "disingkirkan"])
def test_discarded_ones_come_where_their_state_is_typed(client, ani, draft, text):
    draft.discard(ani)
    assert filters(client, ani, q=text)[1] == [draft]
    assert filters(client, ani, q="taman")[1] == []


@pytest.mark.parametrize("text", ["x" * 10_000, '"' * 999, "\0", "%_\\"])
def test_the_list_bears_anything_typed(client, ani, draft, text):
    client.force_login(ani)
    assert client.get(LIST, {"q": text}).status_code in (200, 302)


@pytest.mark.parametrize("rows", [2, 20])
def test_the_list_asks_as_often_for_many(
    client, ani, office, draft, rows, django_assert_num_queries
):
    for place in range(rows):
        written(office, ani, title=f"Taman {place}")
    client.force_login(ani)
    with django_assert_num_queries(16):
        client.get(LIST, {"q": "taman"})
