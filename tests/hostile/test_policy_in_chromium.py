"""The policy of contents and the other headers: Chromium has nothing to complain of."""

import pytest

from tests.newsroom.gate import PUBLIC_CONTENT, STAFF, TOKEN, addresses
from tests.newsroom.test_gate import about  # noqa: F401 - what to ask for
from tests.thoroughness import once

pytestmark = once

# What Chromium would have a form say to those who fill it in, and where a cursor was put: no rule.
ADVICE = ("[DOM]", "Autofocus processing")


def complaints(page, client, patterns, about) -> dict[str, list[str]]:  # noqa: F811
    """What the browser says of one page of each pattern, where it says anything."""
    found = {}
    seen = 0
    for pattern in patterns:
        address = addresses(pattern, "en", about)[0]
        answer = client.get(address)
        # A part of a page, which a script asks for, names no icon, and Chromium misses it.
        if answer.status_code != 200 or not answer.getvalue()[:20].lower().startswith(b"<!doctype"):
            continue
        page.complaints.clear()
        page.goto(address, wait_until="load")
        seen += 1
        if said := [words for words in page.complaints if not words.startswith(ADVICE)]:
            found[address] = said
    assert seen > 20
    return found


def test_it_complains_of_what_the_policy_refuses(visit, db):
    page = visit()
    page.goto("/")
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p style=\"color:red\">x</p>')")
    page.wait_for_timeout(100)
    assert "Content Security Policy" in page.complaints[0]


def test_public_pages(visit, client, about):  # noqa: F811
    assert complaints(visit(), client, [*PUBLIC_CONTENT, *TOKEN], about) == {}


@pytest.mark.long
def test_the_desk(visit, client, boss, about):  # noqa: F811
    client.force_login(boss)
    pages = [one for one in STAFF if "logout" not in one]
    assert complaints(visit(boss), client, pages, about) == {}
