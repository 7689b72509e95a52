"""A real browser for the tests that look at pages: Debian's Chromium, driven by Playwright."""

import os
import shutil
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.test import Client
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
    with launched() as chromium:
        yield chromium


@contextmanager
def launched():
    """Chromium, for as long as it is needed."""
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


def session_of(user) -> dict[str, str]:
    """The cookie of somebody who has signed in. Typing a password each time takes seconds."""
    client = Client()
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    return {"name": name, "value": client.cookies[name].value}


def let_the_cursor_rest(page) -> None:
    """Wait until the editor knows where the cursor is. No hand is faster than that, but tests are.

    A browser tells of a moved cursor after the fact, and 20 ms after it was entered the editor
    puts the cursor back to where it last knew it.
    """
    page.evaluate("new Promise((told) => setTimeout(told, 50))")


@pytest.fixture
def visit(browser, live_server):
    """Opens a fresh browser, signed in as a person if one is given; `complaints` gathers."""
    opened, under_way = [], set()

    def open_page(user=None, **options):
        context = browser.new_context(base_url=live_server.url, locale="id-ID", **options)
        opened.append(context)
        context.on("request", lambda request: under_way.add(request))
        for done in ("requestfinished", "requestfailed"):
            context.on(done, lambda request: under_way.discard(request))
        page = context.new_page()
        page.complaints = []
        page.on("console", lambda said: page.complaints.append(said.text))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        if user:
            context.add_cookies([session_of(user) | {"url": live_server.url}])
        return page

    yield open_page
    for context in opened:
        # What an open form still tells the server must not meet the emptying of the database.
        for _time in range(40):
            if context.pages and under_way:
                context.pages[0].wait_for_timeout(50)
        context.set_offline(True)
        context.close()
