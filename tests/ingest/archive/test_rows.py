"""Rows are the same from every kind of file, and every problem of a mapping is said at once."""

import json

import pytest
from openpyxl import Workbook

from ingest.archive import entries, mapping, rows
from ingest.archive.flags import Flag
from ingest.archive.judging import Habit, judge
from numbering.models import today
from tests.ingest.archive.conftest import MAPPING, row
from tests.thoroughness import once

pytestmark = once

ROWS = [row(1, judul="Kafé “Taman”"), row(2, isi='Dua; "kutip"\n\nlagi')]


def read(path, text=MAPPING, **options):
    how = mapping.read(text)
    found = rows.look_at(path, **options).rows()
    return [entries.read(one, how, today()) for one in found]


def said(found):
    return [(one.key, one.numbers, one.title, one.date, one.body) for one in found]


def as_lines(path):
    path.write_text("\n".join(json.dumps(one) for one in ROWS), encoding="utf-8")


def as_array(path):
    path.write_text(json.dumps(ROWS, indent=1), encoding="utf-8-sig")


def as_csv(path):
    quoted = (
        ";".join('"{}"'.format(str(cell).replace('"', '""')) for cell in cells)
        for cells in (ROWS[0], *(one.values() for one in ROWS))
    )
    path.write_text("\r\n".join(quoted), encoding="cp1252", newline="")


def as_sheet(path):
    book = Workbook()
    for cells in (ROWS[0], *(one.values() for one in ROWS)):
        book.active.append(list(cells))
    book.save(path)


@pytest.mark.parametrize(
    ("name", "write"),
    [("a.jsonl", as_lines), ("a.json", as_array), ("a.csv", as_csv), ("a.xlsx", as_sheet)],
)
def test_every_kind_of_file_says_the_same(tmp_path, name, write):
    plain = tmp_path / "plain.jsonl"
    as_lines(plain)
    write(tmp_path / name)
    assert said(read(tmp_path / name)) == said(read(plain))


def test_an_array_is_read_over_the_borders_of_what_is_read_at_once(tmp_path, monkeypatch):
    monkeypatch.setattr(rows, "CHUNK", 7)
    as_array(tmp_path / "a.json")
    assert [one.title for one in read(tmp_path / "a.json")] == [one["judul"] for one in ROWS]


def test_every_problem_of_a_mapping_is_said_at_once():
    with pytest.raises(mapping.BadMapping) as bad:
        mapping.read('[fields]\ntitle = "a"\n[date]\nzone = "Mars"\n[body]\nformat = "pdf"\n')
    assert [one.partition(":")[0] for one in bad.value.problems] == [
        *("[fields] body or text", "[fields] date", "[body] format", "[date] zone")
    ]
    with pytest.raises(mapping.BadMapping, match="colour"):
        mapping.read('[fields]\ncolour = "a"\n')
    with pytest.raises(mapping.BadMapping, match=r"encoding.*delimiter"):
        mapping.read('[rows]\nencoding = "x"\ndelimiter = ";;"\n[fields]\ntext = "a"\n')


def test_a_file_that_is_no_sheet_is_refused_in_words(tmp_path):
    (tmp_path / "a.xlsx").write_bytes(b"PK no sheet")
    with pytest.raises(rows.NoRows, match="XLSX"):
        read(tmp_path / "a.xlsx")


@pytest.mark.parametrize(
    ("said", "options", "day"),
    [
        ("2015-03-31T17:30:00Z", 'zone = "Asia/Jakarta"', "2015-04-01"),
        ("2015-03-31T17:30:00Z", "", "2015-03-31"),
        ("31/03/2015", 'formats = ["%d/%m/%Y"]', "2015-03-31"),
        ("Selasa, 31 Maret 2015", "", "2015-03-31"),
    ],
)
def test_a_date_is_read_as_the_mapping_says(tmp_path, said, options, day):
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(row(1, tanggal=said)), encoding="utf-8")
    [entry] = read(path, f"{MAPPING}\n[date]\n{options}")
    assert (entry.date.isoformat(), dict(entry.flags)) == (day, {})


def test_an_archive_that_puts_the_year_first_is_known_by_its_habit():
    habit, plain = Habit(), entries.Entry(1, "", "", "", today().replace(year=2013))
    for serial in range(30):
        plain.numbers = [f"13-{serial}"]
        habit.learn(plain)
    plain.numbers = ["12-5"]
    judge(plain, [], habit)
    assert set(plain.flags) == {Flag.YEAR}
