"""Somebody finds a release in every way there is, reads it, cites it, and follows it elsewhere.

On a desk and a phone, in the dark, at 400 % (a window of 1280 pixels is then 320 wide), without
JavaScript, and by keyboard alone.
"""

import re

import pytest

from releases.models import Release
from tests.cast import issued
from tests.newsroom.steps import WIDE, tab_to
from tests.thoroughness import once

pytestmark = once

SHEET = "/releases/2020/03/gubernur-resmikan-taman-baca/"
NUMBER = "1158/SP-HMS/03/2020"
LOOKS = {
    "desk": {"viewport": {"width": WIDE, "height": 800}},
    "phone in the dark": {"viewport": {"width": 320, "height": 640}, "color_scheme": "dark"},
    "400 %": {"viewport": {"width": WIDE // 4, "height": 200}, "device_scale_factor": 4},
    "no script": {"viewport": {"width": WIDE, "height": 800}, "java_script_enabled": False},
}


@pytest.fixture
def newsroom(published, office, ani, budi) -> Release:
    """Release 1158, its translation, and others it could be taken for."""
    for title, date in (
        ("Jembatan Selasih ditutup dua malam", "2020-03-30"),
        ("Taman kota ditata ulang", "2020-04-02"),
        ("Perpustakaan keliling berangkat", "2019-03-28"),
    ):
        issued(office, ani, budi, title=title, date=date)
    english = published.translate(ani, "en")
    english.title, english.body = "Governor opens reading garden", "<p>It is open.</p>"
    english.save()
    english.record(ani)
    english.submit(ani)
    english.approve(budi, english.revision)
    return published


def fits(page) -> bool:
    """Whether nothing has to be scrolled sideways."""
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("look", LOOKS)
def test_it_works(visit, newsroom, look):
    page = visit(**LOOKS[look])

    for start, field in (("/", ".foot input[type=search]"), ("/releases/", "#id_q")):
        page.goto(start)
        page.fill(field, "1158")
        page.press(field, "Enter")
        page.wait_for_url(f"**{SHEET}")
    assert page.inner_text(".plate .number") == NUMBER

    page.goto("/releases/")
    page.fill("#id_q", "gubernru resmikan")
    page.press("#id_q", "Enter")
    page.click(".told a")
    page.wait_for_url(re.compile("gubernur"))
    page.click(".ledger h3 a >> text=taman baca")
    page.wait_for_url(f"**{SHEET}")

    page.goto("/releases/")
    page.click(".filtering summary")
    page.select_option("#id_agency", "diskabar")
    page.select_option("#id_month", "3")
    page.select_option("#id_year", "2020")
    page.click(".filters button")
    page.wait_for_url(re.compile("month=3"))
    found = page.locator(".ledger h3")
    assert sorted(found.all_inner_texts()) == [
        "Gubernur resmikan taman baca",
        "Jembatan Selasih ditutup dua malam",
    ]
    assert fits(page)
    page.click(".ledger h3 a >> text=taman baca")

    page.wait_for_url(f"**{SHEET}")
    assert f"nomor {NUMBER}, 28 Maret 2020." in page.inner_text(".citation")
    assert fits(page)
    page.emulate_media(media="print")
    assert [page.is_visible(part) for part in (".masthead", ".margin", ".sheet")] == [
        False,
        False,
        True,
    ]
    page.emulate_media(media="screen")
    page.click(".plate a[lang=en]")
    page.wait_for_url("**/en/releases/**")
    assert page.inner_text("h1") == "Governor opens reading garden"
    assert page.complaints == []


def test_by_keyboard_alone(visit, newsroom):
    page = visit(viewport={"width": WIDE, "height": 800})
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('.skip')")
    tab_to(page, "nav a[href='/releases/']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/releases/")
    tab_to(page, "#id_q")
    page.keyboard.type("gubernru")
    page.keyboard.press("Enter")
    page.wait_for_selector(".told a")
    tab_to(page, ".told a")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("q=gubernur"))
    tab_to(page, f".ledger a[href='{SHEET}']")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{SHEET}")
    tab_to(page, ".plate a[lang=en]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/releases/**")
    assert page.inner_text("h1") == "Governor opens reading garden"
