"""dev.py in a small checkout of its own: no network, no packages, nobody's settings."""

import hashlib
import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

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
