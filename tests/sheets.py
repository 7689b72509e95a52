"""Takes every public page at three widths, light and dark: `python3 dev.py sheets`.

For whoever changes how the pages look. Of the demo, in a newsroom that was made for it and is
thrown away; `dev.py` makes it. The pictures go into var/sheets/, with all of them on one,
overview.png; what is printed of some pages stands beside them as PDF. Nothing of it is kept in
the repository.
"""

from tests.pictures import release_called, served  # it sets Django up

# isort: split

import os
import sys
from collections.abc import Callable, Iterable
from itertools import product
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import User
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation
from PIL import Image, ImageDraw
from playwright.sync_api import Browser, Page

from agencies import invitations
from releases.links import making
from subscriptions import tokens
from tests.browser import launched
from tests.subscriptions.conftest import subscribed

WIDTHS = (360, 768, 1440)  # pixels
SCHEMES = ("light", "dark")
LOOKS = list(product(WIDTHS, SCHEMES))
SMALL = (240, 420)  # pixels, of one picture on the overview
GAP = 12

PRINTED = ("corrected", "table", "capitals", "withdrawn", "list", "contacts")
# Pages that no address gives: somebody asks too much, or something is broken.
FAILING = {
    "unreadable-400": "400.html",
    "not-allowed-403": "403.html",
    "form-not-taken-403": "403_csrf.html",
    "too-many-429": "429.html",
    "broken-500": "500.html",
    "not-now-503": "503.html",
}


def sheet(beginning: str) -> str:
    return release_called(beginning).public_edition().get_absolute_url()


def public_pages() -> dict[str, str]:
    """The address of each page, by the name of its picture."""
    portal = release_called("Portal Data Terbuka")
    number = portal.public_edition().numbers[0]
    withdrawn = release_called("Lomba Foto Pesisir Nusa Kencana Berhadiah").public_edition()
    earlier = f"{portal.public_edition().get_absolute_url()}editions/1/"
    return {
        "home": "/",
        "home-en": "/en/",
        "list": "/releases/",
        "list-en": "/en/releases/",
        "list-narrowed": "/releases/?agency=dinkes&genre=release",
        "list-found": "/releases/?q=sungai",
        "list-suggestion": "/releases/?q=vaksinsi",
        "list-empty": "/releases/?q=tidakada",
        "list-wrong": "/releases/?q=banjir&since=besok&year=abc",
        "year": f"/releases/{portal.date:%Y}/",
        "month": f"/releases/{portal.date:%Y/%m}/",
        "agencies": "/agencies/",
        "agency": "/agencies/diskominfotik/",
        "agency-below": "/agencies/dinkes/",
        "corrected": sheet("Portal Data Terbuka"),
        "translation": portal.translations.get().public_edition().get_absolute_url(),
        "joint": sheet("Dua Dinas"),
        "table": sheet("Pekan Vaksinasi"),
        "capitals": sheet("PESAN BERANTAI"),
        "earlier": earlier,
        "difference": f"{earlier}2/",
        "withdrawn": withdrawn.get_absolute_url(),
        "archive": "/archive/",
        "topics": "/topics/",
        "topic": "/topics/kesehatan/",
        "corrections": "/corrections/",
        "verify": "/verify/",
        "verify-number": f"/verify/?number={number}",
        "verify-withdrawn": f"/verify/?number={withdrawn.numbers[0]}",
        "verify-unknown": "/verify/?number=9999/SP-HMS/01/2019",
        "verify-several": "/verify/?number=1158",
        "contacts": "/contacts/",
        "feeds": "/feeds/",
        "feed": "/feeds/rss.xml",
        "subscribe": "/subscribe/",
        "about": "/about/",
        "accessibility": "/accessibility/",
        "api": "/api/",
        "open-data": "/open/",
        "not-found-404": "/releases/2020/01/tidak-ada/",
        "link-that-opens-nothing": "/preview/palsu/",
        "maintenance-503": "/static/maintenance.html",
        "style": "/style/",
    }


def pages_behind_links() -> dict[str, str]:
    """The same of pages that a secret opens: of a reader, a journalist, a new colleague."""
    budi, library = User.objects.get(username="budi"), release_called("Perpustakaan")
    _link, early = making.embargo(library.scheduled_editions()[-1], budi, "Sari, Harian Tirtaloka")
    reader = subscribed()
    colleague = User.objects.create_user("eka", "eka@example.org", is_staff=True, first_name="Eka")
    own = f"/subscriptions/{tokens.own(reader)}/"
    return {
        "embargo": f"/embargo/{early}/",
        "invitation": f"/invitation/{invitations.secret_of(colleague)}/",
        "subscribe-confirm": f"/subscribe/{tokens.confirming(reader)}/",
        "subscribe-chosen": own,
        "subscribe-end": f"{own}end/",
        "subscribe-no-link": "/subscribe/palsu/",
    }


Step = Callable[[Page], object]


def forms_sent() -> dict[str, tuple[str, Step]]:
    """Where a form is, and how it is filled in and sent, by the name of its answer's picture."""

    def compared(change: Callable[[str], str]) -> tuple[str, Step]:
        whole = f"{sheet('Dua Dinas')}sheet.txt"

        def step(page: Page) -> None:
            text = page.evaluate("async (address) => (await fetch(address)).text()", whole)
            page.fill("textarea", change(text))
            page.click("form[method=post] button")

        return "/verify/", step

    def subscribing(email: str) -> tuple[str, Step]:
        def step(page: Page) -> None:
            page.fill("input[type=email]", email)
            page.click("form[method=post] button")

        return "/subscribe/", step

    return {
        "verify-genuine": compared(lambda text: text),
        "verify-partial": compared(lambda text: "\n".join(text.splitlines()[-22:-17])),
        "verify-altered": compared(lambda text: text.replace("18", "81")),
        "verify-nothing": ("/verify/", lambda page: page.click("form[method=post] button")),
        "subscribe-wrong": subscribing("sari"),
        "subscribe-sent": subscribing("sari.wulandari@harian-tirtaloka.example"),
    }


def failing() -> dict[str, str]:
    """What is answered where something fails, by the name of its picture."""
    request = RequestFactory().get("/")
    with translation.override("id"):
        return {
            name: render_to_string(template, {"minutes": 5}, request)
            for name, template in FAILING.items()
        }


class Photographer:
    """Takes pages in one look."""

    def __init__(self, chromium: Browser, newsroom: str, folder: Path, width: int, scheme: str):
        self.folder, self.ending = folder, f"{width}-{scheme}.png"
        self.printing = (width, scheme) == LOOKS[-1]
        self.context = chromium.new_context(
            base_url=newsroom,
            locale="id-ID",
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
        )

    def take(self, name: str, address: str, step: Step | None = None, html: str = "") -> None:
        """Take one page.

        Args:
            name: of the picture.
            address: of the page.
            step: what is done there first.
            html: what is answered at the address, instead of what the newsroom says.
        """
        page = self.context.new_page()
        if html:
            page.route(f"**{address}", lambda route: route.fulfill(body=html))
        page.goto(address)
        if step:
            step(page)
            page.wait_for_load_state()
        # What would be fetched when somebody scrolls there.
        page.locator("img[loading=lazy]").evaluate_all(
            "pictures => pictures.forEach(picture => { picture.loading = 'eager'; })"
        )
        page.evaluate(
            "Promise.allSettled(Array.from(document.images ?? [], (picture) => picture.decode()))"
        )
        # Of a feed, which is no HTML, Playwright takes what is in view.
        whole = page.evaluate("document.body !== null")
        page.screenshot(path=self.folder / f"{name}-{self.ending}", full_page=whole)
        if self.printing and name in PRINTED:
            page.pdf(path=self.folder / f"{name}.pdf", prefer_css_page_size=True)
        page.close()


def overview(folder: Path, names: Iterable[str]) -> Image.Image:
    """The upper part of every picture, a row for each page."""
    rows = list(names)
    width, height = SMALL
    step = (width + GAP, height + GAP + 20)
    drawn = Image.new("RGB", (step[0] * len(LOOKS) + GAP, step[1] * len(rows) + GAP), "#888")
    pen = ImageDraw.Draw(drawn)
    for row, name in enumerate(rows):
        for column, (wide, scheme) in enumerate(LOOKS):
            left, top = GAP + column * step[0], GAP + row * step[1]
            with Image.open(folder / f"{name}-{wide}-{scheme}.png") as whole:
                part = whole.crop((0, 0, whole.width, min(whole.height, wide * height // width)))
                drawn.paste(part.resize((width, part.height * width // wide)), (left, top + 20))
            pen.text((left, top), f"{name}, {wide}, {scheme}", fill="white", font_size=14)
    return drawn


def take_all(folder: Path, wanted: list[str]) -> None:
    """Take the pages whose names begin with one of those that are wanted; all of them for none."""
    folder.mkdir(parents=True, exist_ok=True)
    pages: dict[str, tuple[str, Step | None, str]] = {
        name: (address, None, "")
        for name, address in (public_pages() | pages_behind_links()).items()
    }
    pages |= {name: (address, step, "") for name, (address, step) in forms_sent().items()}
    pages |= {name: (f"/{name}/", None, html) for name, html in failing().items()}
    if wanted:
        pages = {name: page for name, page in pages.items() if name.startswith(tuple(wanted))}
    with launched() as chromium, served() as newsroom:
        settings.DEBUG = False  # errors as the public sees them
        for width, scheme in LOOKS:
            photographer = Photographer(chromium, newsroom, folder, width, scheme)
            for name, page in pages.items():
                photographer.take(name, *page)
            photographer.context.close()
    overview(folder, pages).save(folder / "overview.png")


if __name__ == "__main__":
    take_all(Path(os.environ["SHEETS"]), sys.argv[1:])
