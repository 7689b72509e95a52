"""Takes every public page at three widths, light and dark: `python3 dev.py sheets`.

For whoever changes how the pages look. Of the demo, in a newsroom that was made for it and is
thrown away; `dev.py` makes it. The pictures go into var/sheets/, with all of them on one,
overview.png. Nothing of it is kept in the repository.
"""

import os
from itertools import product
from pathlib import Path

from django.conf import settings
from PIL import Image, ImageDraw
from playwright.sync_api import Browser

from tests.browser import launched
from tests.pictures import release_called, served

WIDTHS = (360, 768, 1440)  # pixels
SCHEMES = ("light", "dark")
LOOKS = list(product(WIDTHS, SCHEMES))
SMALL = (240, 420)  # pixels, of one picture on the overview
GAP = 12


def public_pages() -> dict[str, str]:
    """The address of each page, by the name of its picture."""

    def sheet(beginning: str) -> str:
        return release_called(beginning).public_edition().get_absolute_url()

    portal = release_called("Portal Data Terbuka")
    return {
        "home": "/",
        "home-en": "/en/",
        "list": "/releases/",
        "list-narrowed": "/releases/?q=sungai&genre=release",
        "list-empty": "/releases/?q=tidakada",
        "month": f"/releases/{portal.date:%Y/%m}/",
        "agencies": "/agencies/",
        "agency": "/agencies/diskominfotik/",
        "agency-below": "/agencies/dinkes/",
        "corrected": sheet("Portal Data Terbuka"),
        "translation": portal.translations.get().public_edition().get_absolute_url(),
        "joint": sheet("Dua Dinas"),
        "table": sheet("Pekan Vaksinasi"),
        "capitals": sheet("PESAN BERANTAI"),
        "earlier": f"{sheet('Portal Data Terbuka')}editions/1/",
        "difference": f"{sheet('Portal Data Terbuka')}editions/1/2/",
        "withdrawn": sheet("Lomba Foto Pesisir Nusa Kencana Berhadiah"),
        "archive": "/archive/",
        "topics": "/topics/",
        "topic": "/topics/kesehatan/",
        "corrections": "/corrections/",
        "verify": "/verify/?number=1158",
        "contacts": "/contacts/",
        "feeds": "/feeds/",
        "subscribe": "/subscribe/",
        "about": "/about/",
        "accessibility": "/accessibility/",
        "api": "/api/",
        "open-data": "/open/",
        "not-found": "/releases/2020/01/tidak-ada/",
        "link-that-opens-nothing": "/preview/palsu/",
        "style": "/style/",
    }


def take(chromium: Browser, address: str, width: int, scheme: str, path: Path) -> None:
    look = {"viewport": {"width": width, "height": 900}, "color_scheme": scheme}
    context = chromium.new_context(locale="id-ID", **look)
    page = context.new_page()
    page.goto(address)
    # What would be fetched when somebody scrolls there.
    page.locator("img[loading=lazy]").evaluate_all(
        "pictures => pictures.forEach(picture => { picture.loading = 'eager'; })"
    )
    page.evaluate("() => Promise.allSettled([...document.images].map(picture => picture.decode()))")
    page.screenshot(path=path, full_page=True)
    context.close()


def overview(folder: Path, names: list[str]) -> Image.Image:
    """The upper part of every picture, a row for each page."""
    width, height = SMALL
    step = (width + GAP, height + GAP + 20)
    drawn = Image.new("RGB", (step[0] * len(LOOKS) + GAP, step[1] * len(names) + GAP), "#888")
    pen = ImageDraw.Draw(drawn)
    for row, name in enumerate(names):
        for column, (wide, scheme) in enumerate(LOOKS):
            left, top = GAP + column * step[0], GAP + row * step[1]
            with Image.open(folder / f"{name}-{wide}-{scheme}.png") as whole:
                part = whole.crop((0, 0, whole.width, min(whole.height, wide * height // width)))
                drawn.paste(part.resize((width, part.height * width // wide)), (left, top + 20))
            pen.text((left, top), f"{name}, {wide}, {scheme}", fill="white", font_size=14)
    return drawn


def take_all(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    pages = public_pages()
    with launched() as chromium, served() as newsroom:
        settings.DEBUG = False  # errors as the public sees them
        for (name, address), (width, scheme) in product(pages.items(), LOOKS):
            picture = folder / f"{name}-{width}-{scheme}.png"
            take(chromium, newsroom + address, width, scheme, picture)
    overview(folder, [*pages]).save(folder / "overview.png")


if __name__ == "__main__":
    take_all(Path(os.environ["SHEETS"]))
