"""dev.py's commands: what they say before they start, and what they make of the results."""

import ast
import os
import re
import signal
import socket
import subprocess
import sys
from types import ModuleType

import pytest

from tests import database
from tests.newsroom.conftest import CHECKOUT


def test_a_taken_port_is_told_before_anything_is_installed(dev, calls):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(SystemExit, match=f"port {port} is not free"):
            dev.up(port, demo=False)
    assert not dev.VENV.exists()


def test_a_port_that_is_none_is_refused(dev, capsys):
    with pytest.raises(SystemExit):
        dev.main(["up", "--port", "65536"])
    assert "a port is a number from 1 to 65535" in capsys.readouterr().err


def test_the_secret_key_is_kept_and_nobody_else_can_read_it(dev):
    key = dev.secret_key()
    assert len(key) > 50
    assert dev.secret_key() == key
    assert (dev.VAR / "secret-key").stat().st_mode & 0o777 == 0o600


def test_a_place_that_cannot_be_written_is_told(dev, calls):
    dev.VENV = dev.ROOT / dev.RUNTIME_LOCK / ".venv"
    with pytest.raises(SystemExit, match="must be able to write"):
        dev.main(["check"])


@pytest.mark.parametrize("command", ["pictures", "sheets"])
def test_without_chromium_no_picture_is_taken(dev, calls, monkeypatch, command):
    monkeypatch.setattr(dev.shutil, "which", lambda program: None)
    with pytest.raises(SystemExit, match="Chromium is missing"):
        dev.main([command])
    assert calls == []


def test_an_old_python_is_told_in_words_it_can_parse():
    source = (CHECKOUT / "dev.py").read_text()
    ast.parse(source, feature_version=(3, 6))
    assert "from __future__" not in source  # 3.6 does not know `annotations`
    old = "import runpy, sys; sys.version_info = (3, 6, 15); sys.version = '3.6.15 (default)'; "
    start = [sys.executable, "-c", f"{old} runpy.run_path('dev.py', run_name='__main__')"]
    told = subprocess.run(start, cwd=CHECKOUT, capture_output=True, text=True, check=False)
    assert told.returncode == 1
    assert re.fullmatch(r"dev\.py: Python 3\.11 or newer .* this is 3\.6\.15\. .*\n", told.stderr)


def test_ctrl_c_waits_until_a_command_has_tidied_up():
    handler = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
    child = f"""{handler}
import time
try:
    print("ready", flush=True)
    time.sleep(60)
finally:
    time.sleep(0.5)
    print("tidied up", flush=True)
"""
    parent = f"{handler}\nimport dev, sys\ndev.run(sys.executable, '-c', {child!r})"
    with subprocess.Popen(
        [sys.executable, "-c", parent],
        cwd=CHECKOUT,
        start_new_session=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as command:
        assert command.stdout.readline() == "ready\n"
        os.killpg(command.pid, signal.SIGINT)
        assert command.stdout.read() == "tidied up\n"


@pytest.fixture
def outcomes(dev: ModuleType) -> dict[str, int]:
    """The exit status of pytest on each database, for the test to set."""
    outcomes = {"sqlite": 0, "postgres": 0}
    dev.install = lambda lock: None
    dev.run = lambda *arguments, env=None: outcomes[arguments[4]]
    return outcomes


def test_both_databases_are_tested_and_named(dev, outcomes, capsys):
    assert dev.main(["test", "-k", "number"]) == 0
    assert re.findall("On (.*)", capsys.readouterr().out) == ["sqlite: passed", "postgres: passed"]


@pytest.mark.parametrize("failing", ["sqlite", "postgres"])
@pytest.mark.parametrize("status", [1, -9])  # what is killed has a negative one
def test_a_failure_on_either_is_a_failure(dev, outcomes, failing, status):
    outcomes[failing] = status
    assert dev.main(["test"]) == status


def test_a_database_that_was_asked_for_is_tested_alone(dev, outcomes, capsys):
    outcomes["postgres"] = 1
    assert dev.main(["test", "--database", "sqlite"]) == 0


def test_tests_for_one_database_only_are_no_failure(dev, outcomes):
    outcomes["sqlite"] = dev.NO_TESTS
    assert dev.main(["test", "-k", "exclusion"]) == 0


def test_no_tests_at_all_is_a_failure(dev, outcomes):
    outcomes.update(sqlite=dev.NO_TESTS, postgres=dev.NO_TESTS)
    assert dev.main(["test", "-k", "nothing"]) == dev.NO_TESTS


def test_a_missing_postgresql_is_told_loudly(dev, outcomes, capsys):
    outcomes["postgres"] = database.NO_SERVER
    assert dev.main(["test"]) == 0
    assert "On postgres: *** NOT TESTED ***" in capsys.readouterr().out


def test_a_missing_postgresql_is_a_failure_where_all_is_required(dev, outcomes, monkeypatch):
    monkeypatch.setenv("REQUIRE_ALL", "1")
    outcomes["postgres"] = database.NO_SERVER
    assert dev.main(["test"]) == database.NO_SERVER


@pytest.mark.parametrize("there", [False, True], ids=["missing", "a name without a Python"])
def test_without_its_python_the_newest_django_is_not_tested_loudly(
    dev, tmp_path, monkeypatch, capsys, there
):
    monkeypatch.setenv("PATH", str(tmp_path))
    if there:
        (tmp_path / "python3.13").write_text("#!/bin/sh\nexit 127\n")
        (tmp_path / "python3.13").chmod(0o755)
    assert dev.test(["--newest"]) == 0
    assert "*** NOT TESTED ***" in capsys.readouterr().out
    assert not (dev.VAR / "newest").exists()


def test_the_newest_django_is_the_one_package_that_is_not_as_locked(dev, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    said = tmp_path / "said"
    python = dev.VAR / "newest" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.symlink_to(tmp_path / "python3.13")
    (tmp_path / "python3.13").write_text(f'#!/bin/sh\necho "$@" >> "{said}"\n')
    (tmp_path / "python3.13").chmod(0o755)
    assert dev.test(["--newest", "-k", "numbering"]) == 0
    pip = [line for line in said.read_text().splitlines() if " pip install " in line]
    assert "--require-hashes -r requirements-dev.txt" in pip[0]
    assert pip[1].endswith("--upgrade django<7")
    assert said.read_text().rstrip().endswith("--database sqlite -k numbering")
