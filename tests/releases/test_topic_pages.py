"""Topics for the public: what something public stands under, counted, and its ledger."""

import pytest

from releases.models import Topic
from tests.cast import issued, put_under, written


@pytest.fixture
def health(db) -> Topic:
    return Topic.objects.create(name="Kesehatan", name_en="Health", slug="kesehatan")


@pytest.fixture
def vaccines(db) -> Topic:
    return Topic.objects.create(name="Vaksin", name_en="Vaccines", slug="vaksin")


def about(topic, release):
    """Put a release that is public under a topic."""
    put_under(release, topic)
    return release


def listed(client, address="/topics/") -> list[tuple[str, int]]:
    return [(topic.slug, topic.count) for topic in client.get(address).context["object_list"]]


def test_it_works(client, office, sequence, ani, budi, health, vaccines):
    for title in ("Satu", "Dua"):
        about(vaccines, issued(office, ani, budi, title=title))
    about(health, issued(office, ani, budi, title="Tiga"))
    assert listed(client) == [("kesehatan", 1), ("vaksin", 2)]
    page = client.get("/en/topics/vaksin/")
    assert [edition.title for edition in page.context["object_list"]] == ["Dua", "Satu"]
    assert "<h1>Vaccines</h1>" in page.content.decode()


def test_one_that_only_a_draft_stands_under_is_not_there(client, draft, health):
    draft.topics.add(health)
    draft.record(draft.edited_by)
    assert listed(client) == []
    assert client.get("/topics/kesehatan/").status_code == 404


def test_a_merged_one_leads_on_to_what_it_became(client, published, health, vaccines):
    about(vaccines, published)
    vaccines.merge_into(health)
    for prefix in ("", "/en"):
        answer = client.get(f"{prefix}/topics/vaksin/")
        assert (answer.status_code, answer["Location"]) == (301, f"{prefix}/topics/kesehatan/")
    assert listed(client) == [("kesehatan", 1)]


def test_a_merged_one_that_leads_to_nothing_public_is_not_there(client, health, vaccines):
    vaccines.merge_into(health)
    assert client.get("/topics/vaksin/").status_code == 404


def test_what_was_withdrawn_stands_under_nothing(client, published, budi, health):
    about(health, published)
    published.withdraw(budi, "Keliru.")
    assert listed(client) == []
    assert client.get("/topics/kesehatan/").status_code == 404


def test_a_translation_is_counted_in_the_place_of_its_original(
    client, published, ani, budi, health, vaccines
):
    about(health, published)
    translation = published.translate(ani, "en")
    translation.body = "<p>A garden.</p>"
    translation.topics.set([vaccines])
    translation.record(ani)
    translation.submit(ani)
    translation.approve(budi, translation.revision)
    assert listed(client) == [("kesehatan", 1)]
    assert listed(client, "/en/topics/") == [("vaksin", 1)]
    assert "There is none in this language." in client.get("/en/topics/kesehatan/").content.decode()


def test_the_page_before_it_is_public_shows_none_of_it(client, published, office, ani, health):
    about(health, published)
    other = written(office, ani, title="Rahasia")
    other.topics.add(health)
    assert "Rahasia" not in client.get("/topics/kesehatan/").content.decode()
