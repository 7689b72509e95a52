"""Where a second factor is required, no address of the desk answers whoever has not shown one."""

from collections.abc import Iterator
from itertools import product

import pytest
from django.contrib.auth.models import Group
from django.http import HttpResponse
from django.test import Client

from agencies.models import Membership
from agencies.roles import Role
from tests.agencies.factoring import passed, with_app
from tests.cast import person
from tests.newsroom.gate import (
    LANGUAGES,
    METHODS,
    STAFF,
    About,
    about_release,
    addresses,
    patterns,
)
from tests.releases.files.attaching import attached, coloured

OPEN = {"login/", "logout/", "jsi18n/", "second-factor/step/"}
SETTING_UP = {f"second-factor/{page}" for page in ("", "app/", "key/", "codes/")}


@pytest.fixture(autouse=True)
def required(settings) -> None:
    settings.SECOND_FACTOR = True


@pytest.fixture
def about(published) -> About:
    Group.objects.create(pk=1, name="Tamu")
    secrets = {"token": ["x" * 43], "invitation": ["1-x"]}
    return about_release(published) | secrets


def closed(open_pages: set[str]) -> list[str]:
    desk = [one for one in patterns() if one.startswith("admin/")]
    assert set(desk) == STAFF.keys()
    return [one for one in desk if one.removeprefix("admin/") not in open_pages]


def answers(client: Client, desk: list[str], about: About) -> Iterator[tuple[str, HttpResponse]]:
    for pattern, language in product(desk, LANGUAGES):
        address = addresses(pattern, language, about)[0]
        for method in METHODS:
            yield f"{method} {address}", getattr(client, method)(address)


def leads_to(response: HttpResponse, page: str) -> bool:
    return response.status_code == 302 and response["Location"].partition("?")[0].endswith(page)


def test_who_needs_one_and_has_none_reaches_no_page_but_to_set_one_up(client, boss, about):
    client.force_login(boss)
    for asked, response in answers(client, closed(OPEN | SETTING_UP), about):
        assert leads_to(response, "admin/second-factor/"), asked
    page = client.get("/en/admin/second-factor/").content.decode()
    assert "no other page of the desk opens" in page


def test_whose_session_never_showed_it_reaches_no_page_but_the_door(client, boss, about):
    client.force_login(boss)
    with_app(boss)
    for asked, response in answers(client, closed(OPEN), about):
        assert leads_to(response, "admin/login/"), asked
    assert client.get("/en/admin/login/").status_code == 200  # and it is no circle


def test_who_has_shown_it_is_answered(client, boss):
    with_app(boss)
    passed(client, boss)
    for page in ("", "audit/", "read/", "auth/user/", "second-factor/"):
        assert client.get(f"/admin/{page}").status_code == 200, page


def test_what_is_sent_does_nothing(client, boss, published):
    client.force_login(boss)
    reason = {"reason": "Keliru.", "note": "Keliru."}
    client.post(f"/en/admin/releases/release/{published.pk}/move/withdraw/", reason)
    client.post("/en/admin/auth/group/add/", {"name": "Tamu"})
    published.refresh_from_db()
    assert published.public_edition().kind != "withdrawal"
    assert not Group.objects.exists()


@pytest.mark.parametrize("role", [Role.APPROVER, Role.REGISTRAR])
def test_a_role_newly_given_counts_at_the_next_request(client, ani, clinic, role):
    client.force_login(ani)
    assert client.get("/en/admin/").status_code == 200
    Membership.objects.create(user=ani, agency=clinic, role=role)
    assert leads_to(client.get("/en/admin/"), "second-factor/")


@pytest.mark.parametrize("role", [Role.AUTHOR, Role.EDITOR])
def test_others_need_none(client, office, role):
    client.force_login(person("eka", role=role, agency=office))
    assert client.get("/en/admin/").status_code == 200


def test_who_took_their_last_one_away_has_to_set_up_another(client, budi):
    with_app(budi)
    passed(client, budi)
    app = budi.authenticator_set.get(type="totp")
    client.post(f"/en/admin/second-factor/{app.pk}/remove/")
    assert leads_to(client.get("/en/admin/"), "second-factor/")


def test_anothers_mark_is_none(client, ani, budi):
    with_app(budi)
    passed(client, budi)
    session = client.session
    session["second_step_passed"] = ani.pk
    session.save()
    assert leads_to(client.get("/en/admin/"), "login/")


def test_without_the_setting_nobody_needs_one_and_who_has_one_shows_it(
    client, boss, budi, settings
):
    settings.SECOND_FACTOR = False
    client.force_login(boss)
    assert client.get("/en/admin/").status_code == 200
    with_app(boss)
    assert leads_to(client.get("/en/admin/"), "login/")


def test_nor_do_files_of_the_desk_open(client, draft, ani, boss):
    photo = attached(draft, ani, coloured("red"), "foto.png")
    address = f"/files/{photo.sha256}/foto.png"
    client.force_login(boss)
    assert client.get(address).status_code == 404
    with_app(boss)
    assert client.get(address).status_code == 404
    passed(client, boss)
    response = client.get(address)
    assert response.status_code == 200
    response.getvalue()  # a file is closed when it has been read to its end


def test_the_public_is_asked_nothing(client, boss, about):
    client.force_login(boss)
    for page in ("/", "/releases/", "/feeds/rss.xml"):
        response = client.get(page)
        assert response.status_code == 200
        assert "Cookie" not in response.get("Vary", "")
