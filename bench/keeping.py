"""Keeping a server's answers as files, for what gives the same bytes without making them."""

import json
from collections.abc import Sequence
from pathlib import Path

from bench.load import fetch
from bench.servers import Server

# What the other server says of itself, or works out.
OWN = ("server", "date", "connection", "content-length", "transfer-encoding")


def keep(server: Server, paths: Sequence[str], folder: Path) -> None:
    """Write the compressed answers of some addresses, and an index of them, into a folder."""
    index = {}
    for nth, path in enumerate(paths):
        body, headers = fetch(server, path, packed=True)
        (folder / str(nth)).write_bytes(body)
        said = {name: text for name, text in headers.items() if name.lower() not in OWN}
        index[path] = (str(nth), said)
    (folder / "index.json").write_text(json.dumps(index))
