"""No regular expression of the house takes longer the more it is given, but in proportion.

Every pattern that the house compiles is tried on signs without end, as many as a person may send
at once. A pattern that is only ever asked of few letters stands in BOUNDED, with who bounds it.
"""

import ast
import importlib
import re
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PUMPS = (
    *(" ", "a", "A", "1", "-", ".", "/", "(", "<", "<p>", "\n", "\t", "=", "a ", "A ", "1 ", "1/"),
    *("a-", ", ", "_", "'", '"', "- ", "=*", "no ", "dan ", "62 ", "Aa ", "senin ", "20 ", "é"),
)
LETTERS = 3_000
SECONDS = 0.3  # of the processor, for each

BOUNDED = {
    "ingest/dateline.py": "the beginning of a paragraph",
    "ingest/formats/docx.py": "a process of its own, with seconds of its own",
    **dict.fromkeys(
        (f"ingest/formats/pdf{part}.py" for part in ("", "_lines", "_paragraphs", "_tables")),
        "a process of its own, with seconds of its own",
    ),
    "ingest/letterhead.py": "a line",
    "ingest/numbers.py": "a line of a letterhead",
    "ingest/archive/judging.py": "a number of an archive",
    "ingest/phones.py": "a line without blanks side by side",
    "ingest/places.py": "a line without blanks side by side",
    "ingest/door.py": "asked at the beginning only",
    "releases/pasting/markers.py": "asked at the beginning only",
}
# Folders of what no stranger's text reaches.
APART = {"tests", "bench", "drills", "supply", "deploy", "migrations", "management", ".venv", "var"}
# Modules that begin to serve or to read when they are imported.
STARTING = ("__main__.py", "wsgi.py", "warming.py", "reader.py")


def expressions() -> Iterator[tuple[str, re.Pattern]]:
    """Each pattern that stands in a module, or is written where it is used, and its file."""
    for path in sorted(ROOT.glob("*/**/*.py")):
        inside = path.relative_to(ROOT)
        if APART & {*inside.parts} or path.name in STARTING:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("re."):
                first = node.args[0] if node.args else None
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    yield str(inside), re.compile(first.value, re.VERBOSE * _is_verbose(node))
        module = importlib.import_module(".".join(inside.with_suffix("").parts))
        for value in vars(module).values():
            if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
                yield str(inside), value


def _is_verbose(node: ast.Call) -> bool:
    return any("VERBOSE" in ast.unparse(one) for one in (*node.args, *node.keywords))


def _too_long(*_signal: object) -> None:
    raise TimeoutError


def takes(pattern: re.Pattern, text: str) -> float:
    begun = time.process_time()
    signal.setitimer(signal.ITIMER_VIRTUAL, 2)
    try:
        pattern.search(text)
    except TimeoutError:
        return 2
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return time.process_time() - begun


@pytest.mark.long
def test_none_takes_long():
    before = signal.signal(signal.SIGVTALRM, _too_long)
    found = {}
    try:
        for where, pattern in expressions():
            for pump in PUMPS:
                taken = takes(pattern, pump * (LETTERS // len(pump)) + "\0")
                if taken > SECONDS and where not in BOUNDED:
                    found[f"{where}: {pattern.pattern[:60]}"] = (pump, taken)
    finally:
        signal.signal(signal.SIGVTALRM, before)
    assert found == {}


@pytest.mark.long
def test_one_that_does_is_found():
    before = signal.signal(signal.SIGVTALRM, _too_long)
    try:
        assert takes(re.compile("(a+)+b"), "a" * 60) == 2
    finally:
        signal.signal(signal.SIGVTALRM, before)
