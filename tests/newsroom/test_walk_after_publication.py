"""What happens after approval, as people walk it: appears, corrected, translated, withdrawn."""

from datetime import timedelta

import feedparser
from django.utils import timezone

from tests.cast import written
from tests.health import assert_healthy
from tests.thoroughness import once

pytestmark = once

ADDRESS = "/releases/2020/03/gubernur-resmikan-taman-baca/"


def moved(page, release, move, **typed):
    """Make a move on its own page, as a person does."""
    page.goto(f"/admin/releases/release/{release.pk}/move/{move}/")
    for name, text in typed.items():
        page.fill(f"#id_{name}", text)
    page.click(".submit-row input.default")
    assert page.complaints == []


def test_it_works(visit, client, office, sequence, ani, budi):
    release = written(office, ani)
    author, approver, public = visit(ani), visit(budi), visit()
    moved(author, release, "submit")

    # Approved for a moment to come: hidden until then, and there without anybody's doing.
    soon = timezone.localtime() + timedelta(seconds=25)
    approver.goto(f"/admin/releases/release/{release.pk}/move/approve/")
    approver.eval_on_selector("#id_publish_at", "field => field.step = 1")
    approver.fill("#id_publish_at", f"{soon:%Y-%m-%dT%H:%M:%S}")
    approver.click(".submit-row input.default")
    assert public.goto(ADDRESS).status == 404
    public.wait_for_timeout(max(0, (soon - timezone.localtime()).total_seconds() + 0.1) * 1000)
    assert public.goto(ADDRESS).status == 200

    # Corrected: the note at the top, the text before it, and what was changed.
    moved(author, release, "correct")
    author.fill(".editor-text", "Dua taman baca dibuka.")
    author.click("button[name=_move][value=submit]")
    author.click(".submit-row input.default")
    moved(approver, release, "approve", correction_note="Dua taman, bukan satu.")
    public.goto(ADDRESS)
    assert "Dua taman, bukan satu." in public.inner_text(".correction")
    assert "Dua taman baca dibuka." in public.inner_text(".sheet")
    public.goto(f"{ADDRESS}editions/1/")
    assert "Taman baca dibuka." in public.inner_text(".sheet")
    public.goto(f"{ADDRESS}editions/1/2/")
    assert public.inner_text("ins") == "Dua taman"

    # Translated: its own page under the same number, shown where people read English.
    author.goto(f"/admin/releases/release/{release.pk}/move/translate/")
    author.select_option("#id_language", "en")
    author.click(".submit-row input.default")
    author.fill("#id_title", "Governor opens reading gardens")
    author.fill(".editor-text", "Two reading gardens were opened.")
    author.click("button[name=_move][value=submit]")
    author.click(".submit-row input.default")
    translation = release.translations.get()
    moved(approver, translation, "approve")
    assert translation.number_texts() == release.number_texts() == ["1158/SP-HMS/03/2020"]
    public.goto("/en/")
    assert "Governor opens reading gardens" in public.inner_text("main")
    assert "Gubernur resmikan" not in public.inner_text("main")

    # Withdrawn: a tombstone in its place, in the list, in the feed, and by its number.
    approver.goto(f"/admin/releases/release/{release.pk}/move/withdraw/")
    assert "Gubernur resmikan taman baca" in approver.inner_text(".seen")
    moved(approver, release, "withdraw", public_reason="Peresmian ditunda.")
    public.complaints.clear()
    for address in (ADDRESS, f"{ADDRESS}editions/1/", "/number/1158", "/en/number/1158-sp-hms"):
        assert public.goto(address).status == 410
        assert "Peresmian ditunda." in public.inner_text("main")
        assert "taman" not in public.inner_text("main").lower()
    public.goto("/releases/?q=1158&sort=newest")
    assert public.locator(".ledger li").count() == 1
    assert "1158/SP-HMS/03/2020" in public.inner_text(".ledger")
    [item] = feedparser.parse(client.get("/feeds/rss.xml").content).entries
    assert "1158/SP-HMS/03/2020" in item.title
    assert item.summary == "Peresmian ditunda."
    assert_healthy()
