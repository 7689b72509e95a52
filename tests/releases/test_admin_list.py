"""The desk's list: people see the releases and the register of their agencies, no others."""

import pytest

from tests.cast import person, written

LIST = "/en/admin/releases/release/"
REGISTER = "/en/admin/numbering/number/"


def shown(client, user, address=LIST, **query):
    client.force_login(user)
    response = client.get(address, query)
    assert response.status_code == 200
    return list(response.context["cl"].result_list)


def test_it_works(client, ani, draft):
    assert shown(client, ani) == [draft]


def test_another_agency_sees_no_release(client, citra, draft):
    assert shown(client, citra) == []


def test_another_agency_sees_no_number(client, budi, citra, published):
    assert [str(number) for number in shown(client, budi, REGISTER)] == ["1158/SP-HMS/03/2020"]
    assert shown(client, citra, REGISTER) == []


def test_another_agency_is_not_in_the_filter(client, citra, office):
    client.force_login(citra)
    assert office.short_name not in client.get(LIST).content.decode()


@pytest.mark.parametrize("page", ["change", "history", "delete", "move/approve"])
def test_another_agency_opens_no_page_of_a_release(client, citra, submitted, page):
    client.force_login(citra)
    response = client.get(f"{LIST}{submitted.pk}/{page}/", follow=True)
    assert submitted.title not in response.content.decode()
    assert response.status_code in (200, 403, 404)


def test_another_agency_moves_nothing(client, citra, submitted):
    client.force_login(citra)
    address = f"{LIST}{submitted.pk}/move/approve/"
    assert client.post(address, {"revision": submitted.revision}).status_code == 404
    submitted.refresh_from_db()
    assert submitted.state == "submitted"


def test_a_visitor_is_asked_to_sign_in(client, draft):
    assert client.get(LIST).status_code == 302


def test_a_person_without_a_role_sees_no_list(client, db):
    client.force_login(person("eka"))
    assert client.get(LIST).status_code == 403


@pytest.mark.parametrize("state", ["draft", "published"])
@pytest.mark.parametrize("who", ["budi", "boss"])
def test_nobody_deletes_a_release(client, request, who, state):
    release = request.getfixturevalue(state)
    client.force_login(request.getfixturevalue(who))
    address = f"{LIST}{release.pk}/delete/"
    assert client.get(address).status_code == 403
    assert client.post(address, {"post": "yes"}).status_code == 403
    release.refresh_from_db()


def test_there_is_no_action_that_deletes(client, boss, draft):
    client.force_login(boss)
    client.post(LIST, {"action": "delete_selected", "_selected_action": draft.pk, "post": "yes"})
    draft.refresh_from_db()
    assert "delete_selected" not in client.get(LIST).content.decode()


@pytest.mark.parametrize("page", ["change", "delete"])
def test_the_register_is_only_read(client, boss, published, page):
    client.force_login(boss)
    number = published.numbers.get()
    assert client.post(f"{REGISTER}{number.pk}/{page}/", {"text": "1"}).status_code == 403
    assert client.get(f"{REGISTER}add/").status_code == 403


def test_discarded_drafts_are_shown_only_when_asked_for(client, ani, draft):
    draft.discard(ani)
    assert shown(client, ani) == []
    assert shown(client, ani, state="discarded") == [draft]


@pytest.mark.parametrize("words", ["1158 sp hms", "1158-sp-hms-03-2020", "1158", "TAMAN baca"])
def test_a_search_finds_a_release(client, ani, published, office, words):
    written(office, ani, title="Jalan baru dibuka", body="<p>Sore ini.</p>")
    assert shown(client, ani, q=words) == [published]


@pytest.mark.parametrize("words", ["1159", "115", "rumah sakit", "9" * 5000])
def test_a_search_for_something_else_finds_nothing(client, ani, published, words):
    assert shown(client, ani, q=words) == []


def test_a_search_finds_a_number_of_the_old_books_before_approval(client, ani, office):
    paper = written(office, ani, paper_numbers="41/UJI/03/2020")
    assert shown(client, ani, q="41/UJI/03") == [paper]


@pytest.mark.parametrize("words", ["1158/sp-hms", "1158 SP HMS 03 2020", "1158"])
def test_a_search_finds_a_number_in_the_register(client, dewi, published, words):
    assert len(shown(client, dewi, REGISTER, q=words)) == 1


@pytest.mark.parametrize(
    "query",
    [
        {"agency__id__exact": "abc"},
        {"date__gte": "31/02/2020"},
        {"state": "unknown"},
        {"language__exact": "xx"},
        {"p": "abc"},
        {"o": "abc"},
        {"title__nothing": "x"},
        {"q": "\x00"},
        {"state": "\x00"},
        {"language__exact": "\x00"},
    ],
)
def test_a_bad_address_gives_no_error(client, ani, draft, query):
    client.force_login(ani)
    assert client.get(LIST, query).status_code in (200, 302)


@pytest.mark.parametrize(
    "query", [{"date__year": "abc"}, {"date__year": "99999"}, {"sequence__id__exact": "abc"}]
)
def test_a_bad_address_of_the_register_gives_no_error(client, ani, published, query):
    client.force_login(ani)
    assert client.get(REGISTER, query).status_code in (200, 302)


def test_the_register_offers_no_other_agencys_sequences(client, citra, published):
    client.force_login(citra)
    page = client.get(REGISTER).content.decode()
    assert "Siaran pers kesehatan" in page
    assert "Siaran pers<" not in page
