"""A table as CSV, as an Excel workbook and as plain text."""

import csv
import datetime
import io
import itertools
import zipfile
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from releases.tables import as_csv, as_text, as_xlsx

HEADINGS = ["Nomor", "Tanggal", "Judul"]
ROW = ["7/SP-DKT/05/2031", datetime.date(2031, 5, 9), "Pasar Induk Kota Tirta Dibuka"]
NIGHT_IN_UTC = datetime.datetime(2031, 5, 9, 18, 30, 15, 999, tzinfo=datetime.UTC)
NO_ZONE = datetime.datetime(2031, 5, 9, 18, 30)
ANY_TEXT = st.text(st.characters(exclude_categories=[]))
FORMULAS = [
    "=1+1",
    "+62 21 000",
    "-1",
    "@SUM(A1)",
    "\tx",
    "\rx",
    "\nx",
    "\x00=1+1",
    "  =1+1",
    "\N{NO-BREAK SPACE}=1+1",
    "＝1",
    "＋1",
    "－1",
    "＠a",
]


def csv_cell(cell):
    [_, [read]] = csv.reader(io.StringIO("".join(as_csv(["x"], [[cell]])), newline=""))
    return read


def sheet_of(workbook):
    return load_workbook(io.BytesIO(workbook)).active


def xlsx_cell(cell):
    return sheet_of(as_xlsx("x", ["x"], [[cell]], [10]))["A2"]


def xml_tags(workbook):
    with zipfile.ZipFile(io.BytesIO(workbook)) as parts:
        root = ElementTree.fromstring(parts.read("xl/worksheets/sheet1.xml"))  # noqa: S314
    return {element.tag.rpartition("}")[2] for element in root.iter()}


def test_it_works():
    assert list(as_csv(HEADINGS, [ROW])) == [
        "Nomor,Tanggal,Judul\r\n",
        "7/SP-DKT/05/2031,2031-05-09,Pasar Induk Kota Tirta Dibuka\r\n",
    ]
    assert list(as_text(HEADINGS, [ROW], [16, 10, 12])) == [
        "Nomor             Tanggal     Judul",
        "----------------  ----------  ------------",
        "7/SP-DKT/05/2031  2031-05-09  Pasar Induk",
        "                              Kota Tirta",
        "                              Dibuka",
    ]
    sheet = sheet_of(as_xlsx("Buku register", HEADINGS, [ROW], [16, 10, 12]))
    assert [cell.value for cell in sheet[1]] == HEADINGS
    number, date, headline = sheet[2]
    assert (number.value, headline.value) == (ROW[0], ROW[2])
    assert (date.is_date, date.value.date()) == (True, ROW[1])


def test_csv_quotes_what_would_break_a_row():
    assert csv_cell('Kata "Wali", lalu\r\nbaris\rdan\nbaris') == (
        'Kata "Wali", lalu\r\nbaris\rdan\nbaris'
    )
    assert list(as_csv(["x"], [['a"b']]))[1] == '"a""b"\r\n'


def test_csv_gives_time_in_the_newsrooms_zone(settings):
    settings.TIME_ZONE = "Asia/Makassar"
    assert csv_cell(NIGHT_IN_UTC) == "2031-05-10T02:30:15+08:00"


def test_csv_leaves_numbers_bare_and_nothing_empty():
    assert list(as_csv(["a", "b"], [[-7, None]]))[1] == "-7,\r\n"


@pytest.mark.parametrize("text", FORMULAS)
def test_csv_holds_no_formula(text):
    assert csv_cell(text) == f"'{text}"


def test_a_heading_is_no_formula_either():
    assert next(as_csv(["=1+1"], [])) == "'=1+1\r\n"


@pytest.mark.parametrize("text", ["a=1", "1-2", "'=1+1", "(+62)", "a\t", ""])
def test_csv_leaves_other_text_alone(text):
    assert csv_cell(text) == text


@given(ANY_TEXT)
def test_csv_reads_back_any_text(text):
    assert csv_cell(text) in (text, f"'{text}")


def test_csv_holds_a_very_long_text():
    assert csv_cell("panjang, " * 10_000) == "panjang, " * 10_000


def test_csv_and_text_read_a_row_only_when_it_is_asked_for():
    for lines, ahead in [
        (lambda rows: as_csv(["x"], rows), 1),
        (lambda rows: as_text(["x"], rows, [4]), 2),
    ]:
        numbers = iter(range(2000))
        printed = lines([number] for number in numbers)
        first = list(itertools.islice(printed, ahead))
        assert len(first) == ahead
        assert next(printed).strip() == "0"
        assert next(numbers) == 1
        assert len(list(printed)) == 1998


@pytest.mark.parametrize("text", ["=1+1", "#N/A", "＝1", "-1", "2031-05-09", "007"])
def test_a_workbook_keeps_text_as_text(text):
    workbook = as_xlsx("x", [text], [[text]], [10])
    sheet = sheet_of(workbook)
    assert [(cell.data_type, cell.value) for cell in (sheet["A1"], sheet["A2"])] == [
        ("s", text),
        ("s", text),
    ]
    assert "f" not in xml_tags(workbook)


def test_a_text_like_a_formula_stays_text_when_someone_edits_it():
    assert xlsx_cell("=1+1").quotePrefix
    assert not xlsx_cell("Judul").quotePrefix


# A Windows line end is one character shorter in a workbook.
@given(ANY_TEXT, ANY_TEXT.filter(lambda text: "\r\n" not in text))
def test_a_workbook_takes_any_text_and_holds_no_formula(title, text):
    workbook = as_xlsx(title, [text], [[text]], [10])
    cell = sheet_of(workbook)["A2"]
    assert (cell.data_type, len(cell.value or "")) == (("s", len(text)) if text else ("n", 0))
    assert "f" not in xml_tags(workbook)


def test_a_workbook_replaces_what_xml_cannot_hold():
    assert xlsx_cell("a\x00b\x1bc\ud800d\ufffee").value == "a�b�c�d�e"


def test_a_workbook_keeps_lines():
    assert xlsx_cell(" satu\r\ndua\rtiga\n").value == " satu\ndua\ntiga\n"


def test_a_workbook_cuts_what_excel_would_refuse():
    assert xlsx_cell("a" * 32_767).value == "a" * 32_767
    assert xlsx_cell("a" * 32_768).value == "a" * 32_766 + "…"


def test_a_workbook_gives_time_in_the_newsrooms_zone(settings):
    settings.TIME_ZONE = "Asia/Makassar"
    assert xlsx_cell(NIGHT_IN_UTC).value == datetime.datetime(2031, 5, 10, 2, 30, 15)


def test_a_workbook_gives_dates_before_excels_first_as_text():
    assert xlsx_cell(datetime.date(1900, 3, 1)).is_date
    assert xlsx_cell(datetime.date(1900, 2, 28)).value == "1900-02-28"
    old = datetime.datetime(1850, 1, 1, 12, tzinfo=datetime.UTC)
    assert xlsx_cell(old).value.startswith("1850-01-01T19:")


def test_a_workbook_keeps_numbers_and_leaves_nothing_empty():
    assert (xlsx_cell(1158).data_type, xlsx_cell(1158).value) == ("n", 1158)
    assert xlsx_cell(None).value is None
    assert xlsx_cell("").value is None


def test_a_workbook_prints_as_a_book():
    sheet = sheet_of(as_xlsx("Buku", HEADINGS, [ROW], [16, 10, 12]))
    assert all(cell.font.bold for cell in sheet[1])
    assert not any(cell.font.bold for cell in sheet[2])
    assert all(cell.alignment.wrap_text for cell in [*sheet[1], *sheet[2]])
    assert sheet.freeze_panes == "A2"
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.oddFooter.center.text == "&P / &N"
    assert [sheet.column_dimensions[letter].width for letter in "ABC"] == [16, 10, 12]


@pytest.mark.parametrize(
    ("title", "legal"),
    [
        ("Buku 1/2: [a]*?\\", "Buku 1-2- -a----"),
        ("Buku register Dinas Komunikasi Kota Tirta", "Buku register Dinas Komunikasi"),
        ("'Buku'", "Buku"),
        ("", "-"),
    ],
)
def test_a_sheet_gets_a_title_excel_takes(title, legal):
    assert sheet_of(as_xlsx(title, HEADINGS, [], [1, 1, 1])).title == legal


def test_two_thousand_rows_stand_in_a_workbook():
    rows = ([number, f"Siaran {number}"] for number in range(2000))
    sheet = sheet_of(as_xlsx("x", ["a", "b"], rows, [5, 20]))
    assert sheet.max_row == 2001
    assert sheet["B2001"].value == "Siaran 1999"


def test_text_columns_stand_in_line():
    rows = [["satu dua tiga", "ya"], ["x", "empat\n\nlima"]]
    assert list(as_text(["A", "B"], rows, [8, 5])) == [
        "A         B",
        "--------  -----",
        "satu dua  ya",
        "tiga",
        "x         empat",
        "",
        "          lima",
    ]


def test_text_breaks_a_word_longer_than_its_column():
    assert list(as_text(["A", "B"], [["abcdef", 1]], [4, 1]))[2:] == ["abcd  1", "ef"]


@given(st.lists(ANY_TEXT, min_size=2, max_size=2))
def test_no_text_leaves_its_column(row):
    for line in as_text(["A", "B"], [row], [5, 7]):
        assert len(line) <= 5 + 2 + 7
        assert line[5:7].strip() == ""


def test_text_gives_no_orders_to_a_terminal():
    assert list(as_text(["A"], [["a\x1b[2Jb\x9bc"]], [10]))[2] == "a�[2Jb�c"


def test_a_row_of_another_length_is_refused_as_text():
    with pytest.raises(ValueError, match="zip"):
        list(as_text(["A", "B"], [["x"]], [1, 1]))


@pytest.mark.parametrize(
    "printed",
    [
        lambda rows: list(as_csv(["x"], rows)),
        lambda rows: as_xlsx("x", ["x"], rows, [10]),
        lambda rows: list(as_text(["x"], rows, [10])),
    ],
)
def test_a_time_without_zone_is_refused(printed):
    with pytest.raises(ValueError, match="naive"):
        printed([[NO_ZONE]])
