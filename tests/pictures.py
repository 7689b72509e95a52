"""Takes the pictures of docs/desk.md and docs/desk.en.md: `python3 dev.py pictures`.

Of the demo, in a browser that nobody sees. Works in a newsroom that was made for it and is
thrown away; `dev.py` makes it. They have few colours, so that they weigh little.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from threading import Thread
from typing import NamedTuple

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
django.setup()

from django.contrib.auth.models import User  # noqa: E402 - not before setup()
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from PIL import Image  # noqa: E402
from playwright.sync_api import Page  # noqa: E402

from releases.links import making  # noqa: E402
from releases.models import Release  # noqa: E402
from tests.browser import launched, session_of  # noqa: E402

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "pictures"
LANGUAGES = {"id": "", "en": "/en"}
WIDTH = 1180  # pixels
WHOLE = "#content"
COLOURS = 48
HEAVIEST = 80_000  # bytes


class Picture(NamedTuple):
    """What to take: who looks at which page of which release, and how much of it is shown."""

    name: str
    who: str
    page: str
    release: str = ""  # how its headline begins
    part: str = WHOLE
    height: int = 800  # pixels, at most


FORM = "/admin/releases/release/{pk}/"
PICTURES = [
    Picture("first-page", "budi", "/admin/", height=1100),
    Picture("list", "ani", "/admin/releases/release/"),
    Picture("form", "ani", f"{FORM}change/", "Kalender", height=1800),
    Picture("checks", "ani", f"{FORM}change/", "Kalender", "#outlook"),
    Picture("approve", "budi", f"{FORM}move/approve/", "Nelayan"),
    Picture("compare", "ani", f"{FORM}compare/editions/?a=1&b=2", "Portal", height=620),
    Picture("links", "budi", f"{FORM}links/", "Perpustakaan"),
    Picture("book", "dewi", "/admin/numbering/number/book/?sequence=siaran-pers-dinkes"),
]


class Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name
        pass


@contextmanager
def served() -> Iterator[str]:
    """The newsroom, on a port that is free."""
    server = ThreadedWSGIServer(("127.0.0.1", 0), Quiet)
    server.set_app(get_wsgi_application())
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()


def release_called(beginning: str) -> Release:
    return Release.objects.filter(title__startswith=beginning, translation_of=None).get()


def take(page: Page, address: str, picture: Picture, path: Path) -> int:
    """Write one picture; return how many bytes it has."""
    page.goto(address)
    page.wait_for_load_state("networkidle")
    # It would stand over what is below it.
    page.locator(".preview-row").evaluate_all(
        "rows => rows.map(row => row.style.position = 'static')"
    )
    box = page.locator(picture.part).bounding_box()
    assert box is not None
    edge = 0 if picture.part == WHOLE else 12
    clip = {
        "x": box["x"] - edge,
        "y": box["y"] - edge,
        "width": box["width"] + 2 * edge,
        "height": min(box["height"] + 2 * edge, picture.height),
    }
    drawn = Image.open(BytesIO(page.screenshot(clip=clip, full_page=True))).convert("RGB")
    few = drawn.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    path.parent.mkdir(parents=True, exist_ok=True)
    few.save(path, optimize=True)
    return path.stat().st_size


def take_all() -> None:
    library = release_called("Perpustakaan")
    budi = User.objects.get(username="budi")
    making.embargo(library.scheduled_editions()[-1], budi, "Sari Wulandari, Harian Tirtaloka")
    with launched() as chromium, served() as newsroom:
        for language, prefix in LANGUAGES.items():
            for picture in PICTURES:
                context = chromium.new_context(
                    locale=language, viewport={"width": WIDTH, "height": 3000}
                )
                # The menu beside the page is the same everywhere, and takes a quarter of it.
                context.add_init_script(
                    "localStorage.setItem('django.admin.navSidebarIsOpen', 'false')"
                )
                somebody = User.objects.get(username=picture.who)
                context.add_cookies([session_of(somebody) | {"url": newsroom}])
                pk = release_called(picture.release).pk if picture.release else ""
                address = newsroom + prefix + picture.page.format(pk=pk)
                path = FOLDER / language / f"{picture.name}.png"
                weight = take(context.new_page(), address, picture, path)
                context.close()
                print(f"  {path.relative_to(FOLDER.parent)}: {weight // 1000} kB")  # noqa: T201
                if weight > HEAVIEST:
                    sys.exit(f"{path.name} is too heavy: show less of the page, or fewer colours.")


if __name__ == "__main__":
    take_all()
