"""Nothing typed is lost, in Chromium: after a crash, after signing out, beside somebody else."""

import time

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from releases.models import Release, WorkingCopy
from tests.browser import let_the_cursor_rest
from tests.releases.test_editor import ADD, SAVE, TEXT
from tests.thoroughness import once

pytestmark = once

KEPT = "[data-said]:has-text('.')"
AWAY = "[data-said][role=alert]"
TITLE = "#id_title"


def form_of(release: Release) -> str:
    return f"/admin/releases/release/{release.pk}/change/"


@pytest.fixture
def page(visit, draft, ani):
    """Ani's form of a draft."""
    page = visit(ani)
    page.goto(form_of(draft))
    page.warnings = []

    def stay(dialog) -> None:
        page.warnings.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    return page


def crashed(page):
    """Another window, after the first one has gone without a word."""
    context = page.context
    page.close(run_before_unload=False)
    fresh = context.new_page()
    fresh.complaints = page.complaints
    return fresh


def leave(page) -> None:
    page.click("#site-name a")


def until(fact) -> bool:
    """Whether something becomes true that the browser does on its own."""
    for _time in range(100):
        if fact():
            return True
        time.sleep(0.05)
    return False


def test_it_works(page, draft):
    page.fill(TITLE, "Judul setengah jadi")
    page.click(TEXT)
    let_the_cursor_rest(page)
    page.keyboard.type("Kata baru. ")
    page.wait_for_selector(KEPT)
    page = crashed(page)
    page.goto(form_of(draft))
    assert page.input_value(TITLE) == "Judul setengah jadi"
    assert "Kata baru." in page.inner_text(TEXT)
    page.click(".restored button")
    assert page.input_value(TITLE) == draft.title
    assert not page.is_visible(".restored")
    assert page.complaints == []


def test_the_first_keystroke_of_a_new_release_is_kept(visit, office, sequence, ani):
    page = visit(ani)
    page.goto(ADD)
    page.type(TITLE, "T")
    page.wait_for_selector(KEPT)
    page = crashed(page)
    page.goto(ADD)
    assert page.input_value(TITLE) == "T"
    assert page.complaints == []


def test_leaving_with_unsaved_text_warns(page):
    page.type(TITLE, "x")
    leave(page)
    assert until(lambda: page.warnings == ["beforeunload"])
    assert page.url.endswith("/change/")


def test_what_was_typed_last_is_kept_even_by_who_leaves_all_the_same(visit, draft, ani):
    page = visit(ani)
    page.goto(form_of(draft))
    page.on("dialog", lambda dialog: dialog.accept())
    page.type(TITLE, "Lalu pergi")
    leave(page)
    assert until(lambda: "Lalu+pergi" in WorkingCopy.objects.get().typed)


def test_leaving_a_form_that_nobody_touched_does_not_warn(page):
    page.click(TITLE)
    leave(page)
    page.wait_for_url("**/admin/")
    assert page.warnings == []


def test_saving_does_not_warn(page, draft):
    page.type(TITLE, "x")
    page.click(SAVE)
    page.wait_for_selector(".success")
    page.click(TITLE)
    leave(page)
    page.wait_for_url("**/admin/")
    assert page.warnings == []
    assert WorkingCopy.objects.exclude(typed="").count() == 0


def test_who_closes_an_untouched_form_is_at_once_not_at_it_any_more(page):
    assert WorkingCopy.objects.count() == 1
    leave(page)
    assert until(lambda: not WorkingCopy.objects.exists())


def test_each_of_two_editors_is_told_of_the_other(visit, page, draft, budi):
    second = visit(budi)
    second.goto(form_of(draft))
    assert "ani" in second.inner_text("[data-others]")
    page.type(TITLE, "x")
    page.wait_for_selector("[data-others]:has-text('budi')")


def test_a_conflict_shows_both_texts_and_leaving_it_warns(visit, page, draft, budi):
    second = visit(budi)
    second.goto(form_of(draft))
    second.fill(TITLE, "Judul Budi")
    second.click(SAVE)
    second.wait_for_selector(".success")
    page.fill(TITLE, "Judul Ani")
    page.click(SAVE)
    page.wait_for_selector(".conflict")
    assert "Judul Budi" in page.inner_text(".conflict")
    assert page.input_value(TITLE) == "Judul Ani"
    page.click(TITLE)
    leave(page)
    assert until(lambda: page.warnings == ["beforeunload"])


def test_who_is_signed_out_is_told_and_loses_nothing(page, draft, ani):
    ani.set_password("kata-sandi-uji")
    ani.save()
    page.context.clear_cookies(name="session")
    page.type(TITLE, "Sesi habis: ")
    page.wait_for_selector(AWAY)
    page.click(SAVE)
    page.wait_for_timeout(500)
    assert page.url.endswith("/change/")

    elsewhere = page.context.new_page()
    elsewhere.goto(page.url.partition("/admin/")[0] + "/admin/")
    elsewhere.fill("#id_username", "ani")
    elsewhere.fill("#id_password", "kata-sandi-uji")
    elsewhere.click("[type=submit]")

    page.click(SAVE)
    page.wait_for_selector(".success")
    draft.refresh_from_db()
    assert "Sesi habis" in draft.title
    assert page.warnings == []
    assert page.complaints == []


def test_what_is_typed_while_the_newsroom_cannot_be_reached_is_kept_later(page, draft):
    page.route("**/autosave/", lambda route: route.abort())
    page.type(TITLE, "Luring: ")
    page.wait_for_selector(AWAY)
    page.unroute("**/autosave/")
    page.evaluate("dispatchEvent(new Event('online'))")
    page.wait_for_selector("[data-said][role=status]")
    assert "Luring" in WorkingCopy.objects.get().typed
    assert [said for said in page.complaints if "ERR_FAILED" not in said] == []


def test_saving_waits_for_what_is_just_being_kept(page, draft):
    held = []
    page.route("**/autosave/", lambda route: held.append(route))
    page.type(TITLE, "Sekarang: ")
    assert until(lambda: page.wait_for_timeout(50) or held)
    page.click(SAVE)
    assert page.url.endswith("/change/")
    assert "Sekarang" not in Release.objects.get().title
    held[0].continue_()
    page.wait_for_selector(".success")
    assert "Sekarang" in Release.objects.get().title
    assert WorkingCopy.objects.exclude(typed="").count() == 0


def test_the_preview_is_the_public_page_and_leaves_the_form_as_it_was(page, draft):
    page.fill(TITLE, "Judul pratinjau")
    with page.expect_popup() as opened:
        page.click("[formaction$='/preview/']")
    preview = opened.value
    assert preview.inner_text("h1") == "Judul pratinjau"
    assert preview.is_visible(".sheet")
    leave(page)
    assert until(lambda: page.warnings == ["beforeunload"])
    draft.refresh_from_db()
    assert draft.title != "Judul pratinjau"
    assert page.complaints == []


def test_what_it_will_be_follows_the_typing(page):
    page.fill(TITLE, "Pasar baru dibuka")
    page.wait_for_selector("[data-outlook]:has-text('pasar-baru-dibuka')")


def test_what_has_not_changed_is_not_told_again(page):
    page.evaluate(
        """() => {
            window.changes = 0;
            const seen = new MutationObserver((all) => (window.changes += all.length));
            for (const region of document.querySelectorAll("[data-others], [data-outlook]"))
                seen.observe(region, { childList: true, subtree: true, characterData: true });
        }"""
    )
    with page.expect_response("**/autosave/"):
        page.check("#id_contacts input")
    page.wait_for_selector(KEPT)
    before = page.evaluate("window.changes")
    page.eval_on_selector(
        TITLE, "title => title.dispatchEvent(new Event('input', {bubbles: true}))"
    )
    with page.expect_response("**/autosave/"):
        pass
    page.wait_for_timeout(100)
    assert page.evaluate("window.changes") == before


@pytest.mark.parametrize(("typed", "anchor"), [("Lorem ipsum. ", "#id_body"), ("", "#id_contacts")])
def test_a_finding_leads_to_where_it_is_mended(page, typed, anchor):
    page.click(TEXT)
    let_the_cursor_rest(page)
    page.keyboard.type(typed)
    page.click(f"[data-outlook] a[href='{anchor}']")
    if anchor == "#id_body":
        expect(page.locator(TEXT)).to_be_focused()
    assert page.locator(TEXT if anchor == "#id_body" else anchor).bounding_box()["y"] < 800


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_axe_finds_nothing(visit, draft, ani, budi, width, scheme):
    # axe has to be let into the page; the policy itself is tested above.
    look = {"viewport": {"width": width, "height": 800}, "color_scheme": scheme}
    visit(budi).goto(form_of(draft))
    page = visit(ani, bypass_csp=True, **look)
    page.goto(form_of(draft))
    page.fill(TITLE, "GUBERNUR RESMIKAN TAMAN BACA XXX")
    page.wait_for_selector(KEPT)
    page = crashed(page)
    page.goto(form_of(draft))
    page.wait_for_selector(".restored")
    assert Axe().run(page).response["violations"] == []
