"""What the newsroom is made of: pinned, of known licences, listed, and asked after."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from newsroom.weak_sqlite import check_version
from supply import audit, sbom
from supply.licences import is_allowed, licence_of
from supply.packages import ROOT, NotPinned, installed, pinned


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-dev.txt"])
def test_every_line_of_a_lock_is_pinned_with_its_hashes(lock):
    assert len(list(pinned(ROOT / lock))) > 30


@pytest.mark.parametrize(
    "line", ["django", "django>=5", "django==5.2.19", "django==5.2.19 --hash=md5:00", "-e ."]
)
def test_a_line_that_is_not_pinned_is_told(tmp_path, line):
    (tmp_path / "lock").write_text(f"{line}\n")
    with pytest.raises(NotPinned):
        list(pinned(tmp_path / "lock"))


def test_every_licence_is_an_allowed_one():
    said = {one.name: licence_of(package) for one, package in installed()}
    assert {name: one for name, one in said.items() if not is_allowed(one)} == {}


@pytest.mark.parametrize(
    ("expression", "allowed"),
    [
        ("MIT", True),
        ("MIT OR GPL-3.0-only", True),
        ("MIT AND GPL-3.0-only", False),
        ("AGPL-3.0-or-later", False),
        ("", False),
    ],
)
def test_a_licence_of_another_kind_is_not(expression, allowed):
    assert is_allowed(expression) is allowed


def test_the_bill_names_every_package_once_and_is_the_same_twice():
    bill = sbom.bill()
    names = [one["name"] for one in bill["components"]]
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    assert {"django", "pillow", "pypdf"} <= set(names)
    assert len(names) == len(set(names)) == len(installed())
    assert all(one["licenses"] for one in bill["components"])
    assert bill == sbom.bill()
    [needs] = [one["dependsOn"] for one in bill["dependencies"] if "pypi/django@" in one["ref"]]
    assert any("asgiref" in one for one in needs)


class Index(BaseHTTPRequestHandler):
    """Answers as the class's `said` says: a status, and the body."""

    said: tuple[int, bytes] = (200, b'{"vulnerabilities": []}')

    def do_GET(self) -> None:
        status, body = self.said
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args: object) -> None:
        pass


@pytest.fixture
def index(monkeypatch) -> Iterator[type[Index]]:
    class Own(Index):
        pass

    some = list(pinned())[:3]
    monkeypatch.setattr(audit, "pinned", lambda: some)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Own)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setenv("AUDIT_INDEX", f"http://127.0.0.1:{server.server_address[1]}")
    yield Own
    server.shutdown()
    server.server_close()


KNOWN = {"vulnerabilities": [{"id": "PYSEC-1", "fixed_in": ["9"], "withdrawn": None}]}
TAKEN_BACK = {"vulnerabilities": [{"id": "PYSEC-1", "fixed_in": [], "withdrawn": "2026-01-01"}]}


@pytest.mark.parametrize(
    ("answer", "usual", "strict"),
    [
        ((200, b'{"vulnerabilities": []}'), 0, 0),
        ((200, json.dumps(TAKEN_BACK).encode()), 0, 0),
        ((200, json.dumps(KNOWN).encode()), 1, 1),
        ((503, b""), 2, 2),
        ((200, b"<html>Sign in to this network"), 2, 2),
        ((200, b"{}"), 2, 2),
        ((404, b""), 2, 2),  # it knows none of them, so it is no index
    ],
)
def test_only_an_index_that_answers_calls_anything_clean(index, capsys, answer, usual, strict):
    index.said = answer
    assert (audit.main([]), audit.main(["--strict"])) == (usual, strict)
    assert ("NOT AUDITED" in capsys.readouterr().out) is (usual == 2)


def test_an_index_that_can_not_be_reached_is_never_called_clean(monkeypatch, capsys):
    monkeypatch.setenv("AUDIT_INDEX", "http://user:secret@127.0.0.1:1")
    assert audit.main([]) == 2
    said = capsys.readouterr().out
    assert "NOT AUDITED" in said
    assert "secret" not in said


@pytest.mark.only_on("sqlite")
@pytest.mark.parametrize(
    ("version", "known"),
    [
        ((3, 31, 0), ["newsroom.W001"]),
        ((3, 36, 0), ["newsroom.W001", "newsroom.W002"]),
        ((3, 37, 2), ["newsroom.W001"]),
        ((3, 44, 5), ["newsroom.W001"]),
        ((3, 44, 6), []),
        ((3, 45, 0), ["newsroom.W001"]),
        ((3, 50, 6), ["newsroom.W001"]),
        ((3, 50, 7), []),
        ((3, 51, 2), ["newsroom.W001"]),
        ((3, 51, 3), []),
        ((3, 53, 0), []),
    ],
)
def test_a_sqlite_known_to_damage_databases_is_named(version, known):
    assert [problem.id for problem in check_version(version=version)] == known
