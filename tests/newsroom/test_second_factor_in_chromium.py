"""A key is added and signs in, in Chromium with an authenticator of its own; every page in axe."""

import pytest
from allauth.mfa.models import Authenticator
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.agencies.factoring import PASSWORD, code, with_app
from tests.newsroom.steps import Steps
from tests.thoroughness import once

pytestmark = once

VIRTUAL = {
    "protocol": "ctap2",
    "transport": "usb",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def eka(budi, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.SECOND_FACTOR = True
    budi.set_password(PASSWORD)
    budi.save()
    return budi


def with_a_key(page):
    """Let the browser have an authenticator, as if one were plugged in."""
    wire = page.context.new_cdp_session(page)
    wire.send("WebAuthn.enable")
    made = wire.send("WebAuthn.addVirtualAuthenticator", {"options": VIRTUAL})
    return wire, made["authenticatorId"]


def type_password(page) -> None:
    page.goto("/admin/")
    page.fill("#id_username", "budi")
    page.fill("#id_password", PASSWORD)
    page.click("input[type=submit]")


def test_a_key_is_added_and_signs_in(visit, eka, settings):
    page = visit()
    look = Steps(settings.BASE_DIR / "var" / "walk" / "second-factor", narrow=True)
    wire, key = with_a_key(page)
    type_password(page)
    page.wait_for_url("**/admin/second-factor/")
    look(page, "second factor needed")
    page.click("a[href$='/second-factor/key/']")
    page.fill("#id_name", "Gantungan biru")
    look(page, "key")
    page.keyboard.press("Enter")
    page.wait_for_url("**/second-factor/codes/")
    look(page, "recovery codes")
    page.click("a.default")
    expect(page.locator(".factors-had")).to_contain_text("Gantungan biru")
    page.goto("/admin/releases/release/")
    expect(page.locator("#result_list, .paginator").first).to_be_visible()

    page.click("#logout-form button")
    type_password(page)
    page.wait_for_url("**/second-factor/step/")
    look(page, "second step with a key")
    page.click("button[type=button].default")
    page.wait_for_url("**/admin/")
    expect(page.locator("#user-tools")).to_contain_text("BUDI", ignore_case=True)
    assert Authenticator.objects.get(type="webauthn").last_used_at

    # Without the key it says so, and the page stays.
    page.click("#logout-form button")
    wire.send("WebAuthn.removeVirtualAuthenticator", {"authenticatorId": key})
    other = VIRTUAL | {"isUserVerified": False}
    wire.send("WebAuthn.addVirtualAuthenticator", {"options": other})
    type_password(page)
    page.wait_for_url("**/second-factor/step/")
    page.click("button[type=button].default")
    expect(page.locator("[role=status]")).not_to_be_empty(timeout=20_000)
    look(page, "no key")
    assert page.complaints == []


LOOKS = [(1280, "light"), (390, "dark")]


@pytest.mark.only_on("sqlite")  # what axe finds is the same on either database
@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_no_page_breaks_a_rule(visit, eka, boss, width, scheme, settings):
    look = {"viewport": {"width": width, "height": 800}, "color_scheme": scheme}
    page = visit(bypass_csp=True, **look)
    steps = Steps(settings.BASE_DIR / "var" / "walk" / f"second-factor-{width}")

    def sound(what: str) -> None:
        steps(page, what)
        assert Axe().run(page).response["violations"] == [], what

    type_password(page)
    sound("needed")
    for name in ("app", "key"):
        page.goto(f"/admin/second-factor/{name}/")
        sound(name)
    page.goto("/admin/second-factor/app/")
    page.fill("#id_code", "12")
    page.click("input.default")
    sound("app wrong")
    recovery = with_app(eka)
    page.goto("/admin/")
    sound("sign in again")
    type_password(page)
    page.fill("#id_code", "12")
    page.click("#login-form input[type=submit]")
    sound("step wrong")
    page.fill("#id_code", code())
    page.click("#login-form input[type=submit]")
    page.wait_for_url("**/admin/")
    page.goto("/admin/second-factor/")
    sound("own")
    page.click("a[href$='/remove/']")
    sound("remove")
    page.goto("/admin/second-factor/codes/")
    sound("codes left")
    page.click("input.default")
    page.wait_for_selector(".recovery-codes")
    assert recovery[0] not in page.content()
    sound("codes")
    settings.SECOND_FACTOR = False
    page = visit(boss, bypass_csp=True, **look)
    page.goto(f"/admin/auth/user/{eka.pk}/factor/")
    sound("reset")
