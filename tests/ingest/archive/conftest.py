"""An archive of an invented office, and how it is taken over."""

import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

MAPPING = """
[rows]
key = "id"
[fields]
number = "nomor"
title = "judul"
date = "tanggal"
body = "isi"
"""


def row(place: int, **changes) -> dict[str, object]:
    """A row of the archive as it should be: the place-th release of March 2015."""
    plain = {
        "id": place,
        "nomor": f"{place}/SP-HMS/03/2015",
        "judul": f"Taman baca ke-{place} dibuka",
        "tanggal": f"2015-03-{1 + place % 31:02}",
        "isi": "Taman baca dibuka.\n\nSetiap hari kerja.",
    }
    return plain | changes


@pytest.fixture
def archive(tmp_path) -> Callable[..., Path]:
    """Write rows as JSON lines."""

    def writing(*rows: object, name: str = "arsip.jsonl") -> Path:
        path = tmp_path / name
        lines = (one if isinstance(one, str) else json.dumps(one) for one in rows)
        path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        return path

    return writing


@pytest.fixture
def take_over(tmp_path) -> Callable[..., str]:
    """Run the command, and return what it said."""

    def taking_over(path: Path, mapping: str = MAPPING, **options) -> str:
        (tmp_path / "map.toml").write_text(mapping, encoding="utf-8")
        options = {"agency": "diskabar", "map": tmp_path / "map.toml"} | options
        out = StringIO()
        report = tmp_path / "report"
        call_command("importarchive", path, report=report, stdout=out, stderr=out, **options)
        return out.getvalue()

    return taking_over
