"""Pictures and documents for the demo's releases: drawn and written here, as none exist."""

from collections.abc import Callable, Iterable
from functools import cache
from io import BytesIO
from typing import Any

from django.contrib.auth.models import User

from newsroom.demo.documents import posts, route
from newsroom.demo.scenes import (
    charts,
    contest,
    harbour,
    hoax,
    kawung,
    laptop,
    library,
    mangrove,
    river_post,
    sirens,
)
from newsroom.demo.scenes.canvas import Canvas
from releases.files.intake import take_in
from releases.models import Asset, Attachment, Release

SCENES: dict[str, Callable[[], Canvas]] = {
    "chart": charts.indonesian,
    "chart-en": charts.english,
    "contest": contest.draw,
    "harbour": harbour.draw,
    "hoax": hoax.draw,
    "kawung-blue": kawung.blue,
    "kawung-green": kawung.green,
    "laptop": laptop.draw,
    "library": library.draw,
    "mangrove": mangrove.draw,
    "river-post": river_post.draw,
    "sirens": sirens.draw,
}
DOCUMENTS: dict[str, Callable[[], bytes]] = {"posts": posts.workbook, "route": route.pdf}
SAID = ("caption", "credit", "alt", "decorative")


def attach(release: Release, rows: Iterable[dict[str, Any]], by: User) -> None:
    """Put files on a release, as its author would.

    Args:
        release: one that can be changed.
        rows: the `[[files]]` of its TOML: `make` and `name`, and what is said of each.
        by: who sends them.
    """
    for row in rows:
        asset = Asset.keep(take_in(BytesIO(made(row["make"], row["name"])), row["name"]))
        asset.sent_by.add(by)
        said: dict[str, Any] = {name: row[name] for name in SAID if name in row}
        said["focus_x"], said["focus_y"] = row.get("focus", (50, 50))
        Attachment.objects.attach(release, asset, row["name"], **said)


@cache
def made(make: str, name: str) -> bytes:
    """The bytes of a file, in the format that its name ends in."""
    if make in DOCUMENTS:
        return DOCUMENTS[make]()
    canvas = SCENES[make]()
    return canvas.png() if name.endswith(".png") else canvas.jpeg()
