"""An author's hour: paste from Word, add photos, be told what the checks find, mend it, submit.

A picture of every step is left in `var/walk/`, at the width of a desk and of a phone, light and
dark, to be looked at.
"""

from pathlib import Path

import pytest
from PIL import Image

from tests.browser import let_the_cursor_rest
from tests.newsroom.steps import SAVED, Steps, tab_to
from tests.newsroom.word import paste
from tests.thoroughness import THOROUGH, once

pytestmark = once

LOOKS = [(1280, "light"), (390, "dark"), *([(1280, "dark"), (390, "light")] if THOROUGH else [])]
TITLE = "Tiga taman baca dibuka di tepi sungai"
LIST = "/admin/releases/release/"


@pytest.fixture
def photos(tmp_path) -> list[Path]:
    paths = [tmp_path / "taman-hulu.jpg", tmp_path / "taman-hilir.png"]
    for path, colour in zip(paths, ("#2f6f4f", "#1d3f66"), strict=True):
        Image.new("RGB", (1200, 800), colour).save(path)
    return paths


@pytest.fixture
def office_in_use(office, sequence):
    """As an office works: its contact stands on every release."""
    office.contacts.update(by_default=True)
    return office


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_it_works(visit, settings, office_in_use, ani, photos, width, scheme):
    page = visit(ani, viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.goto(LIST)
    step = Steps(settings.BASE_DIR / "var" / "walk" / f"{width}-{scheme}")
    step(page, "the list")
    page.click(".object-tools .addlink")
    step(page, "an empty form")
    page.fill("#id_title", TITLE)
    paste(page)
    assert page.inner_text(".editor-said").strip()  # one picture could not be taken over
    step(page, "pasted from Word")
    page.set_input_files("#id_uploads", photos)
    page.wait_for_selector(".file >> nth=1")
    step(page, "two photos")
    page.click("[name=_continue]:visible")
    page.wait_for_selector(SAVED)
    found = page.inner_text("[data-outlook]")
    assert "XXX" in found
    assert found.count("taman-h") == 2  # neither has an alternative text
    step(page, "what the checks find")

    page.fill("#id_attachments-0-alt", "Rak buku di bawah pohon")
    page.check("#id_attachments-1-decorative")
    body = page.locator(".editor-text p", has_text="XXX")
    body.click()
    let_the_cursor_rest(page)
    page.keyboard.press("End")
    let_the_cursor_rest(page)
    for _letter in " XXX":
        page.keyboard.press("Backspace")
    step(page, "mended")
    with page.expect_navigation():  # the page before says, too, that it was saved
        page.click("[name=_continue]:visible")
    page.wait_for_selector(SAVED)
    assert "XXX" not in page.inner_text("[data-outlook]")
    assert "taman-h" not in page.inner_text("[data-outlook]")
    step(page, "nothing left to mend")
    page.click("button[name=_move][value=submit]")
    page.wait_for_url("**/move/submit/")
    step(page, "about to submit")
    page.click(".submit-row input.default")
    page.wait_for_selector(SAVED)
    step(page, "submitted")

    assert page.complaints == []
    release = office_in_use.releases.get()
    assert release.state == "submitted"
    assert "<ul>" in release.body
    assert release.body.count("<li>") == 3
    assert "<table>" in release.body
    assert "Mso" not in release.body
    assert [one.name for one in release.attachments.all()] == [path.name for path in photos]


def test_the_short_job_takes_at_most_nine_interactions(visit, office_in_use, ani, photos):
    """From the open list to a submitted release with headline, date, a pasted text, a photo."""
    page = visit(ani)
    page.goto(LIST)
    done = []

    def do(what, act, *given):
        act(*given)
        done.append(what)

    do("click: add a release", page.click, ".object-tools .addlink")
    assert page.input_value("#id_date")  # filled in already
    do("type: headline", page.fill, "#id_title", TITLE)
    do("paste: the text", paste, page)
    do("choose: a photo", page.set_input_files, "#id_uploads", photos[:1])
    do("type: its alternative text", page.fill, "#id_attachments-0-alt", "Rak buku")
    do("click: submit", page.click, "button[name=_move][value=submit]")
    do("click: confirm", page.click, ".submit-row input.default")
    page.wait_for_selector(SAVED)
    assert len(done) == 7  # at most nine
    release = office_in_use.releases.get()
    assert (release.state, release.title) == ("submitted", TITLE)
    assert release.attachments.get().alt == "Rak buku"


def test_all_of_it_by_keyboard(visit, office_in_use, ani, photos):
    page = visit(ani)
    # Asked for only when Space is pressed, the browser may open the window before it is told.
    page.on("filechooser", lambda chooser: None)
    page.goto(LIST)
    tab_to(page, ".object-tools .addlink")
    page.keyboard.press("Enter")
    page.wait_for_url("**/add/")
    tab_to(page, "#id_title")
    page.keyboard.type(TITLE)
    tab_to(page, ".editor-text")
    paste(page)
    page.keyboard.press("Control+End")
    page.keyboard.type(" Datanglah.")
    tab_to(page, "#id_uploads")
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Space")
    chooser.value.set_files(photos)
    page.wait_for_selector(".file >> nth=1")
    page.focus("#id_title")  # back to the top, as Ctrl+Home and Tab would
    for nth in (0, 1):
        tab_to(page, f"#id_attachments-{nth}-alt")
        page.keyboard.type("Rak buku di taman")
    tab_to(page, "[name=_continue]")
    page.keyboard.press("Enter")
    page.wait_for_selector(SAVED)
    tab_to(page, "button[name=_move][value=submit]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/move/submit/")
    tab_to(page, ".submit-row input.default")
    page.keyboard.press("Enter")
    page.wait_for_selector(SAVED)
    assert page.complaints == []
    release = office_in_use.releases.get()
    assert release.state == "submitted"
    assert release.attachments.count() == 2
    assert "Datanglah." in release.body
