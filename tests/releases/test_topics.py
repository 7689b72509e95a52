"""Topics are one flat list; one that was merged lives on in the other."""

from threading import Barrier, Thread

import pytest
from django.db import connection

from releases.models import Edition, Release, ReleaseTemplate, Topic
from tests.cast import issued, written

LIST = "/en/releases/?language=id&topic="


def topic(name: str, english: str) -> Topic:
    return Topic.objects.create(name=name, name_en=english, slug=english.lower())


@pytest.fixture
def health(db) -> Topic:
    return topic("Kesehatan", "Health")


@pytest.fixture
def vaccines(db) -> Topic:
    return topic("Vaksin", "Vaccines")


def about(agency, author, approver, *topics, **fields) -> Release:
    """A public release about these topics."""
    release = written(agency, author, **fields)
    release.topics.set(topics)
    release.record(author)
    release.submit(author)
    release.approve(approver, release.revision)
    return release


@pytest.fixture
def campaign(office, sequence, ani, budi, vaccines) -> Release:
    return about(office, ani, budi, vaccines, title="Vaksin tiba di Kota Uji")


def slugs(something) -> list[str]:
    return list(something.topics.values_list("slug", flat=True))


def listed(client, slug: str) -> list[str]:
    return [str(edition) for edition in client.get(LIST + slug).context["object_list"]]


def test_it_works(client, campaign, health, vaccines):
    vaccines.merge_into(health)
    assert slugs(campaign) == slugs(campaign.public_edition()) == ["health"]
    assert listed(client, "health") == listed(client, "vaccines") == ["Vaksin tiba di Kota Uji"]


def test_its_name_is_in_the_readers_language(client, campaign):
    address = f"/releases/{campaign.path}/"
    assert 'href="/topics/vaccines/">Vaksin</a>' in client.get(address).content.decode()
    assert (
        'href="/en/topics/vaccines/">Vaccines</a>' in client.get(f"/en{address}").content.decode()
    )


def test_the_list_says_which_topic_was_asked_for(client, campaign, health, vaccines):
    vaccines.merge_into(health)
    assert "Topic: <b>Health</b>" in client.get(LIST + "vaccines").content.decode()


def test_a_topic_lists_only_its_own(client, campaign, office, ani, budi, health):
    about(office, ani, budi, health, title="Jam buka klinik bertambah")
    issued(office, ani, budi, title="Taman baca dibuka")
    assert listed(client, "health") == ["Jam buka klinik bertambah"]


def test_an_unknown_topic_lists_nothing(client, campaign):
    assert listed(client, "unknown") == []


@pytest.mark.parametrize("slug", ["%00", "x" * 5000, "%F0%9F%A6%86", "%FF%FE", "'--", "&topic=a"])
def test_a_hostile_topic_is_no_error(client, campaign, slug):
    assert client.get(LIST + slug).status_code == 200


def test_a_release_in_both_has_the_other_once(office, sequence, ani, budi, health, vaccines):
    both = about(office, ani, budi, health, vaccines)
    vaccines.merge_into(health)
    assert slugs(both) == slugs(both.public_edition()) == ["health"]


def test_other_topics_of_a_release_stay(campaign, health, vaccines):
    travel = topic("Perjalanan", "Travel")
    campaign.topics.add(travel)
    vaccines.merge_into(health)
    assert slugs(campaign) == ["health", "travel"]


def test_templates_follow(office, health, vaccines):
    template = ReleaseTemplate.objects.create(agency=office)
    template.topics.set([vaccines])
    vaccines.merge_into(health)
    assert slugs(template) == ["health"]


def test_what_was_merged_into_one_follows_it_further(client, campaign, health, vaccines):
    welfare = topic("Kesejahteraan", "Welfare")
    vaccines.merge_into(health)
    health.merge_into(welfare)
    assert set(Topic.objects.filter(merged_into=welfare)) == {health, vaccines}
    assert listed(client, "vaccines") == listed(client, "health") == ["Vaksin tiba di Kota Uji"]


def test_a_merge_keeps_what_was_renamed_meanwhile(health, vaccines):
    Topic.objects.filter(pk=vaccines.pk).update(name="Imunisasi")
    vaccines.merge_into(health)
    vaccines.refresh_from_db()
    assert vaccines.name == "Imunisasi"


def test_a_revision_that_names_the_old_topic_restores_the_new_one(campaign, ani, health, vaccines):
    campaign.correct(ani)
    campaign.topics.clear()
    campaign.title = "Vaksin belum tiba"
    campaign.record(ani)
    vaccines.merge_into(health)
    campaign.keep(ani)
    assert campaign.title == "Vaksin tiba di Kota Uji"
    assert slugs(campaign) == ["health"]


def test_a_merge_is_nobodys_edit(campaign, ani, budi, health, vaccines):
    campaign.correct(ani)
    before = campaign.revision
    vaccines.merge_into(health)
    assert campaign.record(budi) is None
    campaign.refresh_from_db()
    assert (campaign.revision, campaign.edited_by) == (before, ani)


def test_a_sealed_edition_is_what_it_was(campaign, health, vaccines):
    before = campaign.public_edition().sha256
    vaccines.merge_into(health)
    assert Edition.objects.get().sha256 == before


def test_a_withdrawn_release_is_listed_under_no_topic(client, campaign, budi):
    campaign.withdraw(budi, "Keliru.")
    assert listed(client, "vaccines") == []


def test_a_translation_is_about_the_same(campaign, ani):
    assert slugs(campaign.translate(ani, "en")) == ["vaccines"]


# --- What is refused ---


def test_a_topic_is_not_merged_into_itself(health):
    with pytest.raises(ValueError, match="into another"):
        health.merge_into(health)


def test_a_topic_is_not_merged_twice(health, vaccines):
    vaccines.merge_into(health)
    with pytest.raises(ValueError, match="merged once"):
        vaccines.merge_into(topic("Perjalanan", "Travel"))


def test_a_topic_is_not_merged_into_one_that_was(campaign, health, vaccines):
    travel = topic("Perjalanan", "Travel")
    health.merge_into(travel)
    with pytest.raises(ValueError, match="one that stands"):
        vaccines.merge_into(health)
    assert slugs(campaign) == ["vaccines"]


@pytest.mark.django_db(transaction=True)
def test_two_merges_that_cross_leave_no_loop():
    one, two = topic("Kesehatan", "Health"), topic("Vaksin", "Vaccines")
    together = Barrier(2)
    outcomes = []

    def merge(topic: Topic, other: Topic) -> None:
        together.wait(10)
        try:
            topic.merge_into(other)
            outcomes.append("merged")
        except ValueError:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [Thread(target=merge, args=pair) for pair in ((one, two), (two, one))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(outcomes) == ["merged", "refused"]
    assert Topic.objects.standing().count() == 1
