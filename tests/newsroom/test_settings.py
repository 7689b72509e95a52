"""A setting that can't be is told in one line that says what to set, before anything starts."""

import os
import subprocess
import sys

import pytest

from tests.servers.nginx import ROOT

pytestmark = pytest.mark.only_on("sqlite")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECURITY_EXPIRES", "2027-02-30"),
        ("SECURITY_EXPIRES", "soon"),
        ("DIGEST_HOUR", "24"),
        ("LOG_FORMAT", "xml"),
        ("MONITOR_TOKEN", "short"),
    ],
)
def test_it_is_named_with_an_example(tmp_path, name, value):
    env = os.environ | {"VAR_DIR": str(tmp_path), name: value}
    run = [sys.executable, "-c", "import newsroom.settings"]
    told = subprocess.run(run, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert told.returncode == 1
    last = told.stderr.splitlines()[-1]
    assert last.startswith(f"django.core.exceptions.ImproperlyConfigured: Set {name} to ")
