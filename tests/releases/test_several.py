"""Several releases are submitted, or put under topics, at once: each as if alone."""

import pytest
from django.contrib.messages import get_messages

from releases.admin import several
from releases.models import State, Topic
from tests.cast import issued, person, written

LIST = "/en/admin/releases/release/"


@pytest.fixture
def drafts(office, sequence, ani):
    return [written(office, ani, title=f"Taman {nth}") for nth in ("satu", "dua", "tiga")]


@pytest.fixture
def parks(db) -> Topic:
    return Topic.objects.create(name="Taman", name_en="Parks", slug="taman")


@pytest.fixture
def roads(db) -> Topic:
    return Topic.objects.create(name="Jalan", name_en="Roads", slug="jalan")


def page(name, *releases) -> str:
    return f"{LIST}several/{name}/?ids={','.join(str(release.pk) for release in releases)}"


def do(client, user, name, *releases, **typed):
    client.force_login(user)
    client.cookies.pop("messages", None)  # of what was done before
    return client.post(page(name, *releases), typed)


def told(response) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def states(releases) -> list[str]:
    for release in releases:
        release.refresh_from_db()
    return [release.state for release in releases]


def topics_of(release) -> set[str]:
    return set(release.topics.values_list("slug", flat=True))


def test_it_works(client, ani, drafts):
    client.force_login(ani)
    ticked = {"action": "submit", "_selected_action": [one.pk for one in drafts]}
    asked = client.post(f"{LIST}?q=taman", ticked)
    confirming = client.get(asked["Location"]).content.decode()
    assert all(one.title in confirming for one in drafts)
    assert states(drafts) == [State.DRAFT] * 3
    answer = client.post(asked["Location"], {"note": "Mohon diperiksa."})
    assert answer["Location"] == f"{LIST}?q=taman"
    assert told(answer) == ["3 releases were submitted."]
    assert states(drafts) == [State.SUBMITTED] * 3
    assert {one.submitted_by for one in drafts} == {ani}
    assert drafts[0].revisions.first().note == "Mohon diperiksa."


def test_what_is_refused_is_named_with_its_reason_and_the_rest_is_done(client, ani, drafts):
    empty = drafts[1]
    empty.body = ""
    empty.record(ani)
    answer = do(client, ani, "submit", *drafts)
    assert told(answer) == ["2 releases were submitted."]
    body = answer.content.decode()
    assert "1 was refused" in body
    assert f"{empty.title}</a>: Write the body before you submit." in body
    assert states(drafts) == [State.SUBMITTED, State.DRAFT, State.SUBMITTED]


def test_doing_it_again_changes_nothing(client, ani, drafts):
    do(client, ani, "submit", *drafts)
    before = [one.revisions.count() for one in drafts]
    answer = do(client, ani, "submit", *drafts)
    assert answer.content.decode().count("</a>: It is submitted.") == 3
    assert told(answer) == []
    assert [one.revisions.count() for one in drafts] == before


# --- Topics ---


def test_topics_are_added_as_a_revision_like_any_other(client, ani, budi, drafts, parks, roads):
    drafts[0].classify(ani, add=[roads])
    answer = do(client, budi, "add-topics", *drafts, topics=[parks.slug])
    assert told(answer) == ["3 releases have these topics now."]
    assert [topics_of(one) for one in drafts] == [{"taman", "jalan"}, {"taman"}, {"taman"}]
    last = drafts[1].revisions.first()
    assert (last.by, last.action, last.changed) == (budi, "edit", ["topics"])
    drafts[1].refresh_from_db()
    assert (drafts[1].edited_by, drafts[1].revision) == (budi, 2)


def test_topics_are_removed(client, ani, drafts, parks, roads):
    for release in drafts[:2]:
        release.classify(ani, add=[parks, roads])
    answer = do(client, ani, "remove-topics", *drafts, topics=[parks.slug])
    assert told(answer) == ["3 releases do not have these topics any more."]
    assert [topics_of(one) for one in drafts] == [{"jalan"}, {"jalan"}, set()]


def test_what_changes_nothing_leaves_no_revision(client, ani, drafts, parks):
    for _time in range(2):
        do(client, ani, "add-topics", *drafts, topics=[parks.slug])
    assert [one.revisions.count() for one in drafts] == [2, 2, 2]


def test_whoever_adds_a_topic_to_what_is_submitted_does_not_approve_it(
    client, budi, submitted, parks
):
    assert "not approved by whoever changed it last" in client_page(
        client, budi, "add-topics", submitted
    )
    do(client, budi, "add-topics", submitted, topics=[parks.slug])
    submitted.refresh_from_db()
    assert submitted.edited_by == budi


def client_page(client, user, name, *releases) -> str:
    client.force_login(user)
    return client.get(page(name, *releases)).content.decode()


@pytest.mark.parametrize("name", ["add-topics", "remove-topics"])
def test_what_is_approved_keeps_its_topics(client, ani, budi, drafts, parks, name):
    sealed = drafts[0]
    sealed.classify(ani, add=[parks])
    sealed.submit(ani)
    sealed.approve(budi, sealed.revision)
    before = sealed.revisions.count()
    drafts[1].classify(ani, add=[parks])
    body = do(client, ani, name, *drafts, topics=[parks.slug]).content.decode()
    assert f"{sealed.title}</a>: It is public." in body
    assert topics_of(sealed) == {"taman"}
    assert sealed.revisions.count() == before


def test_only_topics_that_are_there_are_offered_to_be_removed(client, ani, drafts, parks, roads):
    drafts[0].classify(ani, add=[roads])
    body = client_page(client, ani, "remove-topics", *drafts)
    assert "Roads" in body
    assert "Parks" not in body
    assert "There is no topic to choose." in client_page(client, ani, "remove-topics", drafts[1])


def test_a_merged_topic_is_not_offered(client, ani, drafts, parks, roads):
    parks.merge_into(roads)
    assert "Parks" not in client_page(client, ani, "add-topics", *drafts)
    answer = do(client, ani, "add-topics", *drafts, topics=[parks.slug])
    assert "not one of the available choices" in answer.content.decode()


@pytest.mark.parametrize("typed", [{}, {"topics": "abc"}, {"topics": "9" * 40}, {"topics": "\0"}])
def test_without_a_topic_nothing_is_done(client, ani, drafts, parks, typed):
    answer = do(client, ani, "add-topics", *drafts, **typed)
    assert 'class="errorlist"' in answer.content.decode()
    assert [one.revisions.count() for one in drafts] == [1, 1, 1]


# --- Who may ---


@pytest.mark.parametrize("name", several.FORMS)
def test_another_agency_does_nothing(client, citra, clinic, drafts, parks, name):
    assert do(client, citra, name, *drafts, topics=[parks.slug]).status_code == 404
    own = written(clinic, citra, title="Imunisasi")
    own.topics.add(parks)
    own.record(citra)
    body = client_page(client, citra, name, *drafts, own)
    assert "1 release was chosen" in body
    assert drafts[0].title not in body
    do(client, citra, name, *drafts, own, topics=[parks.slug])
    assert states(drafts) == [State.DRAFT] * 3
    assert topics_of(drafts[0]) == set()


@pytest.mark.parametrize("name", several.FORMS)
def test_a_registrar_may_only_look(client, dewi, drafts, parks, name):
    assert do(client, dewi, name, *drafts, topics=[parks.slug]).status_code == 403
    assert states(drafts) == [State.DRAFT] * 3
    offered = client.get(LIST).content.decode()
    assert 'value="chosen_as_csv"' in offered
    assert 'value="submit"' not in offered
    assert 'value="add_topics"' not in offered


def test_whoever_writes_elsewhere_but_only_looks_here_is_refused(client, dewi, clinic, drafts):
    dewi.memberships.create(agency=clinic, role="author")
    body = do(client, dewi, "submit", *drafts).content.decode()
    assert body.count("Your role in this agency does not allow this.") == 3
    assert states(drafts) == [State.DRAFT] * 3


def test_a_person_without_a_role_is_refused(client, drafts):
    assert do(client, person("eko"), "submit", *drafts).status_code == 403


def test_there_is_nothing_else_to_do(client, ani, drafts):
    assert do(client, ani, "approve", *drafts).status_code == 404


# --- How many, and which ---


def test_no_more_at_once_than_somebody_waits_for(client, ani, drafts, monkeypatch):
    monkeypatch.setattr(several, "MOST", 2)
    client.force_login(ani)
    ticked = {"action": "submit", "_selected_action": [one.pk for one in drafts]}
    assert told(client.post(LIST, ticked)) == ["Choose at most 2 releases at once."]
    do(client, ani, "submit", *drafts)
    assert states(drafts).count(State.SUBMITTED) == 2


@pytest.mark.parametrize("ids", ["", "abc", ",", "-1", "9" * 40, "0", "１", "%00", "1%00", "1;2"])
def test_nonsense_finds_nothing(client, ani, drafts, ids):
    client.force_login(ani)
    assert client.get(f"{LIST}several/submit/?ids={ids}").status_code == 404


def test_back_leads_to_the_list_and_nowhere_else(client, ani, drafts):
    client.force_login(ani)
    address = f"{page('submit', *drafts)}&_changelist_filters=//evil.example"
    assert client.post(address)["Location"] == f"{LIST}?//evil.example"


def test_the_page_asks_as_often_for_many(
    client, ani, budi, office, sequence, django_assert_num_queries
):
    few = [issued(office, ani, budi, title=f"Taman {place}") for place in range(2)]
    many = few + [issued(office, ani, budi, title=f"Jalan {place}") for place in range(8)]
    client.force_login(ani)
    client.get(page("add-topics", *few))
    for chosen in (few, many):
        with django_assert_num_queries(13):
            client.get(page("add-topics", *chosen))
