"""What the walks have in common: pictures of what was done, moves, and the way by keyboard."""

import re
from pathlib import Path

WIDE, NARROW = 1280, 390  # pixels
SAVED = ".messagelist .success"


class Steps:
    """Counts what people do, and takes a picture after each, to be looked at.

    With `narrow`, another one: the same page on a phone, dark.
    """

    def __init__(self, folder: Path, *, narrow: bool = False) -> None:
        self.folder, self.narrow, self.done = folder, narrow, []
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob("*.png"):
            old.unlink()

    def __call__(self, page, what: str) -> None:
        self.done.append(what)
        name = f"{len(self.done):02}-{re.sub(r'[^a-z]+', '-', what.lower()).strip('-')}"
        page.screenshot(path=self.folder / f"{name}.png", full_page=True, animations="disabled")
        if self.narrow:
            usual = page.viewport_size
            page.set_viewport_size({"width": NARROW, "height": 844})
            page.emulate_media(color_scheme="dark")
            page.screenshot(
                path=self.folder / f"{name}-narrow.png", full_page=True, animations="disabled"
            )
            page.emulate_media(color_scheme="light")
            page.set_viewport_size(usual)


def confirm(page, **typed: str) -> None:
    """Fill in the page of a move, and make it."""
    for name, text in typed.items():
        page.fill(f"#id_{name}", text)
    page.click(".submit-row input.default")
    page.wait_for_selector(SAVED)


def press(page, move: str) -> None:
    """Choose a move on a release's page. What was typed is saved first."""
    page.click(f"button[name=_move][value={move}], a.button[href$='/move/{move}/']")
    page.wait_for_url(f"**/move/{move}/")


def tab_to(page, selector: str) -> None:
    """Press Tab until something has the focus, as a person without a mouse does."""
    for _press in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"No way leads to {selector} by keyboard.")
