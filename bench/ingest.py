"""How rightly papers are read: per field the share right, wrong with a warning, wrong in silence.

    .venv/bin/python bench/ingest.py

Over the labelled set of `bench/ingest_papers.py`, then over the held-out one of
`bench/ingest_held_out.py`. Every miss is listed, with what was read. A field counts as warned of
when a doubt names it, or it is left empty and so stands open in the form.
"""

import html
import os
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import django
from django.utils import translation

# In place of this folder, where `ingest` would be this very file.
sys.path[0] = str(Path(__file__).resolve().parents[1])

from bench import ingest_held_out, ingest_papers  # noqa: E402
from bench.ingest_held_out import HeldOut  # noqa: E402
from bench.ingest_papers import Content, Labelled  # noqa: E402
from ingest import door  # noqa: E402
from ingest.door import Source  # noqa: E402
from releases.body import TAG  # noqa: E402

RIGHT, WARNED, SILENT = "right", "with a warning", "in silence"
# The words by which a doubt names a field; doubts are in English here.
NAMES = {
    "numbers": r"number",
    "date": r"\bdate|day\b",
    "title": r"headline|lines of the head",
    "dateline": r"dateline",
    "letterhead": r"letterhead|city|postcode|lines of the head|foot of the page",
    "contacts": r"contact|left out of the text|closing lines",
    "text": r"text|paragraph|table|hyphen|headline ends",
    "list": r"list|left out of the text|paragraph",
    "table": r"table",
    "pictures": r"picture",
}


def say(*lines: str) -> None:
    sys.stdout.write("\n".join(lines) + "\n")


def main() -> int:
    """Print a table and every miss of each set; the exit code is 1 if any was wrong in silence."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    os.environ.setdefault("DEBUG", "1")
    django.setup()
    translation.activate("en")
    silent = _measured("papers", ingest_papers.papers())
    return int(_measured("papers held out", ingest_held_out.papers()) or silent)


def _measured(called: str, papers: Sequence[Labelled | HeldOut]) -> bool:
    """Whether anything was wrong in silence."""
    counts: dict[str, Counter[str]] = {}
    misses: list[str] = []
    began = time.monotonic()
    for paper in papers:
        source = door.read(paper.data, paper.name)
        fields = (
            _compared(paper, source) if isinstance(paper, Labelled) else _held_out(paper, source)
        )
        for name, wanted, found in fields:
            verdict = RIGHT if wanted == found else _judged(name, found, source)
            counts.setdefault(name, Counter())[verdict] += 1
            if verdict != RIGHT:
                misses.append(
                    f"{paper.name}: {name} wrong {verdict}\n  wanted {wanted!r}\n  read   {found!r}"
                )
    say(f"{len(papers)} {called} in {time.monotonic() - began:.0f} s\n")
    say(f"{'field':<12}{'papers':>7}{'right':>9}{'warned':>9}{'silent':>9}")
    for name, found in counts.items():
        total = sum(found.values())
        shares = "".join(f"{found[one] / total:>9.1%}" for one in (RIGHT, WARNED, SILENT))
        say(f"{name:<12}{total:>7}{shares}")
    say("\nMisses:", *(misses or ["none"]), "")
    return any(found[SILENT] for found in counts.values())


def _judged(name: str, found: object, source: Source) -> str:
    said = any(re.search(NAMES[name], doubt, re.I) for doubt in source.reading.warnings)
    return WARNED if said or not found else SILENT


def _compared(paper: Labelled, source: Source) -> Iterator[tuple[str, object, object]]:
    content, habit, reading = paper.content, paper.habit, source.reading
    yield "numbers", list(content.numbers), reading.numbers
    yield "date", content.date, reading.date and reading.date.isoformat()
    title = " ".join(content.title)
    if paper.has_title:
        yield "title", title if habit.title == "plain" else title.upper(), reading.title
    else:
        yield "title", None, reading.title
    yield "dateline", content.place, reading.dateline
    head = reading.letterhead
    wanted: tuple[Any, ...] = (
        list(content.office),
        content.address,
        content.city,
        content.postcode,
    )
    if habit.head == "image":
        wanted = ([], None, None, None)
    yield "letterhead", wanted, (head.lines, head.address, head.city, head.postcode)
    yield (
        "contacts",
        [(name, [phone]) for name, _position, phone in content.contacts],
        [(contact.name, contact.phones) for contact in reading.contacts],
    )
    yield "text", list(_paragraphs(paper)), _text_of(reading.paragraphs, content)
    if "list" in habit.extras and habit.format != "txt":
        yield "list", len(content.items), source.body.count("<li>")
    if "table" in habit.extras:
        yield "table", len(content.rows), source.body.count("<tr>")
    if "picture" in habit.extras:
        caption = "Foto: Suasana pada hari pembukaan." if "caption" in habit.extras else ""
        yield "pictures", [caption], [picture.caption for picture in source.pictures]


def _held_out(paper: HeldOut, source: Source) -> Iterator[tuple[str, object, object]]:
    reading, head = source.reading, source.reading.letterhead
    yield "numbers", list(paper.numbers), reading.numbers
    yield "date", paper.date, reading.date and reading.date.isoformat()
    yield "title", paper.title, reading.title
    yield "dateline", paper.dateline, reading.dateline
    wanted = list(paper.lines), paper.address, paper.city, paper.postcode
    yield "letterhead", wanted, (head.lines, head.address, head.city, head.postcode)
    contacts = [(one.name, next(iter(one.phones), None)) for one in reading.contacts]
    yield "contacts", list(paper.contacts), contacts
    # Items and rows, which are counted apart, are no paragraphs of a label.
    plain = re.sub(r"<(ol|ul|table)\b.*?</\1>|<p>\[foto \d+\]</p>", "", source.body, flags=re.S)
    paragraphs = [html.unescape(TAG.sub("", one)).strip() for one in plain.split("</p>")]
    yield "text", list(paper.text), [one for one in paragraphs if one]
    if paper.items:
        yield "list", paper.items, source.body.count("<li>")
    if paper.rows:
        yield "table", paper.rows, source.body.count("<tr>")
    yield "pictures", list(paper.pictures), [picture.caption for picture in source.pictures]


def _paragraphs(paper: Labelled) -> Iterator[str]:
    yield from paper.content.paragraphs
    if "pages" in paper.habit.extras:
        yield from ((f"{paragraph} " * 4).strip() for paragraph in paper.content.paragraphs)
    if "bilingual" in paper.habit.extras:
        yield "The text above is also available in English at the press office."


def _text_of(paragraphs: list[str], content: Content) -> list[str]:
    """The paragraphs without items and rows, which are counted apart."""
    rows = {row for table in content.rows for row in table}
    apart = {*content.items, *rows}
    return [
        one
        for one in paragraphs
        if one.lstrip("•- ") not in apart
        and not all(part in rows for part in re.split(r" \| | ", one))
    ]


if __name__ == "__main__":
    sys.exit(main())
