"""Every address is classified, and answers whom it is for and nobody else."""

from collections.abc import Collection, Iterator
from itertools import product

import pytest
from django.contrib.auth.models import Group
from django.http import HttpResponse
from django.test import Client
from django.urls import resolve
from django.utils import translation

from agencies.invitations import secret_of
from api.opendata.exporting import export
from releases.checks.rule import Level
from releases.links import making
from releases.models import HouseRule, ReleaseTemplate
from subscriptions import tokens
from subscriptions.models import Subscriber
from tests.cast import person
from tests.newsroom.gate import (
    LANGUAGES,
    METHODS,
    PUBLIC,
    PUBLIC_STATIC,
    STAFF,
    TABLE,
    TOKEN,
    About,
    about_release,
    addresses,
    patterns,
)
from tests.releases.files.attaching import attached, coloured
from tests.thoroughness import once

pytestmark = once

SECRETS = ("token", "invitation", "confirmation", "subscription")
# The admin lets browsers keep its catalogue of translations, in which nobody's data stands.
MAY_BE_KEPT = {"admin/jsi18n/"}


@pytest.fixture
def about(published, ani, budi, settings) -> About:
    published.correct(ani)
    attached(published, ani, coloured("red"), "foto.png")
    published.topics.create(name="Taman", name_en="Parks", slug="taman")
    published.agency.contacts.update(by_default=True)
    published.contacts.set(published.agency.contacts.all())
    published.record(ani)
    ReleaseTemplate.objects.create(agency=published.agency)
    HouseRule.objects.create(agency=published.agency, rule="contact", level=Level.ADVICE)
    published.submit(ani)
    published.approve(budi, published.revision, correction_note="Salah ketik.")
    Group.objects.create(pk=1, name="Tamu")
    _link, token = making.preview(published.revisions.first(), ani)
    export()
    settings.SECURITY_CONTACT = ["mailto:aman@news.example"]
    settings.SECURITY_EXPIRES = "2030-01-01"
    invited = secret_of(person("eka", email="eka@example.org"))
    follower = Subscriber.objects.create(
        email="fajar@example.org", mail_language="id", asked_at=published.updated_at
    )
    secrets = {
        "token": [token, "x" * 43],
        "invitation": [invited, "1-x"],
        "confirmation": [tokens.confirming(follower), "x.y.z"],
        "subscription": [tokens.own(follower), "x.z"],
    }
    return about_release(published) | secrets


def each_pattern(chosen: Collection[str]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("pattern", chosen, ids=lambda pattern: pattern or "home")


def tried(pattern: str, about: About) -> list[str]:
    return [one for language in LANGUAGES for one in addresses(pattern, language, about)]


def answers(client: Client, pattern: str, about: About) -> Iterator[tuple[str, HttpResponse]]:
    """What each address of a pattern answers to each method, and what was asked."""
    for method, address in product(METHODS, tried(pattern, about)):
        answer = getattr(client, method)(address)
        answer.getvalue()  # a file is closed when it has been read to its end
        yield f"{method} {address}", answer


def is_the_login(response) -> bool:
    """Whether it is the login, or leads there."""
    if response.status_code == 302:
        # Who signs out without having signed in is sent to the desk's door.
        doors = ("/admin/login/?next=", "/en/admin/login/?next=")
        return response["Location"].startswith(doors) or response["Location"].endswith("/admin/")
    return "admin/login.html" in [template.name for template in response.templates]


# --- The table ---


def test_every_pattern_is_classified():
    assert sorted(set(patterns()) - TABLE.keys()) == []


def test_the_table_names_nothing_that_is_gone():
    assert sorted(TABLE.keys() - set(patterns())) == []


def test_a_pattern_is_of_one_class():
    assert len(TABLE) == len(PUBLIC) + len(STAFF) + len(TOKEN)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_tried_for_a_pattern_leads_there(about, language):
    with translation.override(language):
        for pattern in TABLE:
            assert addresses(pattern, language, about), pattern
            for address in addresses(pattern, language, about):
                path = address.partition("?")[0]
                assert resolve(path).route.removeprefix("en/") == pattern


# --- The public's side ---


@each_pattern(PUBLIC | TOKEN)
def test_the_public_is_answered_without_cookies(client, about, pattern):
    for asked, response in answers(client, pattern, about):
        assert response.status_code in (200, 301, 302, 404, 405), asked
        assert not response.cookies, asked
        assert "Cookie" not in response.get("Vary", ""), asked


def test_the_public_sees_something(client, about):
    for pattern in PUBLIC.keys() - PUBLIC_STATIC:
        codes = [response.status_code for _asked, response in answers(client, pattern, about)]
        assert {200, 302} & set(codes), pattern


# --- Behind a secret ---


@each_pattern(TOKEN)
def test_no_answer_behind_a_secret_is_kept_found_or_told_elsewhere(client, about, pattern):
    for asked, response in answers(client, pattern, about):
        assert response["Cache-Control"] == "private, no-store", asked
        assert response["X-Robots-Tag"] == "noindex, nofollow, noarchive", asked
        assert response["Referrer-Policy"] == "no-referrer", asked


@each_pattern([pattern for pattern in TOKEN if "embargo/<" not in pattern])
def test_only_its_secret_opens_it(client, about, pattern):
    for nth, answered in enumerate(({200, 302}, {404})):
        secrets = {name: [about[name][nth]] for name in SECRETS}
        for address in tried(pattern, about | secrets):
            response = client.get(address)
            response.getvalue()
            assert response.status_code in answered, address


# --- The desk's side ---


@each_pattern(STAFF)
def test_strangers_meet_the_login(client, about, pattern):
    for asked, response in answers(client, pattern, about):
        refused = response.status_code in (403, 404, 405)
        nothing = response.status_code == 200 and not response.content
        assert refused or nothing or is_the_login(response), f"{asked}: {response.status_code}"


def test_a_form_without_its_token_is_refused(boss, about):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(boss)
    for address in (one for pattern in STAFF for one in tried(pattern, about)):
        assert strict.post(address).status_code == 403, address


@each_pattern([pattern for pattern in STAFF if pattern not in MAY_BE_KEPT])
def test_no_cache_keeps_an_answer_of_the_desk(client, boss, about, pattern):
    client.force_login(boss)
    for asked, response in answers(client, pattern, about):
        assert response.status_code < 500, asked
        if response.status_code < 400:  # what is refused shows nothing of the desk
            kept = response.get("Cache-Control", "")
            assert "private" in kept, f"{asked}: {kept!r}"
            assert "no-store" in kept, f"{asked}: {kept!r}"
