"""The report on a file of an archive: everything that a person should look at, as HTML and CSV."""

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TextIO

from django.db.models import Count
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ingest.archive.flags import Flag
from ingest.models import ArchiveImport, ArchiveRow, Standing
from releases.tables import as_csv

CHUNK = 500
HEADINGS = (
    *("row", "state", "number", "date", "title", "flags", "details"),
    *("release", "address", "settled", "note"),
)
STYLE = """
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 80rem; padding: 0 1rem; }
h1, p { overflow-wrap: anywhere; }
div[tabindex] { overflow-x: auto; }
table { border-collapse: collapse; }
th, td { border-bottom: 1px solid; padding: .4rem .6rem; text-align: left; vertical-align: top; }
.rows th:nth-child(n+3) { min-width: 6.5rem; }
.rows th:nth-child(n+5) { min-width: 12rem; }
.rows td:first-child, .count { font-variant-numeric: tabular-nums; text-align: right; }
@media print { tr { break-inside: avoid; } }
"""


def flagged(record: ArchiveImport) -> Iterator[ArchiveRow]:
    """The rows of a file that a person should look at, a few in memory at a time."""
    rows = ArchiveRow.objects.filter(seen=record).flagged().select_related("release")
    return rows.order_by("place", "pk").iterator(chunk_size=CHUNK)


def counts(record: ArchiveImport) -> tuple[dict[str, int], Counter[str]]:
    """How many rows became what, and how many are flagged for what."""
    rows = ArchiveRow.objects.filter(seen=record)
    states = dict(rows.order_by().values_list("state").annotate(Count("pk")))
    flags: Counter[str] = Counter()
    found = rows.flagged().order_by().values_list("flags").annotate(Count("pk"))
    for codes, count in found.iterator(chunk_size=CHUNK):
        for code in codes.split():
            flags[code] += count
    return states, flags


def write_csv(record: ArchiveImport, file: TextIO) -> None:
    """The flagged rows, with headings, states and flags that are the same in every language."""
    file.writelines(as_csv(HEADINGS, (_cells(row) for row in flagged(record))))


def _cells(row: ArchiveRow) -> list[str]:
    return [
        str(row.place),
        row.state,
        row.number,
        row.date.isoformat() if row.date else "",
        row.title,
        row.flags.strip(),
        row.details,
        str(row.release_id or ""),
        (row.release.path or "") if row.release else "",
        row.settled_at.isoformat() if row.settled_at else "",
        row.note,
    ]


def write_html(record: ArchiveImport, file: TextIO) -> None:
    """The report as a page that needs nothing else, row by row."""
    states, flags = counts(record)
    title = _("Reconciliation of %(file)s") % {"file": record.name}
    file.write(
        format_html(
            '<!doctype html>\n<html lang="{}">\n<meta charset="utf-8">\n'
            '<meta name="viewport" content="width=device-width">\n<title>{}</title>\n'
            "<style>{}</style>\n<h1>{}</h1>\n<p>{}</p>\n",
            get_language() or "id",
            title,
            STYLE,
            title,
            _("%(agency)s, %(when)s. SHA-256 of the file: %(sha256)s")
            % {
                "agency": record.agency or _("Several agencies"),
                "when": _moment(timezone.now()),
                "sha256": record.sha256,
            },
        )
    )
    if not record.finished_at:
        unfinished = _("The file was not gone through to its end. Run the command again.")
        file.write(format_html("<p><strong>{}</strong></p>\n", unfinished))
    became = ((str(Standing(code).label), count) for code, count in states.items())
    file.write(_table(_("What became of the rows"), became))
    found = ((str(Flag(code).label), count) for code, count in flags.most_common())
    file.write(_table(_("What to look at"), found))
    if record.unknown_topics:
        file.write(_table(_("Topics that are not here"), record.unknown_topics.items()))
    _write_rows(record, file)


def _table(caption: str, rows: Iterable[tuple[str, int]]) -> str:
    return format_html(
        "<h2>{}</h2>\n<table>\n{}</table>\n",
        caption,
        format_html_join("", '<tr><th scope="row">{}</th><td class="count">{}</td></tr>\n', rows),
    )


def _write_rows(record: ArchiveImport, file: TextIO) -> None:
    headings = (
        *(_("row"), _("what became of it"), _("number"), _("date"), _("headline")),
        *(_("what to look at"), _("settled")),
    )
    file.write(
        format_html(
            '<h2 id="rows">{}</h2>\n<div tabindex="0" role="region" aria-labelledby="rows">\n'
            '<table class="rows">\n<thead><tr>{}</tr></thead>\n<tbody>\n',
            _("Row by row"),
            format_html_join("", '<th scope="col">{}</th>', ((one,) for one in headings)),
        )
    )
    for row in flagged(record):
        settled = " ".join(filter(None, [_moment(row.settled_at), row.note]))
        file.write(
            format_html(
                "<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td>"
                "<td>{}</td></tr>\n",
                row.place,
                row.get_state_display(),
                row.number,
                row.date.isoformat() if row.date else "",
                row.title,
                format_html_join("", "<div>{}</div>", ((line,) for line in what_to_look_at(row))),
                settled,
            )
        )
    file.write("</tbody>\n</table>\n</div>\n</html>\n")


def what_to_look_at(row: ArchiveRow) -> list[str]:
    """Each flag in words, with what was found where that is known."""
    said: dict[str, list[str]] = {code: [] for code in row.flags.split()}
    for line in row.details.splitlines():
        code, _colon, detail = line.partition(": ")
        said.setdefault(code, []).append(detail)
    return [
        f"{Flag(code).label}: {'; '.join(details)}" if details else str(Flag(code).label)
        for code, details in said.items()
    ]


def _moment(at: datetime.datetime | None) -> str:
    return date_format(timezone.localtime(at), "SHORT_DATETIME_FORMAT") if at else ""


def write(record: ArchiveImport, base: Path) -> list[Path]:
    """Write both beside each other.

    Args:
        base: their path without its ending.

    Returns:
        Where they are.
    """
    base.parent.mkdir(parents=True, exist_ok=True)
    page, table = base.with_name(f"{base.name}.html"), base.with_name(f"{base.name}.csv")
    with page.open("w", encoding="utf-8") as file:
        write_html(record, file)
    # With a byte order mark, as spreadsheets expect it.
    with table.open("w", encoding="utf-8-sig", newline="") as file:
        write_csv(record, file)
    return [page, table]
