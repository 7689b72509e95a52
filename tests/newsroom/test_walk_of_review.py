"""A release under four eyes: submitted, sent back, mended, approved for a moment ahead with a link
for one journalist, corrected, withdrawn.

A picture of every step is left in `var/walk/review/`, on a desk and, dark, on a phone.
"""

from datetime import timedelta

from django.utils import timezone

from tests.cast import written
from tests.newsroom.steps import SAVED, Steps, confirm, press, tab_to
from tests.thoroughness import once

pytestmark = once

PUBLIC = "/releases/2020/03/gubernur-resmikan-taman-baca/"
WAITING = "section[aria-labelledby=waits]"
SARI = "Sari Wulandari, Harian Uji"
AHEAD = timedelta(seconds=15)  # a link is made and read in three, on a busy machine


def test_it_works(visit, settings, office, sequence, ani, budi):
    release = written(office, ani)
    page_of_it = f"/admin/releases/release/{release.pk}/change/"
    author, approver, journalist = visit(ani), visit(budi), visit()
    step = Steps(settings.BASE_DIR / "var" / "walk" / "review", narrow=True)

    author.goto(page_of_it)
    press(author, "submit")
    confirm(author, note="Mohon dibaca hari ini.")
    step(author, "submitted")

    # The approver finds it on the first page, asks something, and sends it back.
    approver.goto("/admin/")
    step(approver, "what waits for the approver")
    approver.click(f"{WAITING} .what a")
    approver.wait_for_url(f"**{page_of_it}")
    assert "Mohon dibaca hari ini." in approver.inner_text(".thread")
    step(approver, "opened")
    approver.goto(f"/admin/releases/release/{release.pk}/notes/")
    approver.fill("#id_text", "Berapa taman yang dibuka?")
    approver.click(".submit-row input.default")
    approver.wait_for_selector(SAVED)
    step(approver, "a note in the thread")
    approver.goto(page_of_it)
    press(approver, "send_back")
    step(approver, "about to send it back")
    confirm(approver, note="Sebutkan jumlah tamannya.")
    step(approver, "sent back")

    # The author finds it there, mends it, looks at what was changed, and submits again.
    author.goto("/admin/")
    assert "Sebutkan jumlah tamannya." in author.inner_text(WAITING)
    step(author, "what waits for the author")
    author.click(f"{WAITING} .what a")
    author.wait_for_url(f"**{page_of_it}")
    assert "Berapa taman yang dibuka?" in author.inner_text(".thread")
    author.fill(".editor-text", "Dua taman baca dibuka.")
    author.click("[name=_continue]:visible")
    author.wait_for_selector(SAVED)
    step(author, "mended")
    author.goto(f"/admin/releases/release/{release.pk}/history/")
    step(author, "history")
    author.click(".choosing >> nth=0 >> button")
    author.wait_for_url("**/compare/revisions/**")
    assert "Dua taman" in author.locator("ins").all_inner_texts()
    step(author, "two revisions compared")
    author.goto(page_of_it)
    press(author, "submit")
    confirm(author)
    author.goto("/admin/releases/release/")
    step(author, "submitted again, in the list")

    # Approved for a moment ahead. Until then one journalist reads it, and nobody else.
    approver.goto(page_of_it)
    press(approver, "approve")
    step(approver, "about to approve")
    approver.eval_on_selector("#id_publish_at", "field => field.step = 1")
    soon = timezone.localtime() + AHEAD
    confirm(approver, publish_at=f"{soon:%Y-%m-%dT%H:%M:%S}")
    approver.goto(f"/admin/releases/release/{release.pk}/links/")
    approver.fill("#id_embargo-recipient", SARI)
    approver.click("button[value=embargo]")
    address = approver.inner_text("#secret")
    assert journalist.goto(address).status == 200
    assert journalist.url == address
    assert "Dua taman baca dibuka." in journalist.inner_text(".sheet")
    assert SARI in journalist.inner_text(".by-link")
    assert SARI in journalist.text_content(".watermark")
    step(journalist, "the journalist reads before its time")
    assert journalist.request.get(PUBLIC).status == 404
    step(approver, "a link for one journalist")
    approver.goto(page_of_it)
    step(approver, "scheduled")
    approver.goto(f"/admin/releases/release/{release.pk}/links/")
    step(approver, "the links of the release")
    approver.click(".links-made li a")
    assert "Chrome" in approver.inner_text(".openings")
    assert approver.locator(".openings tbody tr").count() == 1
    step(approver, "who opened the link")

    # Its time comes, without anybody's doing, and the link leads to it.
    journalist.wait_for_timeout(max(0, (soon - timezone.localtime()).total_seconds()) * 1000 + 100)
    assert journalist.goto(address).status == 200
    assert journalist.url.endswith(PUBLIC)
    assert journalist.locator(".watermark").count() == 0
    step(journalist, "public")

    # Corrected, with a note that people read.
    author.goto(page_of_it)
    press(author, "correct")
    step(author, "about to correct")
    confirm(author)
    author.fill(".editor-text", "Tiga taman baca dibuka.")
    press(author, "submit")
    confirm(author, note="Satu taman terlewat.")
    approver.goto(page_of_it)
    press(approver, "approve")
    step(approver, "about to approve the correction")
    confirm(approver, correction_note="Tiga taman, bukan dua.")
    journalist.goto(PUBLIC)
    assert "Tiga taman, bukan dua." in journalist.inner_text(".correction")
    step(journalist, "corrected")

    # Withdrawn: the reason, in its place and for the old link too.
    approver.goto(page_of_it)
    press(approver, "withdraw")
    step(approver, "about to withdraw")
    confirm(approver, public_reason="Peresmian ditunda.")
    step(approver, "withdrawn")
    assert [page.complaints for page in (author, approver, journalist)] == [[], [], []]
    assert journalist.goto(PUBLIC).status == 410
    assert "Peresmian ditunda." in journalist.inner_text("main")
    assert "taman" not in journalist.inner_text("main").lower()
    step(journalist, "what people see in its place")
    assert all("410" in said for said in journalist.complaints)  # the browser's own word for it


def test_an_approver_needs_no_mouse(visit, submitted, budi):
    page = visit(budi)
    page.goto("/admin/")
    tab_to(page, f"{WAITING} .what a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/change/")
    tab_to(page, "button[name=_move][value=approve]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/move/approve/")
    tab_to(page, ".submit-row input.default")
    page.keyboard.press("Enter")
    page.wait_for_selector(SAVED)
    assert page.complaints == []
    assert submitted.public_edition().title == submitted.title
