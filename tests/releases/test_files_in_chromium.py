"""Pictures and files in a release's form, in Chromium: chosen, dropped, put in order, placed."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from releases.models import Release
from tests.newsroom.test_accessibility import LOOKS
from tests.releases.files import makers
from tests.releases.test_files_form import attach
from tests.thoroughness import once

pytestmark = once

SAVE = "[name=_continue]:visible"
INPUT = "#id_uploads"
SAID = ".uploads-said"
UPLOAD = "**/form/upload/"
TALL = {"width": 1280, "height": 4000}


def payload(name: str, content: bytes | None = None) -> dict:
    content = makers.GOOD[name] if content is None else content
    return {"name": name, "mimeType": "", "buffer": content}


def drop(page, name: str, content: bytes) -> None:
    page.locator(".attachments").evaluate(
        """(section, [name, bytes]) => {
            const dataTransfer = new DataTransfer();
            dataTransfer.items.add(new File([new Uint8Array(bytes)], name));
            const given = { dataTransfer, bubbles: true, cancelable: true };
            for (const kind of ["dragover", "drop"])
                section.dispatchEvent(new DragEvent(kind, given));
        }""",
        [name, list(content)],
    )


def names(page) -> list[str]:
    return page.locator(".file-name b").all_inner_texts()


def focused(page, attribute: str) -> str:
    return page.evaluate(f"document.activeElement.getAttribute('{attribute}')")


def said(page, sentence: str) -> None:
    page.locator(SAID, has_text=sentence).wait_for()


def save(page) -> None:
    """Save, which may be after what was typed has been kept."""
    with page.expect_navigation():
        page.click(SAVE)


def without_autosave(page) -> None:
    """Nothing but the files is looked at here, and no request outlives its test."""
    nothing = {"said": "", "outlook": "", "others": ""}
    for asked in ("autosave", "leave"):
        page.route(f"**/form/*/{asked}/", lambda route: route.fulfill(json=nothing))


@pytest.fixture
def opened(visit, draft, ani):
    """The form of a release that has some files already, in English."""

    def opening(*files: str, **options):
        attach(draft, *files)
        page = visit(ani, **options)
        without_autosave(page)
        page.goto(f"/en/admin/releases/release/{draft.pk}/change/")
        page.locator(".attachments.with-script").wait_for()
        return page

    return opening


def test_it_works(opened, draft):
    page = opened()
    page.set_input_files(INPUT, [payload("foto.jpg"), payload("laporan.pdf"), payload("acara.mp4")])
    said(page, "Files added: 3.")
    assert names(page) == ["foto.jpg", "laporan.pdf", "acara.mp4"]
    assert focused(page, "name") == "attachments-0-alt"
    page.keyboard.type("Warga di taman baca")
    page.click("[aria-label='Move laporan.pdf up']")
    page.click("[aria-label='Place in the text: foto.jpg']")
    save(page)
    assert list(draft.attachments.values_list("order", "name", "alt")) == [
        (1, "laporan.pdf", ""),
        (2, "foto.jpg", "Warga di taman baca"),
        (3, "acara.mp4", ""),
    ]
    draft.refresh_from_db()
    assert "<p>[foto 1]</p>" in draft.body
    assert page.complaints == []


def test_what_is_dropped_is_sent_at_once(opened):
    page = opened()
    drop(page, "foto.png", makers.GOOD["foto.png"])
    said(page, "Files added: 1.")
    assert names(page) == ["foto.png"]
    assert page.locator(".attachments.dropping").count() == 0


def test_files_that_were_sent_are_not_sent_again(opened, draft):
    page = opened()
    page.set_input_files(INPUT, [payload("foto.jpg")])
    said(page, "Files added: 1.")
    assert page.input_value(INPUT) == ""
    save(page)
    assert draft.attachments.count() == 1


def test_every_problem_is_named_and_the_rest_is_taken(opened):
    page = opened()
    bad = [payload("peta.svg", b"<svg/>"), payload("foto.jpg"), payload("kosong.pdf", b"")]
    page.set_input_files(INPUT, bad)
    said(page, "Files added: 1.")
    problems = page.locator("[role=alert] li").all_inner_texts()
    assert [problem.split()[0] for problem in problems] == ["peta.svg", "kosong.pdf"]
    assert names(page) == ["foto.jpg"]
    page.set_input_files(INPUT, [payload("foto.png")])
    said(page, "Files added: 1.")
    page.locator(".file").nth(1).wait_for()
    assert page.locator("[role=alert] li").count() == 0


@pytest.mark.parametrize("fault", ["cut", "signed out", "failed"])
def test_a_file_that_did_not_arrive_is_named(opened, fault):
    def broken(route):
        if fault == "cut":
            route.abort()
        else:
            route.fulfill(status=500 if fault == "failed" else 200, body="<p>Masuk</p>")

    page = opened()
    page.route(UPLOAD, broken)
    page.set_input_files(INPUT, [payload("foto.jpg")])
    said(page, "Files added: 0.")
    told = page.locator("[role=alert] li").all_inner_texts()
    assert told == ["foto.jpg could not be sent. Try again."]
    page.unroute(UPLOAD)
    page.set_input_files(INPUT, [payload("foto.jpg")])
    said(page, "Files added: 1.")


def test_saving_waits_for_files_on_their_way(opened, draft):
    held = []
    page = opened()
    page.route(UPLOAD, lambda route: held.append(route))
    page.set_input_files(INPUT, [payload("foto.jpg")])
    said(page, "Sending 1 of 1: foto.jpg")
    page.click(SAVE)
    said(page, "as soon as")
    with page.expect_navigation():
        held[0].continue_()
    assert draft.attachments.count() == 1


def test_autosave_hears_of_each_file(opened):
    page = opened()
    page.evaluate(
        "window.heard = 0; "
        "document.querySelector('#release_form').addEventListener('input', () => window.heard++)"
    )
    drop(page, "foto.png", makers.GOOD["foto.png"])
    said(page, "Files added: 1.")
    assert page.evaluate("window.heard") == 1


def test_whoever_went_on_writing_is_left_alone(opened):
    held = []
    page = opened()
    page.route(UPLOAD, lambda route: held.append(route))
    page.set_input_files(INPUT, [payload("foto.jpg")])
    said(page, "Sending")
    page.focus("#id_title")
    held[0].continue_()
    said(page, "Files added: 1.")
    assert focused(page, "id") == "id_title"


def test_the_keyboard_puts_in_order_and_keeps_its_place(opened, draft):
    page = opened("foto.jpg", "foto.png", "laporan.pdf")
    page.focus("[aria-label='Move foto.jpg down']")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    said(page, "foto.jpg is now 3 of 3.")
    assert focused(page, "aria-label") == "Move foto.jpg down"
    page.keyboard.press("Enter")
    assert names(page) == ["foto.png", "laporan.pdf", "foto.jpg"]
    save(page)
    assert names(page) == ["foto.png", "laporan.pdf", "foto.jpg"]
    assert list(draft.attachments.values_list("order", flat=True)) == [1, 2, 3]
    assert page.complaints == []


def drag(page, target, *, down: float) -> None:
    """Drag the first file by its handle to some way down another element, 0 to 1."""
    handle, goal = page.locator(".file-handle").first.bounding_box(), target.bounding_box()
    page.mouse.move(handle["x"] + 9, handle["y"] + 9)
    page.mouse.down()
    page.mouse.move(goal["x"] + 60, goal["y"] + goal["height"] * down, steps=4)
    page.mouse.move(goal["x"] + 60, goal["y"] + goal["height"] * down + 1)
    page.mouse.up()


def test_the_mouse_puts_in_order(opened):
    page = opened("foto.jpg", "foto.png", "laporan.pdf", viewport=TALL)
    drag(page, page.locator(".file").nth(1), down=0.9)
    said(page, "foto.jpg is now 2 of 3.")
    assert names(page) == ["foto.png", "foto.jpg", "laporan.pdf"]


def test_a_drag_that_is_broken_off_changes_nothing(opened):
    page = opened("foto.jpg", "foto.png", viewport=TALL)
    drag(page, page.locator("#footer"), down=0.5)
    assert names(page) == ["foto.jpg", "foto.png"]
    assert page.locator(".file.dragged").count() == 0


def test_a_click_sets_the_focus(opened, draft):
    page = opened("foto.jpg", viewport=TALL)
    box = page.locator(".file-picture img").bounding_box()
    page.mouse.click(box["x"] + box["width"] / 4, box["y"] + box["height"] * 3 / 4)
    x, y = (int(page.input_value(f"#id_attachments-0-focus_{axis}")) for axis in "xy")
    assert abs(x - 25) <= 2
    assert abs(y - 75) <= 2
    page.fill("#id_attachments-0-focus_x", "90")
    assert page.locator(".focus-mark").evaluate("mark => mark.style.left") == "90%"
    save(page)
    one = draft.attachments.get()
    assert (one.focus_x, one.focus_y) == (90, y)
    assert page.complaints == []


def test_of_a_decoration_no_words_are_asked_and_none_are_lost(opened, draft):
    page = opened("foto.jpg")
    page.fill("#id_attachments-0-alt", "Hiasan")
    page.check("#id_attachments-0-decorative")
    assert not page.is_editable("#id_attachments-0-alt")
    page.uncheck("#id_attachments-0-decorative")
    assert page.is_editable("#id_attachments-0-alt")
    page.check("#id_attachments-0-decorative")
    save(page)
    one = draft.attachments.get()
    assert (one.alt, one.decorative) == ("Hiasan", True)
    assert not page.is_editable("#id_attachments-0-alt")


def test_a_saved_file_is_taken_out_and_kept_after_all(opened, draft):
    page = opened("foto.jpg")
    remove = page.get_by_role("button", name="Remove foto.jpg")
    remove.click()
    said(page, "foto.jpg will be taken out when you save.")
    undo = page.get_by_role("button", name="Undo: keep foto.jpg")
    undo.click()
    said(page, "foto.jpg stays.")
    remove.click()
    save(page)
    assert not draft.attachments.exists()


def test_a_new_file_that_is_taken_out_leaves_its_place_to_the_next(opened, draft):
    page = opened("laporan.pdf")
    page.set_input_files(INPUT, [payload("foto.jpg"), payload("foto.png")])
    said(page, "Files added: 2.")
    page.get_by_role("button", name="Remove foto.jpg").click()
    said(page, "foto.jpg is taken out.")
    assert page.get_by_role("button", name="Remove foto.png").evaluate(
        "button => button === document.activeElement"
    )
    page.set_input_files(INPUT, [payload("foto.webp")])
    said(page, "Files added: 1.")
    save(page)
    assert [one.name for one in draft.attachments.all()] == ["laporan.pdf", "foto.png", "foto.webp"]
    assert len({one.number for one in draft.attachments.all()}) == 3
    assert page.complaints == []


def test_the_editor_may_place_it_itself(opened):
    page = opened("foto.jpg")
    page.evaluate(
        "document.addEventListener('desk:insert', (event) => {"
        " window.asked = event.detail.text; event.preventDefault(); })"
    )
    page.click("[data-do=place]")
    said(page, "[foto 1] is in the text now.")
    assert page.evaluate("window.asked") == "[foto 1]"


def test_without_an_editor_it_is_placed_at_the_cursor(visit, draft, ani):
    attach(draft, "foto.jpg")
    page = visit(ani)
    without_autosave(page)
    page.route("**/django_prose_editor/editor.js", lambda route: route.abort())
    page.goto(f"/en/admin/releases/release/{draft.pk}/change/")
    page.fill("#id_body", "Satu.\n\nDua.")
    page.eval_on_selector("#id_body", "area => area.setSelectionRange(5, 5)")
    page.click("[data-do=place]")
    assert page.input_value("#id_body") == "Satu.\n\n[foto 1]\n\nDua."


def test_without_scripts_the_form_does_the_same(visit, draft, ani):
    page = visit(ani, java_script_enabled=False)
    page.goto(f"/en/admin/releases/release/{draft.pk}/change/")
    page.set_input_files(INPUT, [payload("foto.jpg"), payload("laporan.pdf")])
    page.click(SAVE)
    page.fill("#id_attachments-0-order", "5")
    page.click(SAVE)
    assert names(page) == ["laporan.pdf", "foto.jpg"]
    page.check("#id_attachments-0-DELETE")
    page.click(SAVE)
    assert names(page) == ["foto.jpg"]
    assert Release.objects.get().attachments.get().order == 5


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_axe_finds_nothing(opened, width, scheme):
    page = opened(
        *("foto.jpg", "foto.png", "laporan.pdf", "acara.mp4"),
        bypass_csp=True,
        viewport={"width": width, "height": 800},
        color_scheme=scheme,
    )
    page.set_input_files(INPUT, [payload("foto.webp"), payload("peta.svg", b"<svg/>")])
    said(page, "Files added: 1.")
    page.check("#id_attachments-0-decorative")
    page.get_by_role("button", name="Remove foto.png").click()
    found = Axe().run(page, context=".attachments").response["violations"]
    assert [f"{fault['id']}: {fault['nodes'][0]['html']}" for fault in found] == []
    for button in page.locator(".attachments button:visible").all():
        assert button.bounding_box()["height"] >= 24
    assert page.evaluate("document.documentElement.scrollWidth") <= width
