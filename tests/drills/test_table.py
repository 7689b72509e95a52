"""Each drill that is named can be run, and tells of itself."""

import importlib

import pytest

from drills.newsroom import ROOT
from drills.table import DRILLS
from drills.tested import figures_of

REPORT = """<testsuites><testsuite tests="4" failures="1" errors="0" skipped="1" time="2.5">
<testcase name="test_a"/><testcase name="test_b"><failure/></testcase>
<testcase name="test_c"><skipped/></testcase><testcase name="test_d"/>
</testsuite></testsuites>"""


@pytest.mark.parametrize("name", DRILLS)
def test_what_it_does_is_there(name):
    one = DRILLS[name]
    if one.module:
        assert importlib.import_module(f"drills.{one.module}").drill
    else:
        assert one.tests
        assert all(list(ROOT.glob(pattern)) for pattern in one.tests)


def test_a_report_of_tests_is_told_with_the_names_of_those_that_failed(tmp_path):
    report = tmp_path / "report.xml"
    report.write_text(REPORT)
    assert figures_of(report) == "2 passed, 1 failed, 1 skipped in 2.5 s: test_b"
