"""A link to our own site that leads nowhere."""

from datetime import timedelta

import pytest
from django.utils import timezone

from releases.checks.dead_link import RULE
from tests.cast import written
from tests.releases.checks.asking import said

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture(autouse=True)
def _our_host(settings):
    settings.ALLOWED_HOSTS = ["siaran.example", ".dinas.example", "*"]


@pytest.fixture
def linking(office, ani):
    """A draft whose body links to these addresses."""

    def linked(*addresses):
        links = "".join(f'<p><a href="{address}">baca</a></p>' for address in addresses)
        return written(office, ani, title="Bertaut", body=links)

    return linked


def test_it_works(linking):
    assert said(RULE, linking("/releases/2020/03/tidak-ada/")) == [
        "The link “/releases/2020/03/tidak-ada/” leads nowhere that the public can go. "
        "Correct it, or take it out."
    ]


@pytest.mark.parametrize(
    "address",
    [
        "/en/releases/2020/03/tidak-ada/",
        "/releases/2020/03/tidak-ada/editions/1/",
        "https://siaran.example/releases/2020/03/tidak-ada/",
        "http://WWW.dinas.example:8000/releases/2020/03/tidak-ada/",
        "//siaran.example/releases/2020/03/tidak-ada/",
        "/number/77/SP-HMS/03/2020",
        "/agencies/tidak-ada/",
        "/feeds/agencies/tidak-ada/rss.xml",
        "/tidak/ada/",
        "/admin/",
        "/admin",
        "/en/admin/releases/release/",
        "/admin/read/",
        "www.contoh.example",
        "releases/",
    ],
)
def test_every_kind_is_found(linking, address):
    assert len(said(RULE, linking(address))) == 1


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/en/",
        "https://siaran.example",
        "/releases/2020/03/gubernur-resmikan-taman-baca/",
        "/releases/2020/03/gubernur-resmikan-taman-baca",
        "/en/releases/2020/03/gubernur-resmikan-taman-baca/#isi",
        "https://siaran.example/releases/2020/03/gubernur-resmikan-taman-baca/?a=1",
        "/releases/2020/03/gubernur-resmikan-taman-baca/editions/1/",
        "/releases/",
        "/releases/2020/",
        "/number/1158/SP-HMS/03/2020",
        "/number/1158%2FSP-HMS%2F03%2F2020",
        "/agencies/diskabar/",
        "/feeds/agencies/diskabar/rss.xml",
        "/static/gaya.css",
    ],
)
def test_what_the_public_can_read_is_left_alone(published, linking, address):
    assert said(RULE, linking(address)) == []


@pytest.mark.parametrize(
    "address",
    [
        "https://lain.example/releases/2020/03/tidak-ada/",
        "https://dinas.example.lain/x/",
        "mailto:humas@siaran.example",
        "tel:+62000111",
        "#isi",
    ],
)
def test_what_is_not_our_own_is_left_alone(linking, address):
    assert said(RULE, linking(address)) == []


def test_what_is_still_to_come_leads_nowhere_yet(submitted, budi, linking):
    edition = submitted.approve(budi, submitted.revision, timezone.now() + timedelta(days=1))
    assert len(said(RULE, linking(edition.get_absolute_url()))) == 1


def test_an_agency_that_is_no_more_leads_nowhere(linking, clinic):
    release = linking("/agencies/dinsehat/")
    assert said(RULE, release) == []
    clinic.active = False
    clinic.save()
    assert len(said(RULE, release)) == 1


def test_a_correction_may_link_to_its_own_page(published, ani):
    published.correct(ani)
    published.body = f'<p><a href="/releases/{published.path}/">lihat</a></p>'
    assert said(RULE, published) == []


def test_many_links_are_asked_together(published, linking, django_assert_max_num_queries):
    release = linking(
        *(f"/releases/2020/03/{n}/" for n in range(9)), "/agencies/a/", "/agencies/b/"
    )
    with django_assert_max_num_queries(2):
        assert len(said(RULE, release)) == 11


def test_without_links_nothing_is_asked(draft, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert said(RULE, draft) == []
