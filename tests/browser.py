"""A real browser for the tests that look at pages: Debian's Chromium, driven by Playwright."""

import os
import shutil

import pytest
from playwright.sync_api import sync_playwright

CHROMIUM = shutil.which("chromium")


@pytest.fixture(scope="session")
def browser():
    """Chromium; without it these tests are skipped loudly, or fail where all is required."""
    if CHROMIUM is None:
        reason = "Chromium is missing (Debian: package chromium): no page was looked at."
        if os.environ.get("REQUIRE_ALL") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    # Playwright runs an event loop in this thread, and Django's ORM would refuse to.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield chromium
        chromium.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def visit(browser, live_server):
    """Opens a fresh browser, signed in as a person if one is given; `complaints` gathers."""
    opened = []

    def open_page(user=None, **options):
        context = browser.new_context(base_url=live_server.url, locale="id-ID", **options)
        opened.append(context)
        page = context.new_page()
        page.complaints = []
        page.on("console", lambda said: page.complaints.append(said.text))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        if user:
            user.set_password("kata-sandi-uji")
            user.save()
            page.goto("/admin/")
            page.fill("#id_username", user.username)
            page.fill("#id_password", "kata-sandi-uji")
            page.click("[type=submit]")
        return page

    yield open_page
    for context in opened:
        context.close()
