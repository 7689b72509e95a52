"""`dev.py bench`: what it asks, what it prints, what it keeps."""

import json
import re
import sys
from contextlib import contextmanager
from types import SimpleNamespace

import pytest

from bench import __main__ as command
from bench import report
from bench.groups import NAMES
from bench.stock import Stocks
from bench.table import Ratio, Row, at_least, at_most

WARM = at_least("warm", 0.9, Ratio(0.95, 0.9, 1), "of it")
COLD = at_most("cold", 1.3, Ratio(2.5, 2, 3), "× the time")


@pytest.fixture
def results(monkeypatch, tmp_path):
    """Groups that measure at once: `warm` holds, `cold` misses, `search` cannot be measured."""
    called = []

    def fails(run):
        called.append("search")
        raise RuntimeError("the server is gone")

    def gives(name, *rows):
        return lambda run: called.append(name) or iter(rows)

    @contextmanager
    def stocks(engine):
        filled = Stocks(engine)
        filled.of = lambda size: None
        yield filled

    found = {"warm": gives("warm", Row("a page", rate=12.5), WARM), "cold": gives("cold", COLD)}
    for name, measure in (found | {"search": fails}).items():
        monkeypatch.setitem(sys.modules, f"bench.groups.{name}", SimpleNamespace(measure=measure))
    monkeypatch.setattr(command, "stocks", stocks)
    monkeypatch.setattr(command, "RESULTS", tmp_path)
    return SimpleNamespace(called=called, folder=tmp_path)


def test_each_row_is_printed_with_its_verdict(results, capsys):
    assert command.main(["cold", "warm", "--database", "sqlite"]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert results.called == ["warm", "cold"]
    assert "| a page | 12.5 |  |  |  |" in lines
    assert "| warm |  | ≥ 0.9 of it | 0.95 (0.90–1.00) | met |" in lines
    assert "| cold |  | ≤ 1.3 × the time | 2.50 (2.00–3.00) | **missed** |" in lines
    kept = json.loads((results.folder / "sqlite-20000.json").read_text())
    assert kept["groups"]["cold"]["rows"][0]["holds"] is False


def test_what_cannot_be_measured_stops_nothing_else(results, capsys):
    assert command.main(["search", "warm", "--database", "sqlite"]) == 1
    told = capsys.readouterr().out
    assert "| search |  |  | not measured: RuntimeError: the server is gone |  |" in told
    assert results.called == ["warm", "search"]


def test_resumed_it_measures_what_is_missing_or_failed(results):
    command.main(["warm", "search", "--database", "sqlite"])
    results.called.clear()
    command.main(["warm", "cold", "search", "--database", "sqlite", "--resume"])
    assert results.called == ["cold", "search"]


def test_the_page_keeps_what_is_written_by_hand(results, monkeypatch, tmp_path, capsys):
    page = tmp_path / "performance.md"
    page.write_text(
        f"# By hand\n\n{report.BEGIN}\nwhat stood there\n{report.END}\n\n### warm\n\nWhy.\n"
    )
    monkeypatch.setattr(report, "PAGE", page)
    command.main(["warm", "cold", "--database", "sqlite", "--write", "--note", "nothing else ran"])

    text = page.read_text()
    assert text.startswith("# By hand")
    assert text.endswith("### warm\n\nWhy.\n")
    assert "what stood there" not in text
    assert "| cold | ≤ 1.3 × the time | sqlite, 20,000 | 2.50 (2.00–3.00) | **missed** |" in text
    assert "nothing else ran" in text
    assert "why rows of cold are missed" in capsys.readouterr().err


@pytest.mark.parametrize("target", ["http://news.example/", "http://192.0.2.1/", "http://10.0.0.1"])
def test_another_machine_is_never_asked(target, monkeypatch):
    monkeypatch.setattr(command.load.subprocess, "run", pytest.fail)
    monkeypatch.setattr(command.load.http.client, "HTTPConnection", pytest.fail)
    with pytest.raises(command.Elsewhere, match="is not on this machine"):
        command.main(["--target", target])


def test_an_unknown_name_is_refused_with_those_there_are(capsys):
    with pytest.raises(SystemExit):
        command.main(["warm", "speed"])
    assert re.search(r"unknown: speed; there are warm, nginx", capsys.readouterr().err)


@pytest.mark.long
def test_all_groups_measure_a_small_newsroom(capsys):
    assert command.main(["--size", "200", "--rounds", "1", "--seconds", "1"]) == 0
    told = capsys.readouterr().out
    for engine in ("sqlite", "postgres"):
        assert f"{engine}, 200 releases" in told
    assert set(NAMES) == set(
        json.loads((command.RESULTS / "sqlite-200.json").read_text())["groups"]
    )
