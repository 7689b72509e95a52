"""dev.py: what it decides, without a network and without filling a real .venv."""

import ast
import hashlib
import importlib.util
import re
import socket
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from types import ModuleType

import pytest

from tests import database

CHECKOUT = Path(__file__).resolve().parents[2]
WHEEL = b"what would be pip"


@pytest.fixture
def dev(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """dev.py, as if it stood in a small checkout of its own, on a machine without settings."""
    for variable in ("PIP_INDEX_URL", "PIP_CERT", "REQUIRE_ALL", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    monkeypatch.setenv("no_proxy", "*")
    spec = importlib.util.spec_from_file_location("dev", CHECKOUT / "dev.py")
    dev = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(dev)
    dev.ROOT = tmp_path
    dev.VAR = tmp_path / "var"
    dev.VENV = tmp_path / ".venv"
    dev.PYTHON = dev.VENV / "bin" / "python"
    dev.STAMP = dev.VENV / "filled-from"
    dev.PIP_SHA256 = hashlib.sha256(WHEEL).hexdigest()
    for lock in (dev.RUNTIME_LOCK, dev.DEVELOPER_LOCK):
        (tmp_path / lock).write_text("django==5.2\n")
    return dev


@pytest.fixture
def index(dev: ModuleType, tmp_path: Path) -> Path:
    """A package index in a folder, holding one wheel."""
    index = tmp_path / "simple"
    (index / "pip").mkdir(parents=True)
    (index / "pip" / dev.PIP_WHEEL).write_bytes(WHEEL)
    links = f'<a href="{dev.PIP_WHEEL}.asc">0</a> <a href="../pip/{dev.PIP_WHEEL}#sha256=0">1</a>'
    (index / "pip" / "index.html").write_text(links)
    return index


@pytest.fixture
def calls(dev: ModuleType, monkeypatch: pytest.MonkeyPatch, index: Path) -> list[str]:
    """What .venv's Python is told to do, one text a call, instead of doing it."""
    calls = []
    monkeypatch.setenv("PIP_INDEX_URL", index.as_uri())
    dev.run = lambda *arguments, env=None: calls.append(" ".join(map(str, arguments))) or 0
    return calls


# --- pip's wheel ----------------------------------------------------------------------


def test_it_works(dev, index, tmp_path, monkeypatch):
    settings = tmp_path / "my-pip.conf"
    settings.write_text(f"[global]\nindex-url = {index.as_uri()}\n")
    monkeypatch.setenv("PIP_CONFIG_FILE", str(settings))
    assert dev.fetch_pip(tmp_path).read_bytes() == WHEEL


def test_without_settings_the_index_is_pypi(dev):
    assert dev.pip_option("index-url", "https://pypi.org/simple") == "https://pypi.org/simple"


def test_the_users_own_pip_conf_is_read(dev, tmp_path, monkeypatch):
    monkeypatch.delenv("PIP_CONFIG_FILE")
    for place in (".pip", ".config/pip"):
        (tmp_path / place).mkdir(parents=True)
        (tmp_path / place / "pip.conf").write_text(f"[global]\nindex-url = https://{place}\n")
    assert dev.pip_option("index-url") == "https://.config/pip"


def test_the_install_section_outranks_the_global_one(dev, tmp_path, monkeypatch):
    settings = tmp_path / "my-pip.conf"
    settings.write_text("[install]\nindex-url = https://a\n[global]\nindex-url = https://b\n")
    monkeypatch.setenv("PIP_CONFIG_FILE", str(settings))
    assert dev.pip_option("index-url") == "https://a"


def test_the_environment_outranks_every_file(dev, tmp_path, monkeypatch):
    settings = tmp_path / "my-pip.conf"
    settings.write_text("[global]\nindex-url = https://a\n")
    monkeypatch.setenv("PIP_CONFIG_FILE", str(settings))
    monkeypatch.setenv("PIP_INDEX_URL", "https://c")
    assert dev.pip_option("index-url") == "https://c"


def test_a_pip_conf_that_cannot_be_read_is_named(dev, tmp_path, monkeypatch):
    settings = tmp_path / "my-pip.conf"
    settings.write_text("index-url = https://a\n")
    monkeypatch.setenv("PIP_CONFIG_FILE", str(settings))
    with pytest.raises(SystemExit, match=re.escape("my-pip.conf")):
        dev.pip_option("index-url")


def test_a_wheel_with_another_hash_is_refused(dev, index, tmp_path, monkeypatch):
    monkeypatch.setenv("PIP_INDEX_URL", index.as_uri())
    (index / "pip" / dev.PIP_WHEEL).write_bytes(b"something else")
    with pytest.raises(SystemExit, match="refused"):
        dev.fetch_pip(tmp_path)
    assert not (tmp_path / dev.PIP_WHEEL).exists()


def test_an_index_without_the_wheel_is_told(dev, index, tmp_path, monkeypatch):
    monkeypatch.setenv("PIP_INDEX_URL", index.as_uri())
    (index / "pip" / "index.html").write_text('<a href="pip-9.0.3-py2.py3-none-any.whl">1</a>')
    with pytest.raises(SystemExit, match="does not offer"):
        dev.fetch_pip(tmp_path)


def test_an_index_that_does_not_answer_is_told(dev, tmp_path, monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    monkeypatch.setenv("PIP_INDEX_URL", f"http://127.0.0.1:{port}/simple")
    with pytest.raises(SystemExit, match=r"cannot reach .* Connection refused"):
        dev.fetch_pip(tmp_path)


def test_a_login_in_the_index_address_is_sent_but_never_shown(dev, tmp_path, monkeypatch, capsys):
    seen = []

    class Index(BaseHTTPRequestHandler):
        def do_GET(self):
            seen.append(self.headers["Authorization"])
            self.send_response(200)
            self.end_headers()

        def log_message(self, *arguments):
            pass

    with HTTPServer(("127.0.0.1", 0), Index) as server:
        threading.Thread(target=server.handle_request).start()
        address = f"http://ani:rahasia%21@127.0.0.1:{server.server_port}/simple"
        monkeypatch.setenv("PIP_INDEX_URL", address)
        with pytest.raises(SystemExit, match="does not offer") as told:
            dev.fetch_pip(tmp_path)
    assert seen == ["Basic YW5pOnJhaGFzaWEh"]  # ani:rahasia!
    assert "rahasia" not in capsys.readouterr().out + str(told.value)


# --- .venv ----------------------------------------------------------------------------


def test_a_new_checkout_gets_a_venv_pip_and_the_locked_packages(dev, calls):
    dev.install(dev.RUNTIME_LOCK)
    assert dev.PYTHON.exists()
    assert len(calls) == 2
    assert f"{dev.PIP_WHEEL}/pip install" in calls[0]
    assert calls[1].endswith("--require-hashes -r requirements.txt")


def test_a_second_start_installs_nothing(dev, calls):
    dev.install(dev.RUNTIME_LOCK)
    calls.clear()
    dev.install(dev.RUNTIME_LOCK)
    assert calls == []


def test_what_developers_have_is_enough_to_serve(dev, calls):
    dev.install(dev.DEVELOPER_LOCK)
    calls.clear()
    dev.install(dev.RUNTIME_LOCK)
    assert calls == []


def test_what_serves_is_not_enough_for_developers(dev, calls):
    dev.install(dev.RUNTIME_LOCK)
    calls.clear()
    dev.install(dev.DEVELOPER_LOCK)
    assert len(calls) == 1


def test_a_changed_lock_is_installed_into_the_same_venv(dev, calls):
    dev.install(dev.RUNTIME_LOCK)
    calls.clear()
    (dev.VENV / "kept").touch()
    (dev.ROOT / dev.RUNTIME_LOCK).write_text("django==5.3\n")
    dev.install(dev.RUNTIME_LOCK)
    assert len(calls) == 1
    assert (dev.VENV / "kept").exists()


def test_a_venv_of_another_python_is_made_anew(dev, calls):
    dev.install(dev.RUNTIME_LOCK)
    (dev.VENV / "old").touch()
    dev.STAMP.write_text(dev.STAMP.read_text().replace(sys.implementation.cache_tag, "cpython-310"))
    dev.install(dev.RUNTIME_LOCK)
    assert not (dev.VENV / "old").exists()


def test_an_interrupted_venv_is_made_anew(dev, calls):
    def interrupted(*arguments, env=None):
        raise KeyboardInterrupt

    run, dev.run = dev.run, interrupted
    with pytest.raises(KeyboardInterrupt):
        dev.install(dev.RUNTIME_LOCK)
    (dev.VENV / "half").touch()
    dev.run = run
    dev.install(dev.RUNTIME_LOCK)
    assert not (dev.VENV / "half").exists()
    assert len(calls) == 2


def test_a_failed_install_is_told_and_leaves_no_stamp(dev, calls):
    dev.install(dev.RUNTIME_LOCK)
    (dev.ROOT / dev.RUNTIME_LOCK).write_text("django==5.3\n")
    dev.run = lambda *arguments, env=None: 1
    with pytest.raises(SystemExit, match="do not force it"):
        dev.install(dev.RUNTIME_LOCK)
    assert not dev.STAMP.exists()


def test_both_locks_name_the_same_versions():
    runtime, developers = (
        set(re.findall(r"^([a-z0-9-]+==\S+)", (CHECKOUT / name).read_text(), re.MULTILINE))
        for name in ("requirements.txt", "requirements-dev.txt")
    )
    assert runtime
    assert runtime <= developers


# --- Starting -------------------------------------------------------------------------


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


def test_an_old_python_is_told_in_words_it_can_parse():
    source = (CHECKOUT / "dev.py").read_text()
    ast.parse(source, feature_version=(3, 6))
    assert "from __future__" not in source  # 3.6 does not know `annotations`
    old = "import runpy, sys; sys.version_info = (3, 6, 15); sys.version = '3.6.15 (default)'; "
    start = [sys.executable, "-c", f"{old} runpy.run_path('dev.py', run_name='__main__')"]
    told = subprocess.run(start, cwd=CHECKOUT, capture_output=True, text=True, check=False)
    assert told.returncode == 1
    assert re.fullmatch(r"dev\.py: Python 3\.11 or newer .* this is 3\.6\.15\. .*\n", told.stderr)


# --- Testing --------------------------------------------------------------------------


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
