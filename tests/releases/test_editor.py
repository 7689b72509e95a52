"""The editor of a body, in Chromium: what is typed and pasted comes out as clean HTML."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from releases.models import Release
from tests.browser import let_the_cursor_rest
from tests.cast import written
from tests.thoroughness import once

pytestmark = once

ADD = "/admin/releases/release/add/"
TEXT = ".editor-text"
SAVE = "[name=_continue]:visible"

WORD_ITEM = """<p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'>
<![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>·<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>%s<o:p>
</o:p></p>"""
WORD = f"""<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta charset=utf-8>
<style><!-- p.MsoNormal {{margin:0cm; mso-style-unhide:no;}} --></style></head>
<body lang=IN style='word-wrap:break-word'><!--StartFragment-->
<h1 style='margin:0cm'><span lang=IN style='font-size:16.0pt'>Jadwal taman<o:p></o:p></span></h1>
<p class=MsoNormal style='text-align:justify'><b style='mso-bidi-font-weight:normal'>Taman</b>
seluas 20 m<sup>2</sup>, lihat <a href="https://contoh.example/"><span
style='color:blue'>laman</span></a>.</p>
{WORD_ITEM % "Senin pagi"}{WORD_ITEM % "Selasa sore"}
<table class=MsoTableGrid style='border-collapse:collapse'><tr style='mso-yfti-irow:0'>
<td width=300 style='width:225.4pt'><p class=MsoNormal>Hari<o:p></o:p></p></td>
<td width=300 style='width:225.4pt'><p class=MsoNormal>Jam<o:p></o:p></p></td></tr></table>
<p class=MsoNormal><!--[if gte vml 1]><v:imagedata src="file:///C:/a.png"/><![endif]-->
<![if !vml]><img width=9 src="file:///C:/a.png"><![endif]></p><!--EndFragment--></body></html>"""


def paste(page, html: str) -> None:
    page.locator(TEXT).evaluate(
        """(text, html) => {
            const clipboardData = new DataTransfer();
            clipboardData.setData("text/html", html);
            const given = { clipboardData, bubbles: true, cancelable: true };
            text.dispatchEvent(new ClipboardEvent("paste", given));
        }""",
        html,
    )
    page.wait_for_selector(".editor:not([aria-busy])")


def typed(page) -> str:
    """What the form would send."""
    return page.input_value("#id_body")


def back_in_the_text(page) -> None:
    """Wait until a button has given the focus back, which it does with the browser's next frame."""
    expect(page.locator(TEXT)).to_be_focused()
    let_the_cursor_rest(page)


def focused(page) -> str:
    return page.evaluate("document.activeElement.dataset.tool || document.activeElement.className")


@pytest.fixture
def page(visit, office, sequence, ani):
    page = visit(ani)
    page.goto(ADD)
    page.click(TEXT)
    let_the_cursor_rest(page)
    return page


@pytest.fixture
def reopened(visit, ani, office, sequence):
    """The form of a release whose body is given, with the cursor at the end of it."""

    def opening(body: str):
        release = written(office, ani, body=body)
        page = visit(ani)
        page.goto(f"/admin/releases/release/{release.pk}/change/")
        page.click(TEXT)
        let_the_cursor_rest(page)
        page.keyboard.press("Control+End")
        let_the_cursor_rest(page)
        return page, release

    return opening


def test_it_works(page):
    paste(page, WORD)
    page.keyboard.type("Sampai jumpa.")
    page.fill("#id_title", "Taman baca dibuka")
    page.click(SAVE)
    body = Release.objects.get().body
    for kept in (
        "<h2>Jadwal taman</h2>",
        "<strong>Taman</strong> seluas 20 m<sup>2</sup>",
        'href="https://contoh.example/"',
        "<ul><li>Senin pagi</li><li>Selasa sore</li></ul>",
        "<table>",
        "Sampai jumpa.",
    ):
        assert kept in body
    assert "style" not in body
    assert "Mso" not in body
    assert page.complaints == []


def test_pictures_left_out_of_a_paste_are_counted(page):
    paste(page, WORD)
    assert page.inner_text(".editor-said").startswith("1 ")
    assert "<img" not in typed(page)
    paste(page, "<p>Tanpa gambar.</p>")
    assert page.inner_text(".editor-said") == ""


def test_a_list_from_word_is_a_list_before_it_is_saved(page):
    paste(page, WORD)
    assert page.locator(f"{TEXT} li").all_inner_texts() == ["Senin pagi", "Selasa sore"]


def test_a_few_pasted_words_stay_in_the_line(page):
    page.keyboard.type("Taman  dibuka.")
    for _letter in " dibuka.":
        page.keyboard.press("ArrowLeft")
    let_the_cursor_rest(page)
    paste(page, "<p class=MsoNormal>baca <b>baru</b></p>")
    assert typed(page) == "<p>Taman baca <strong>baru</strong> dibuka.</p>"


def test_what_is_copied_within_the_text_comes_back_as_it_was(page):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    paste(page, '<p data-pm-slice="1 1 []">Satu.</p>')
    assert typed(page) == "<p>Satu.</p>"
    assert not [url for url in asked if "pasted" in url]


def test_pasting_goes_on_while_the_newsroom_cannot_be_reached(page):
    page.route("**/form/pasted/", lambda route: route.abort())
    paste(page, WORD)
    assert "<strong>Taman</strong>" in typed(page)
    assert page.inner_text(".editor-said").endswith(" 1")
    assert [said for said in page.complaints if "ERR_FAILED" not in said] == []


def test_a_line_that_another_script_asks_for_stands_after_the_cursor_s_paragraph(page):
    page.keyboard.type("Satu.\nDua.")
    page.keyboard.press("ArrowUp")
    let_the_cursor_rest(page)
    refused = page.eval_on_selector(
        "#id_body",
        """area => !area.dispatchEvent(new CustomEvent(
            "desk:insert", { detail: { text: "[foto 1]" }, cancelable: true }))""",
    )
    assert refused
    assert typed(page) == "<p>Satu.</p><p>[foto 1]</p><p>Dua.</p>"


def test_all_that_google_docs_wraps_in_a_false_b_is_not_bold(page):
    paste(
        page,
        '<b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr" style="margin:0">'
        '<span style="font-size:11pt;font-weight:400;">Satu </span>'
        '<span style="font-size:11pt;font-weight:700;">dua</span></p></b>',
    )
    assert typed(page) == "<p>Satu <strong>dua</strong></p>"
    assert page.complaints == []


def test_the_place_of_a_photo_stays(page):
    page.keyboard.type("Satu.\n[foto 2]\nDua.")
    assert typed(page) == "<p>Satu.</p><p>[foto 2]</p><p>Dua.</p>"


def test_plain_text_comes_in_as_its_paragraphs(reopened):
    page, release = reopened("<p>Satu &lt;3.</p>\n<p>Dua.</p>")
    page.keyboard.type(" Tiga.")
    page.click(SAVE)
    release.refresh_from_db()
    assert release.body == "<p>Satu &lt;3.</p><p>Dua. Tiga.</p>"


def test_what_no_button_makes_stays_when_the_text_is_edited(reopened):
    body = (
        '<p>CO<sub>2</sub> dan m<sup>2</sup>, <s>coret</s>.</p><hr><p lang="en">Thanks.</p>'
        "<h3>Lain</h3><blockquote><p>Kutipan.</p></blockquote><p>Akhir</p>"
    )
    page, release = reopened(body)
    page.keyboard.type(".")
    page.click(SAVE)
    release.refresh_from_db()
    assert release.body == body.replace("Akhir", "Akhir.")


@pytest.mark.parametrize("body", ["<p>Satu.</p>\n<p>Dua.</p>", "<p><b>Satu</b></p><p></p>", ""])
def test_opening_and_saving_is_no_edit(reopened, body):
    page, release = reopened(body)
    page.click(SAVE)
    release.refresh_from_db()
    assert (release.revision, release.body) == (1, body)


def test_a_text_put_into_the_textarea_by_another_script_is_shown(page):
    page.eval_on_selector(
        "#id_body",
        "area => { area.value = 'Satu.\\n\\nDua.'; area.dispatchEvent(new Event('change')) }",
    )
    assert page.locator(f"{TEXT} p").all_inner_texts() == ["Satu.", "Dua."]
    assert typed(page) == "Satu.\n\nDua."


def test_every_button_is_reached_and_used_by_keyboard(page):
    page.keyboard.press("Shift+Tab")
    assert focused(page) == "bold"
    page.keyboard.press("ArrowLeft")
    assert focused(page) == "redo"
    page.keyboard.press("Home")
    for _step in range(3):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    back_in_the_text(page)
    page.keyboard.type("Butir")
    assert typed(page) == "<ul><li><p>Butir</p></li></ul>"
    assert page.get_attribute("[data-tool=bulletList]", "aria-pressed") == "true"


def test_a_subheading_is_chosen_by_keyboard(page):
    page.keyboard.type("Jadwal")
    page.focus("[data-tool=kind]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert focused(page) == "kind"
    assert typed(page) == "<h3>Jadwal</h3>"


def test_tab_leaves_the_text_even_from_a_list_and_a_table(page):
    page.click("[data-tool=bulletList]")
    back_in_the_text(page)
    page.keyboard.type("Satu\nDua")
    page.keyboard.press("Tab")
    assert "editor-text" not in focused(page)
    page.click(f"{TEXT} li:last-child")
    let_the_cursor_rest(page)
    page.click("[data-tool=table]")
    back_in_the_text(page)
    for _cell in range(9):
        assert "editor-text" in focused(page)
        page.keyboard.press("Tab")
    assert "editor-text" not in focused(page)
    assert typed(page).count("<tr>") == 3


def test_a_link_is_set_and_removed_by_keyboard(page):
    page.keyboard.type("laman")
    page.keyboard.press("Control+a")
    let_the_cursor_rest(page)
    page.focus("[data-tool=link]")
    page.keyboard.press("Enter")
    page.keyboard.type("contoh.example")
    page.keyboard.press("Enter")
    assert 'href="https://contoh.example"' in typed(page)
    assert page.url.endswith(ADD)
    back_in_the_text(page)
    page.keyboard.press("Control+k")
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    page.keyboard.press("Enter")
    assert typed(page) == "<p>laman</p>"
    assert page.complaints == []


def test_its_name_is_that_of_the_field(page):
    assert page.get_by_role("textbox", name=page.inner_text("label[for=id_body]")).count() == 1


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_axe_finds_nothing(visit, office, sequence, ani, width, scheme):
    # axe has to be let into the page; the policy itself is tested above.
    look = {"viewport": {"width": width, "height": 800}, "color_scheme": scheme}
    page = visit(ani, bypass_csp=True, **look)
    page.goto(ADD)
    paste(page, WORD)
    page.click(f"{TEXT} td >> nth=0")
    assert Axe().run(page).response["violations"] == []
    page.click("[data-tool=link]")
    assert Axe().run(page).response["violations"] == []


def test_without_javascript_the_textarea_is_typed_into(visit, client, office, sequence, ani):
    page = visit(ani, java_script_enabled=False)
    page.goto(ADD)
    assert not page.is_visible(".editor-tools")
    page.fill("#id_title", "Taman baca dibuka")
    page.fill("#id_date", "28/03/2020")
    page.fill("#id_body", "Satu.\n\nDua.")
    page.click(SAVE)
    assert Release.objects.get().body == "<p>Satu.</p>\n<p>Dua.</p>"
