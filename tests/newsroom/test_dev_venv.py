"""dev.py fills .venv once, again when the lock changes, and anew when it was cut off."""

import re
import sys

import pytest

from tests.newsroom.conftest import CHECKOUT


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
