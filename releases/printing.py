"""The book on paper and in files: text, CSV and an Excel workbook."""

import datetime
from collections.abc import Iterable, Iterator

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from releases import tables
from releases.book import COLUMNS, HEADINGS, Page, Totals

TEXT_WIDTHS = (9, 24, 10, 32, 16, 9, 30, 16, 16)  # characters
XLSX_WIDTHS = (9, 28, 12, 48, 20, 11, 40, 22, 18)


def as_text(pages: Iterable[Page]) -> Iterator[str]:
    """A book for a terminal or a plain printer, page after page, each with its totals."""
    headings = list(map(str, HEADINGS))
    for page in pages:
        totals = Totals()
        yield f"{page.title}\n{standing(page)}\n\n"
        rows = (_to_the_minute(line.cells()) for line in totals.counting(page.lines()))
        for line in tables.as_text(headings, rows, TEXT_WIDTHS):
            yield f"{line}\n"
        yield f"\n{totals}\n\n"


def _to_the_minute(cells: list[tables.Cell]) -> list[tables.Cell]:
    return [
        f"{localtime(cell):%Y-%m-%d %H:%M}" if isinstance(cell, datetime.datetime) else cell
        for cell in cells
    ]


def as_csv(pages: Iterable[Page]) -> Iterator[str]:
    """A book for software: headings and states are the same in every language."""
    return tables.as_csv(COLUMNS, (line.keys() for page in pages for line in page.lines()))


def as_xlsx(title: str, pages: Iterable[Page]) -> bytes:
    """A book as an Excel workbook of one sheet."""
    rows = (line.cells() for page in pages for line in page.lines())
    return tables.as_xlsx(title, list(map(str, HEADINGS)), rows, XLSX_WIDTHS)


def standing(page: Page) -> str:
    """Whether the book of a page is closed, and since when; or its next serial."""
    counter = page.counter
    if counter.closed_at and counter.closed_by:
        return _("Closed on %(moment)s by %(person)s.") % {
            "moment": date_format(localtime(counter.closed_at), "DATETIME_FORMAT"),
            "person": counter.closed_by.get_full_name() or counter.closed_by,
        }
    return _("Open; the next serial is %(serial)d.") % {"serial": counter.last + 1}
