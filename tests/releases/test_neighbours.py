"""What a release's page leads to: before and after it, and on the same topics. All of it public."""

import pytest
from django.test import RequestFactory

from releases.models import Topic
from releases.neighbours import MOST, neighbours
from tests.cast import issued, written
from tests.releases.kin import translated


def titles(editions) -> list[str]:
    return [str(one) for one in editions if one]


def found(release):
    edition = release.public_edition()
    topics = [topic.pk for topic in edition.topics.all()]
    return neighbours(RequestFactory().get("/"), edition, topics)


def beside(release) -> list[str]:
    return titles(found(release)[:2])


def read_on(release) -> list[str]:
    return titles(found(release).related)


def about(release, by, *topics):
    release.topics.set(topics)
    release.record(by)
    release.submit(by)


@pytest.fixture
def floods(db):
    return Topic.objects.create(name="Banjir", name_en="Floods", slug="banjir")


def test_it_works(three, client):
    first, second, third = three
    assert beside(second) == ["Siaran satu", "Siaran tiga"]
    assert beside(first) == ["Siaran dua"]
    assert beside(third) == ["Siaran dua"]
    page = client.get(second.public_edition().get_absolute_url()).content.decode()
    assert page.index('rel="prev"') < page.index("Siaran satu") < page.index('rel="next"')


def test_another_agency_is_not_in_between(three, clinic, citra, boss):
    other = written(clinic, citra, title="Imunisasi")
    other.submit(citra)
    other.approve(boss, other.revision)
    assert beside(three[-1]) == ["Siaran dua"]
    assert beside(other) == []


def test_what_was_withdrawn_is_passed_over(three, budi):
    three[1].withdraw(budi, "Keliru.")
    assert beside(three[0]) == ["Siaran tiga"]
    assert read_on(three[0]) == []


def test_a_translation_has_the_neighbours_of_its_original(three, ani, budi):
    english = translated(three[1], ani, budi, title="Release two")
    translated(three[0], ani, budi, title="Release one")
    assert beside(english) == ["Release one", "Siaran tiga"]
    assert beside(three[1]) == ["Siaran satu", "Siaran tiga"]


def test_the_same_topic_comes_first_whoever_issued_it(
    three, clinic, citra, boss, ani, budi, office, floods
):
    other = written(clinic, citra, title="Imunisasi")
    about(other, citra, floods)
    other.approve(boss, other.revision)
    release = written(office, ani, title="Sungai meluap")
    about(release, ani, floods)
    release.approve(budi, release.revision)
    # The one before it is linked to already.
    assert read_on(release) == ["Imunisasi", "Siaran dua", "Siaran satu"]


def test_few_are_named(office, sequence, ani, budi):
    for nth in range(MOST + 4):
        release = issued(office, ani, budi, title=f"Siaran {nth}")
    assert len(read_on(release)) == MOST


def test_it_costs_four_queries_and_one_for_each_topic(three, floods, django_assert_num_queries):
    edition, request = three[1].public_edition(), RequestFactory().get("/")
    with django_assert_num_queries(4):
        neighbours(request, edition, [])
    with django_assert_num_queries(5):
        neighbours(request, edition, [floods.pk])


def test_what_is_newest_is_asked_once_for_all_pages(three, django_assert_num_queries):
    request, kept = RequestFactory().get("/"), {}

    def remembered(key, make):
        if key not in kept:
            kept[key] = make()
        return kept[key]

    request.remembered = remembered
    first, _second, third = (release.public_edition() for release in three)
    neighbours(request, first, [])
    with django_assert_num_queries(3):
        found = neighbours(request, third, [])
    assert titles(found.related) == read_on(three[2]) == ["Siaran satu"]
