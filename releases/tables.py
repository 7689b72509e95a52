"""A table as CSV, as an Excel workbook and as plain text: the printing of the register book.

Nothing here knows what the rows are about.
"""

import csv
import datetime
import re
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from copy import copy
from io import BytesIO
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from django.utils.timezone import localtime

from releases.body import CONTROLS

if TYPE_CHECKING:  # 13 MB, for what is seldom asked for: see decision 51
    from openpyxl.cell import Cell as WorkbookCell

Cell = str | int | datetime.date | datetime.datetime | None

# = + - @ tab, carriage return and line feed are OWASP's list, NUL is ASVS 5.0's (1.2.10).
# The full-width signs (OWASP/www-community issue 1088) and looking behind blanks are our own.
FORMULA = re.compile(r"[\s\x00-\x1f]*[=+\-@＝＋－＠\t\r\n\x00]")

# Excel reckons with a 29 February 1900, so that no date before this one would stay itself.
FIRST_EXCEL_DATE = datetime.date(1900, 3, 1)
LONGEST_EXCEL_TEXT = 32_767
LONGEST_SHEET_TITLE = 31
A4 = 9

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
GAP = "  "


class _Echo:
    """What csv.writer takes for a file; its writerow() then returns the line."""

    def write(self, text: str) -> str:
        return text


def as_csv(headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """A table as comma-separated values, without a byte order mark.

    A text that a spreadsheet would take for a formula gets an apostrophe before it. That does
    not help where a spreadsheet is told to split at semicolons instead of commas, for then a
    formula can begin in the middle of a text; a workbook has no such weakness.

    Args:
        headings: the first row.
        rows: as many cells each as there are headings. Dates become ISO 8601, points in time
            too, in the newsroom's time zone, with seconds and offset.

    Returns:
        One text for each row, its line end included. A row is read when it is asked for.

    Raises:
        ValueError: a point in time has no time zone.

    Source: RFC 4180, section 2; for formulas OWASP,
        https://owasp.org/www-community/attacks/CSV_Injection
    """
    writer = csv.writer(_Echo(), lineterminator="\r\n")
    yield writer.writerow([_csv_text(heading) for heading in headings])
    for row in rows:
        yield writer.writerow([_csv_text(cell) for cell in row])


def as_xlsx(
    title: str, headings: Sequence[str], rows: Iterable[Sequence[Cell]], widths: Sequence[int]
) -> bytes:
    """A table as an Excel workbook of one sheet, set up to be printed as a book.

    Its rows are put down on disk as they come; only the zipped workbook is held in memory.

    Args:
        title: the name of the sheet; what Excel refuses in one is replaced.
        headings: the first row, printed again on top of every page.
        rows: a text is never a formula, control characters in it become U+FFFD, and one over
            32,767 characters is cut. Points in time are given in the newsroom's time zone,
            without an offset, for Excel knows none. What lies before 1 March 1900 is text.
        widths: of the columns, in characters of the standard font.

    Raises:
        ValueError: a point in time has no time zone.
    """
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    workbook = Workbook(write_only=True)
    sheet: Any = workbook.create_sheet(_sheet_title(title))
    # A streamed sheet has to know all of this before its first row.
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.paperSize = A4
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0  # as many pages as it takes
    sheet.oddFooter.center.text = "&P / &N"

    with closing(sheet):  # an error between two rows must not leave its file open
        cells = _Cells(sheet)
        sheet.append([cells.holding(heading, bold=True) for heading in headings])
        for row in rows:
            sheet.append([cells.holding(cell) for cell in row])
    file = BytesIO()
    workbook.save(file)
    return file.getvalue()


def as_text(
    headings: Sequence[str], rows: Iterable[Sequence[Cell]], widths: Sequence[int]
) -> Iterator[str]:
    """A table for a terminal or a plain printer.

    Args:
        headings: set apart from the rows by a rule.
        rows: a long cell is wrapped inside its column. Dates as in `as_csv`; control
            characters become U+FFFD, so that no text can give orders to a terminal.
        widths: of the columns, in characters, each at least 1, one for each heading and cell.
            East Asian characters count as one, though they take the room of two.

    Returns:
        The lines, without line ends. A row is read when its first line is asked for.

    Raises:
        ValueError: a point in time has no time zone, a width is below 1, or a row has not as
            many cells as there are widths.
    """
    yield from _text_lines(headings, widths)
    yield GAP.join("-" * width for width in widths)
    for row in rows:
        yield from _text_lines(row, widths)


def _plain(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime.datetime):
        return localtime(cell).isoformat(timespec="seconds")
    if isinstance(cell, datetime.date):
        return cell.isoformat()
    return str(cell)


def _csv_text(cell: Cell) -> str:
    if isinstance(cell, str) and FORMULA.match(cell):
        return f"'{cell}"
    return _plain(cell)


def _sheet_title(title: str) -> str:
    # Excel refuses these signs, an apostrophe at either end, and an empty name.
    legal = re.sub(r"[\[\]:*?/\\\t\r\n]", "-", CONTROLS.sub("-", title))
    return legal.strip("' ")[:LONGEST_SHEET_TITLE].rstrip("' ") or "-"


class _Cells:
    """The cells of a sheet. One of each kind is styled, which takes long; the others are copies."""

    def __init__(self, sheet: Any) -> None:
        self.sheet = sheet
        self.styled: dict[tuple[type, bool, bool], WorkbookCell] = {}

    def holding(self, cell: Cell, bold: bool = False) -> "WorkbookCell | None":
        value = _excel_value(cell)
        if value is None:
            return None
        formula = isinstance(value, str) and bool(FORMULA.match(value))
        kind = (type(value), formula, bold)
        if kind not in self.styled:
            self.styled[kind] = self._styled(value, formula, bold)
        written = copy(self.styled[kind])
        written.value = value
        if isinstance(value, str):
            # openpyxl would guess: a formula behind "=", an error in "#N/A".
            written.data_type = "s"
        return written

    def _styled(self, value: Cell, formula: bool, bold: bool) -> "WorkbookCell":
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import Alignment, Font

        written = WriteOnlyCell(self.sheet)
        written.value = value  # a date gets a date's format
        # Without it, Excel makes a formula of the text as soon as someone edits the cell.
        written.quotePrefix = formula
        written.alignment = Alignment(wrap_text=True, vertical="top")
        if bold:
            written.font = Font(bold=True)
        return written


def _excel_value(cell: Cell) -> Cell:
    if isinstance(cell, datetime.datetime):
        local = localtime(cell)
        if local.date() >= FIRST_EXCEL_DATE:
            return local.replace(tzinfo=None, microsecond=0)
    elif isinstance(cell, int) or (isinstance(cell, datetime.date) and cell >= FIRST_EXCEL_DATE):
        return cell
    text = CONTROLS.sub(REPLACEMENT, _plain(cell)).replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > LONGEST_EXCEL_TEXT:
        text = text[: LONGEST_EXCEL_TEXT - 1] + "…"
    return text or None


def _text_lines(row: Sequence[Cell], widths: Sequence[int]) -> Iterator[str]:
    columns = [_wrapped(cell, width) for cell, width in zip(row, widths, strict=True)]
    for parts in zip_longest(*columns, fillvalue=""):
        padded = (part.ljust(width) for part, width in zip(parts, widths, strict=True))
        yield GAP.join(padded).rstrip()


def _wrapped(cell: Cell, width: int) -> list[str]:
    lines: list[str] = []
    for line in CONTROLS.sub(REPLACEMENT, _plain(cell)).splitlines():
        lines += textwrap.wrap(line, width) or [""]
    return lines or [""]
