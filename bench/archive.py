"""How fast an archive is taken over, against writing the same rows alone, and in what memory.

    .venv/bin/python bench/archive.py [--rows 1000 10000] [--database sqlite|postgres] [--json]

Rows are made up, each of about 300 words. For each number of rows `importarchive` takes them over
in a throwaway database and a process of its own, whose most memory is printed. Then, in the same
run, the same rows are written bare: their editions alone by `bulk_create`, and all that the
import wrote for each release (release, revision, number, edition, index, shelves, and the row by
which it is known again) by `bulk_create`, with every value worked out before. The words of the
index and the tallies, which many releases share, are left out there. The ratios are the rates of
the import, its validation included, divided by those.

All is measured in processor time, which other work on the machine falsifies least. On PostgreSQL
the time of the server's process that works for the import is added to it; what is written behind
it, the log and the checkpoints, is not in it, nor is the waiting for the disk. (Linux only.)
"""

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
import uuid
from collections import defaultdict
from contextlib import ExitStack
from pathlib import Path
from typing import Any

HOME = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HOME))
MAPPING = """
[rows]
key = "id"
[fields]
number = "number"
title = "title"
date = "date"
body = "body"
"""
WORDS = 300


def made_up(path: Path, rows: int) -> None:
    """Write an archive; words fall off as in a language, so that the index has work to do."""
    chance = random.Random(7)  # noqa: S311 - nothing secret
    parts = ("ka", "ran", "ti", "mem", "bu", "sa", "ngun", "la", "per", "kan", "di", "wi")
    words = ["".join(chance.choices(parts, k=chance.randint(2, 4))) for _ in range(20_000)]
    weights = [1 / place for place in range(1, len(words) + 1)]
    with path.open("w", encoding="utf-8") as file:
        for place in range(1, rows + 1):
            said = chance.choices(words, weights, k=WORDS)
            text = "\n\n".join(" ".join(said[at : at + 60]) for at in range(0, WORDS, 60))
            year, month, day = 1990 + place % 30, 1 + place % 12, 1 + place % 28
            row = {
                "id": place,
                "number": f"{place}/ARSIP/{month:02}/{year}",
                "title": " ".join(said[:8]).capitalize(),
                "date": f"{year}-{month:02}-{day:02}",
                "body": text,
            }
            file.write(json.dumps(row) + "\n")


def clock() -> float:
    """Seconds; see above."""
    return time.process_time() + (of_server() if "DATABASE_URL" in os.environ else 0)


def of_server() -> float:
    """The processor time of PostgreSQL's process behind the connection, as proc(5) tells it."""
    from django.db import connection

    connection.ensure_connection()
    told = Path(f"/proc/{connection.connection.info.backend_pid}/stat").read_text()
    user, system = told.rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def prepare() -> None:
    from django.core.management import call_command

    from agencies.models import Agency, Letterhead
    from numbering.models import Sequence

    call_command("migrate", verbosity=0)
    agency = Agency.objects.create(name="Dinas Arsip", short_name="Arsip", slug="arsip")
    Letterhead.objects.create(agency=agency, lines="DINAS ARSIP")
    Sequence.objects.create(
        agency=agency, name="Arsip", code="arsip", pattern="{serial}/ARSIP/{month:02}/{year}"
    )


def take_over(path: Path, mapping: Path) -> dict[str, float]:
    from django.core.management import call_command

    begun = clock()
    with Path(os.devnull).open("w") as nowhere:
        call_command(
            "importarchive", path, map=mapping, agency="arsip", report=path, stdout=nowhere,
            stderr=nowhere,
        )  # fmt: skip
    seconds = clock() - begun
    return {"seconds": seconds, "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def bare() -> dict[str, float]:
    """Write again what the import wrote, as other releases, and roll it back: rows a second."""
    from django.db import transaction

    from ingest.models import ArchiveRow
    from numbering.models import Number
    from releases.models import Edition, Release, ReleaseNumber, Revision, SearchEntry, Shelf

    places = list(Release.objects.order_by("pk").values_list("pk", flat=True))
    seconds: defaultdict[str, float] = defaultdict(float)
    with transaction.atomic():
        for start in range(0, len(places), 500):
            some = places[start : start + 500]
            # In an empty newsroom the keys of all these rows are the same.
            models = Release, Number, ReleaseNumber, Revision, Edition, SearchEntry, Shelf
            for model in (*models, ArchiveRow):
                rows = [
                    other(row, places[-1]) for row in model._default_manager.filter(pk__in=some)
                ]
                begun = clock()
                model._default_manager.bulk_create(rows)
                seconds[model.__name__] += clock() - begun
        transaction.set_rollback(True)
    return {
        "editions": len(places) / seconds["Edition"],
        "all": len(places) / sum(seconds.values()),
    }


def other(row: Any, shift: int) -> Any:
    """A row as that of another release."""
    row.pk += shift
    for name in ("release_id", "number_id", "edition_id"):
        if getattr(row, name, None):
            setattr(row, name, getattr(row, name) + shift)
    if row._meta.model_name == "release":
        row.uid, row.path = uuid.uuid4(), f"{row.path}-x"
    elif row._meta.model_name == "archiverow":
        row.key += "-x"
    return row


def child(*words: str) -> dict[str, float]:
    """Run a part of this in a process of its own, so that its memory is its own."""
    command = [sys.executable, __file__, *words]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603
    return json.loads(done.stdout.splitlines()[-1])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--database", choices=["sqlite", "postgres"], default="sqlite")
    parser.add_argument("--json", action="store_true", help="the figures as JSON, a line each")
    parser.add_argument("--part", help=argparse.SUPPRESS)
    parser.add_argument("--files", nargs=2, type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.part:
        import django

        django.setup()
        parts = {"prepare": prepare, "bare": bare}
        work = parts.get(options.part) or (lambda: take_over(*options.files))
        sys.stdout.write(f"\n{json.dumps(work())}\n")
        return
    os.environ["DJANGO_SETTINGS_MODULE"] = "newsroom.settings"
    os.environ["DEBUG"] = "0"
    os.environ |= {"SECRET_KEY": uuid.uuid4().hex * 2, "ALLOWED_HOSTS": "localhost"}
    for rows in options.rows:
        with ExitStack() as run:
            figures = measure(run, rows, options.database)
        said = json.dumps(figures) if options.json else in_words(options.database, figures)
        sys.stdout.write(f"{said}\n")
        sys.stdout.flush()


def measure(run: ExitStack, rows: int, database: str) -> dict[str, float]:
    folder = Path(run.enter_context(tempfile.TemporaryDirectory(prefix="newsroom-bench-")))
    os.environ["VAR_DIR"] = str(folder)
    os.environ.pop("DATABASE_URL", None)
    if database == "postgres":
        from tests.servers import postgres

        os.environ["DATABASE_URL"] = run.enter_context(postgres.throwaway())
    path, mapping = folder / "archive.jsonl", folder / "map.toml"
    made_up(path, rows)
    mapping.write_text(MAPPING, encoding="utf-8")
    child("--part", "prepare")
    taken = child("--part", "import", "--files", str(path), str(mapping))
    against = child("--part", "bare")
    rate = rows / taken["seconds"]
    return {
        "rows": rows,
        "rate": rate,
        "memory": taken["memory"],
        "editions": against["editions"],
        "of_editions": rate / against["editions"],
        "bare": against["all"],
        "of_bare": rate / against["all"],
    }


def in_words(database: str, found: dict[str, float]) -> str:
    return (
        f"{database}, {found['rows']:.0f} rows: {found['rate']:.0f} a second, "
        f"{found['memory']:.0f} MB at most; bare editions {found['editions']:.0f}/s "
        f"(ratio {found['of_editions']:.2f}), bare all {found['bare']:.0f}/s "
        f"(ratio {found['of_bare']:.2f})"
    )


if __name__ == "__main__":
    main()
