"""What a list weighs over the wire, with all that it asks for."""

import re
from collections.abc import Iterator

from bench.load import fetch
from bench.rounds import Run
from bench.servers import gunicorn
from bench.table import Row

MOST = 40_000  # bytes
STYLE = re.compile(r'<link rel="stylesheet" href="([^"]+)"')
SCRIPT = re.compile(r'<script[^>]*? src="([^"]+)"')


def measure(run: Run) -> Iterator[Row]:
    with gunicorn(run.stock()) as server:
        packed, _headers = fetch(server, "/releases/", packed=True)
        page = fetch(server, "/releases/")[0].decode()
        styles, scripts = STYLE.findall(page), SCRIPT.findall(page)
        parts = {path: fetch(server, path, packed=True)[0] for path in (*styles, *scripts)}
        fonts = sum("@font-face" in fetch(server, path)[0].decode() for path in styles)
    total = len(packed) + sum(map(len, parts.values()))
    yield Row(
        "a list with style and script, compressed",
        size=total,
        target=f"≤ {MOST:,} bytes",
        measured=f"{total:,}: {len(packed):,} of the page itself",
        holds=total <= MOST,
    )
    yield Row(
        "requests of a list",
        target="1 for CSS, 1 for JS, no web font",
        measured=f"{len(styles)}, {len(scripts)}, {fonts}",
        holds=len(styles) <= 1 and len(scripts) <= 1 and not fonts,
    )
