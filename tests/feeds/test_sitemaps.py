"""What search engines are told: maps, robots.txt, security.txt, and what pages say of it."""

import datetime

import pytest
from lxml import etree

from numbering.clock import database_now
from releases.models import Edition, Topic
from tests.cast import issued, written
from tests.releases.editing import corrected, rewritten

NS = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
    "n": "http://www.google.com/schemas/sitemap-news/0.9",
}
PAGE = "http://testserver/releases/2020/03/gubernur-resmikan-taman-baca/"


def read(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return etree.fromstring(response.content)


def found(tree, path):
    return tree.xpath(path, namespaces=NS)


def test_it_works(client, published):
    index = read(client, "/sitemap.xml")
    [year] = [one for one in found(index, "//s:loc/text()") if "2020" in one]
    of_year = read(client, year.removeprefix("http://testserver"))
    assert found(of_year, "//s:loc/text()") == [PAGE]
    moment = datetime.datetime.fromisoformat(found(of_year, "//s:lastmod/text()")[0])
    assert moment == published.editions.get().public_from
    for address in found(index, "//s:loc/text()"):
        read(client, address.removeprefix("http://testserver"))


def test_a_correction_is_a_change(client, published, ani, budi):
    edition = corrected(published, ani, budi, "Gubernur resmikan dua taman baca")
    for address in ("/sitemap.xml", "/sitemaps/2020.xml"):
        [said] = found(read(client, address), "//s:lastmod/text()")
        assert datetime.datetime.fromisoformat(said) == edition.public_from


def test_language_versions_name_each_other(client, published, ani, budi):
    english = published.translate(ani, "en")
    rewritten(english, ani, title="Reading garden opened", body="<p>Open.</p>")
    english.approve(budi, english.revision)
    tree = read(client, "/sitemaps/2020.xml")
    versions = {"id": PAGE, "en": "http://testserver/en/releases/2020/03/reading-garden-opened/"}
    assert set(found(tree, "//s:loc/text()")) == set(versions.values())
    for url in found(tree, "//s:url"):
        links = {one.get("hreflang"): one.get("href") for one in found(url, "x:link")}
        assert links == versions
    for address in (PAGE, PAGE.replace("/releases/", "/en/releases/")):
        page = client.get(address.removeprefix("http://testserver")).content.decode()
        assert f'<link rel="canonical" href="{PAGE}">' in page
        assert page.count('rel="canonical"') == 1
        for language, version in versions.items():
            assert f'<link rel="alternate" hreflang="{language}" href="{version}">' in page


def test_what_is_withdrawn_is_in_no_map(client, published, office, ani, budi):
    issued(office, ani, budi, title="Jembatan dibuka")
    published.withdraw(budi, "Keliru.")
    for address in ("/sitemaps/2020.xml", "/sitemaps/news.xml"):
        assert "taman-baca" not in client.get(address).content.decode()
    assert client.get("/sitemaps/2019.xml").status_code == 404


def test_the_news_are_of_two_days(client, published, office, ani, budi):
    old = written(office, ani, title="Kabar lama", date="2019-01-05", paper_numbers="7/SP/2019")
    old.submit(ani)
    old.approve(budi, old.revision)
    tree = read(client, "/sitemaps/news.xml")
    assert found(tree, "//n:title/text()") == ["Gubernur resmikan taman baca"]
    assert found(tree, "//n:language/text()") == ["id"]
    age = database_now() - Edition.objects.get(release=published).published_at
    assert age < datetime.timedelta(days=2)


def test_what_it_costs_does_not_grow(
    client, published, office, ani, budi, django_assert_num_queries
):
    issued(office, ani, budi, title="Jembatan dibuka")
    for address, queries in (("/sitemap.xml", 2), ("/sitemaps/2020.xml", 2)):
        with django_assert_num_queries(queries):
            client.get(address)


def test_pages_stand_in_both_languages(client, published):
    addresses = found(read(client, "/sitemaps/pages.xml"), "//s:loc/text()")
    for language in ("", "en/"):
        assert f"http://testserver/{language}agencies/diskabar/" in addresses
    for address in addresses:
        page = client.get(address.removeprefix("http://testserver"))
        assert page.status_code == 200
        assert f'<link rel="canonical" href="{address}">' in page.content.decode()


def test_a_page_of_results_has_no_canonical_address(client, published):
    assert 'rel="canonical"' not in client.get("/releases/?q=taman").content.decode()


def test_robots_may_read_all_but_results_and_the_desk(client):
    said = client.get("/robots.txt").content.decode()
    assert "Disallow: /releases/?\n" in said
    assert "Disallow: /admin/\n" in said
    assert "Sitemap: http://testserver/sitemap.xml\n" in said


def test_whom_to_tell_of_a_hole(client, db, settings):
    settings.SECURITY_CONTACT = ["mailto:aman@news.example", "https://news.example/aman"]
    settings.SECURITY_EXPIRES = "2030-01-01"
    said = client.get("/.well-known/security.txt")
    assert said["Content-Type"] == "text/plain; charset=utf-8"
    assert said.content.decode().splitlines() == [
        "Contact: mailto:aman@news.example",
        "Contact: https://news.example/aman",
        "Expires: 2030-01-01T00:00:00+07:00",
        "Preferred-Languages: id, en",
        "Canonical: http://testserver/.well-known/security.txt",
    ]


def test_where_nobody_is_named_a_hole_is_told_to_the_contacts(client, db):
    said = dict(
        line.split(": ", 1)
        for line in client.get("/.well-known/security.txt").content.decode().splitlines()
    )
    assert said["Contact"] == "http://testserver/contacts/"
    ends = datetime.datetime.fromisoformat(said["Expires"]) - database_now()
    assert datetime.timedelta(days=28) < ends <= datetime.timedelta(days=31)


def test_the_map_of_pages_names_the_topics_that_are_public(client, draft, ani, budi):
    topics = [Topic.objects.create(slug=s, name=s, name_en=s) for s in ("banjir", "rahasia")]
    draft.topics.set(topics[:1])
    draft.submit(ani)
    draft.approve(budi, draft.revision)
    addresses = found(read(client, "/sitemaps/pages.xml"), "//s:loc/text()")
    assert "http://testserver/en/topics/banjir/" in addresses
    assert "http://testserver/topics/rahasia/" not in addresses


@pytest.mark.parametrize("address", ["/sitemap.xml", "/sitemaps/news.xml", "/sitemaps/pages.xml"])
def test_before_anything_is_public_there_are_maps(client, db, address):
    read(client, address)
