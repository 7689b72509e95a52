"""The book of a sequence: every serial, what became of it, and the gaps by name."""

import csv
import io
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation
from openpyxl import load_workbook

from numbering import guards
from numbering.allocation import allocate, allocate_addendum
from numbering.closing import close
from numbering.history import enter_historical
from numbering.models import Counter, Number, Sequence
from numbering.paper import enter_from_paper
from numbering.skipping import jump_ahead
from releases.book import COLUMNS, GAP, NoSuchPeriod, Totals, pages
from releases.voiding import void
from tests.cast import SPRING, issued

pytestmark = pytest.mark.usefixtures("english")


def lines(sequence: Sequence, period: str = "") -> list:
    return [line for page in pages(sequence, period) for line in page.lines()]


def shown(sequence: Sequence, period: str = "") -> list[tuple[str, str]]:
    return [(line.serial, line.state) for line in lines(sequence, period)]


def printed(**options) -> str:
    out = io.StringIO()
    call_command("register", sequence="siaran-pers", stdout=out, **options)
    return out.getvalue()


def test_it_works(published, sequence, budi):
    gap, line = lines(sequence)
    assert (gap.serial, gap.state) == ("1–1157", GAP)
    assert "opening serial 1158" in gap.reason
    number = Number.objects.get()
    assert line.keys() == [
        "1158",
        "1158/SP-HMS/03/2020",
        SPRING,
        "Gubernur resmikan taman baca",
        "Diskabar",
        "used",
        "",
        "budi",
        number.taken_at,
    ]
    assert line.cells()[5] == number.get_state_display()


def test_every_serial_stands_with_what_became_of_it(annual, reserve, office, ani, budi, dewi):
    issued(office, ani, budi)
    reserve()
    void(allocate(annual, SPRING, budi), "Salah agenda.", dewi)
    jump_ahead(annual, SPRING, 5, dewi, "Buku rusak")
    enter_from_paper(annual, ["5/SP-HMS/03/2020"], SPRING, dewi, reason="Listrik padam")
    allocate_addendum(annual.numbers.get(serial=1), "A", budi, office)
    book = lines(annual, "2020")
    assert [(line.serial, line.state) for line in book] == [
        ("1", "used"),
        ("1A", "used"),
        ("2", "reserved"),
        ("3", "void"),
        ("4", "skipped"),
        ("5", "used"),
    ]
    reasons = {line.serial: line.reason for line in book}
    assert reasons["1"] == ""
    assert "reserved for ani until" in reasons["2"]
    assert "Peresmian taman baca" in reasons["2"]
    assert "Salah agenda." in reasons["3"]
    assert reasons["4"] == "Buku rusak"
    assert reasons["5"] == "given on paper; Listrik padam"
    assert book[3].who == "dewi"
    assert book[4].date is None


def test_an_expired_reservation_is_shown_as_void(annual, expired):
    [line] = lines(annual)
    assert (line.state, line.when) == ("void", expired.expires_at)
    assert line.reason.endswith("expired unused")


def test_a_late_number_is_flagged(annual, budi, dewi):
    allocate(annual, SPRING, budi)
    close(annual, "2020", dewi)
    allocate(annual, SPRING, dewi, late_reason="Menyusul")
    assert lines(annual)[1].reason == "out of order; Menyusul"


def test_doubles_of_the_old_books_are_flagged(sequence, office, dewi):
    for serial in (900, 900, 901):
        enter_historical(f"{serial}/SP-HMS/03/2020", office, SPRING, dewi, sequence)
    found = [(line.serial, line.reason) for line in lines(sequence) if line.state != GAP]
    assert found == [
        ("900", "from the old books, twice"),
        ("900", "from the old books, twice"),
        ("901", "from the old books"),
    ]


def test_what_was_printed_alike_in_two_years_is_no_double(annual, office, dewi):
    annual.pattern = "{serial}/HUMAS"
    annual.save()
    for year in (2018, 2019):
        enter_historical("1/HUMAS", office, SPRING.replace(year), dewi, annual)
    assert {line.reason for line in lines(annual)} == {"from the old books"}


def test_what_was_read_in_is_no_gap(sequence, office, dewi):
    for serial in (2, 1155):
        enter_historical(f"{serial}/SP-HMS/03/2020", office, SPRING, dewi, sequence)
    assert shown(sequence) == [
        ("1", GAP),
        ("2", "used"),
        ("3–1154", GAP),
        ("1155", "used"),
        ("1156–1157", GAP),
    ]


def test_what_is_missing_is_named(annual, budi):
    for _ in range(4):
        allocate(annual, SPRING, budi)
    guards.lower(guards.all_guards())
    Number.objects.filter(serial__in=(2, 3)).delete()
    guards.raise_up(guards.all_guards())
    gap = lines(annual)[1]
    assert (gap.serial, gap.state) == ("2–3", GAP)
    assert "doctor" in gap.reason


def test_totals_count_serials(sequence, published):
    totals = Totals()
    [page] = pages(sequence)
    assert len(list(totals.counting(page.lines()))) == 2
    assert sorted(totals.serials.values()) == [1, 1157]


# --- Periods ---


@pytest.fixture
def years(annual, budi) -> Sequence:
    for day in (date(2019, 12, 30), SPRING, date(2020, 4, 2)):
        allocate(annual, day, budi)
    return annual


def test_a_book_has_a_page_for_every_period(years):
    assert [page.title for page in pages(years)] == ["Siaran pers 2019", "Siaran pers 2020"]
    assert [len(list(page.lines())) for page in pages(years)] == [1, 2]
    assert shown(years, "2019") == [("1", "used")]


@pytest.mark.parametrize("period", ["2021", "2020-03", "x", "2019-2020"])
def test_an_unknown_period_names_those_that_there_are(years, period):
    with pytest.raises(NoSuchPeriod, match=f"no period {period}. It has: 2019, 2020"):
        pages(years, period)


@pytest.fixture
def endless(sequence, budi, dewi) -> Sequence:
    """1158 and 1159 of 2020, 1160 skipped in 2021, 1161 of 2021, and a late 1162 of 2020."""
    allocate(sequence, SPRING, budi)
    allocate(sequence, date(2020, 12, 31), budi)
    jump_ahead(sequence, date(2021, 1, 2), 1161, dewi, "Buku rusak")
    allocate(sequence, date(2021, 1, 2), budi)
    allocate(sequence, date(2020, 12, 31), budi)
    return sequence


@pytest.mark.parametrize(
    ("period", "serials"),
    [
        ("2020", ["1158", "1159", "1162"]),
        ("2020-12", ["1159", "1162"]),
        ("2021", ["1160", "1161"]),
        ("2022", []),
    ],
)
def test_a_sequence_that_never_begins_again_is_printed_by_year_or_month(endless, period, serials):
    assert [line.serial for line in lines(endless, period)] == serials


def test_a_serial_that_is_missing_is_named_in_its_year(endless):
    guards.lower(guards.all_guards())
    Number.objects.filter(serial=1159).delete()
    guards.raise_up(guards.all_guards())
    assert shown(endless, "2020") == [("1158", "used"), ("1159", GAP), ("1162", "used")]


@pytest.mark.parametrize("period", ["x", "20", "2020-2021", "0000", "2020-1", "2020-13"])
def test_what_is_no_year_or_month_is_refused(endless, period):
    with pytest.raises(NoSuchPeriod):
        pages(endless, period)


# --- The command ---


def test_it_is_printed_as_text(published):
    page = printed()
    assert page.startswith("Siaran pers\nOpen; the next serial is 1159.\n")
    assert "1158/SP-HMS/03/2020" in page
    assert "Gubernur resmikan taman baca" in page


def test_a_closed_book_says_so(annual, budi, dewi):
    allocate(annual, SPRING, budi)
    close(annual, "2020", dewi)
    assert "by dewi." in printed(period="2020").splitlines()[1]
    assert Counter.objects.get().closed_at


@pytest.mark.parametrize("language", ["id", "en"])
def test_its_csv_is_the_same_in_every_language(published, language):
    with translation.override(language):
        heading, gap, line = csv.reader(io.StringIO(printed(format="csv")))
    assert tuple(heading) == COLUMNS
    assert (gap[0], gap[5]) == ("1–1157", "gap")
    assert line[:6] == [
        "1158",
        "1158/SP-HMS/03/2020",
        "2020-03-28",
        "Gubernur resmikan taman baca",
        "Diskabar",
        "used",
    ]


@pytest.mark.parametrize("form", ["text", "csv"])
def test_it_is_written_into_a_file(published, tmp_path, form):
    file = tmp_path / "buku"
    assert printed(format=form, output=str(file)) == ""
    assert file.read_bytes().decode() == printed(format=form)


def test_a_title_is_never_a_formula(office, sequence, ani, budi, tmp_path):
    issued(office, ani, budi, title="=1+1")
    rows = list(csv.reader(io.StringIO(printed(format="csv"))))
    assert rows[-1][3] == "'=1+1"
    file = tmp_path / "buku.xlsx"
    printed(format="xlsx", output=str(file))
    sheet = load_workbook(file).active
    cell = sheet.cell(row=sheet.max_row, column=4)
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=1+1", "s", True)
    assert sheet.cell(row=sheet.max_row, column=2).value == "1158/SP-HMS/03/2020"


def test_an_unknown_sequence_names_those_that_there_are(published):
    with pytest.raises(CommandError, match=r"no sequence tidak-ada\. There are: siaran-pers"):
        call_command("register", sequence="tidak-ada")


def test_the_command_refuses_an_unknown_period(years):
    with pytest.raises(CommandError, match="no period 2031"):
        printed(period="2031")
