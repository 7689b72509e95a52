"""Somebody who opens a feed in a browser reads it."""

import pytest

from tests.thoroughness import once

pytestmark = [once, pytest.mark.django_db(transaction=True)]

# What can be read on the page, in its order, and the colour behind it.
READ = """() => {
    const shown = [...document.querySelectorAll("*")].filter(
        one => !one.children.length && one.getClientRects().length);
    return [shown.map(one => one.textContent || one.getAttribute("href")).join("\\n"),
            getComputedStyle(document.documentElement).backgroundColor];
}"""


@pytest.mark.parametrize("form", ["rss.xml", "atom.xml"])
def test_it_works(visit, published, form):
    behind = {}
    for scheme in ("light", "dark"):
        page = visit(color_scheme=scheme, viewport={"width": 360, "height": 640})
        page.goto(f"/feeds/{form}")
        text, behind[scheme] = page.evaluate(READ)
        lines = text.split("\n")
        assert lines[0] == "Siaran Pers Resmi"
        assert "Gubernur resmikan taman baca" in lines
        assert lines[-1].endswith("/releases/2020/03/gubernur-resmikan-taman-baca/")
        # The text itself would be shown with its markup.
        assert "<p>" not in text
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        assert [one for one in page.complaints if "Content Security" in one] == []
    assert behind["light"] != behind["dark"]
