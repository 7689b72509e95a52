"""What the script of the public pages adds, and how a release is printed."""

import re

import pytest

from tests.cast import issued, written
from tests.newsroom.steps import NARROW, WIDE

pytestmark = pytest.mark.only_on("sqlite")

SHEET = "/releases/2020/03/gubernur-resmikan-taman-baca/"
NUMBER = "1158/SP-HMS/03/2020"


def test_a_number_is_copied_and_that_is_said(visit, published):
    page = visit(permissions=["clipboard-read", "clipboard-write"])
    page.goto(SHEET)
    page.click(".plate .copy")
    page.locator("[role=status]", has_text="Tersalin").wait_for(state="attached")
    assert page.evaluate("navigator.clipboard.readText()") == NUMBER
    # Neither the script nor the data in the page offends the policy.
    assert page.complaints == []


def test_without_a_script_there_is_no_button_and_the_number_is_selected_as_a_whole(
    visit, published
):
    page = visit(java_script_enabled=False)
    page.goto(SHEET)
    assert page.locator(".copy").count() == 0
    page.click(".plate .number")
    assert page.locator(".plate .number").evaluate("n => getComputedStyle(n).userSelect") == "all"


@pytest.fixture
def many(office, sequence, ani, budi):
    """More than a page of releases, the oldest a year before."""
    issued(office, ani, budi, title="Kabar tahun lalu", date="2019-03-28")
    for nth in range(21):
        issued(office, ani, budi, title=f"Kabar {nth}")


def test_filters_work_without_a_reload(visit, many):
    page = visit(viewport={"width": WIDE, "height": 800})
    page.goto("/releases/")
    page.evaluate("window.stays = true")
    page.click(".filtering summary")
    page.select_option("#id_year", "2019")
    page.press("#id_q", "Enter")
    page.wait_for_url("**/releases/?year=2019")
    assert page.locator(".ledger li").count() == 1
    assert "1 siaran pers" in page.inner_text(".page-head")
    assert page.inner_text("[role=status]") == "1 siaran pers"
    assert page.evaluate("document.activeElement.id") == "id_q"
    assert page.get_attribute(".languages [lang=en]", "href") == "/en/releases/?year=2019"
    page.go_back()
    page.locator(".ledger li").nth(19).wait_for()
    assert page.input_value("#id_year") == ""
    page.click(".pages [rel=next]")
    page.wait_for_url("**/releases/?after=*")
    assert page.locator(".ledger li").count() == 2
    assert page.evaluate("'results' in document.activeElement.dataset")
    assert page.evaluate("window.stays")
    assert page.complaints == []


def test_where_the_script_is_refused_an_answer_the_page_is_loaded(visit, many):
    page = visit()
    page.goto("/releases/")
    page.evaluate("() => { window.fetch = () => Promise.reject(new Error('offline')); }")
    page.click(".filtering summary")
    page.select_option("#id_year", "2019")
    page.click(".filters button")
    page.wait_for_url("**/releases/?year=2019")
    assert page.locator(".ledger li").count() == 1


def test_printed_is_the_sheet_with_its_foot_and_nothing_of_the_site(visit, office, ani, budi):
    paragraphs = "".join(
        f"<p>Paragraf {nth}. {'Taman baca dibuka. ' * 20}</p>" for nth in range(20)
    )
    long = written(office, ani, title="Taman baca", body=paragraphs, paper_numbers=NUMBER)
    long.contacts.set(office.contacts.all())
    long.submit(ani)
    long.approve(budi, long.revision)
    page = visit(viewport={"width": NARROW, "height": 800})
    page.goto(long.public_edition().get_absolute_url())
    page.emulate_media(media="print")
    for part in (".letterhead", ".sheet-number", ".body", ".sheet-foot", ".contacts"):
        assert page.is_visible(part), part
    for part in ("header", "footer", "aside", ".plate", ".beside", ".copy", ".card", ".skip"):
        assert not page.locator(part).locator("visible=true").count(), part
    foot = page.inner_text(".sheet-foot")
    assert NUMBER in foot
    assert f"/number/{NUMBER}" in foot
    assert (
        page.locator(".sheet-foot").evaluate("foot => getComputedStyle(foot).position") == "fixed"
    )
    page.emulate_media(media="screen")
    pdf = page.pdf(prefer_css_page_size=True)
    assert set(re.findall(rb"/MediaBox \[0 0 (\d+)[.\d]* (\d+)[.\d]*\]", pdf)) == {(b"594", b"841")}


@pytest.mark.parametrize("address", ["/contacts/", "/agencies/diskabar/"])
def test_where_a_contact_can_be_kept_is_not_printed(visit, office, address):
    office.contacts.update(by_default=True)
    page = visit()
    page.goto(address)
    assert page.locator("a.card >> visible=true").count() == 1
    page.emulate_media(media="print")
    assert page.locator("a.card >> visible=true").count() == 0


def test_a_phone_scrolls_no_page_sideways(visit, many):
    page = visit(viewport={"width": 320, "height": 800})
    for address in (
        "/",
        "/releases/",
        "/agencies/diskabar/",
        "/releases/2020/03/kabar-3/",
        "/style/",
    ):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, address
