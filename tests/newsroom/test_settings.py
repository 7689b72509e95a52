"""What settings come to; one that can't be is told in a line that says what to set."""

import os
import subprocess
import sys

import pytest

from tests.servers.nginx import ROOT

pytestmark = pytest.mark.only_on("sqlite")


def read(tmp_path, said: str, **set_to: str) -> subprocess.CompletedProcess[str]:
    """What a process says that has read the settings, with some in its environment."""
    env = os.environ | {"VAR_DIR": str(tmp_path)} | set_to
    run = [sys.executable, "-c", f"from newsroom import settings; print({said})"]
    return subprocess.run(run, cwd=ROOT, env=env, capture_output=True, text=True, check=False)


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
    told = read(tmp_path, "", **{name: value})
    assert told.returncode == 1
    last = told.stderr.splitlines()[-1]
    assert last.startswith(f"django.core.exceptions.ImproperlyConfigured: Set {name} to ")


@pytest.mark.parametrize(("asked", "seconds"), [("", "600"), ("?conn_max_age=0", "0")])
@pytest.mark.parametrize("name", ["default", "replica"])
def test_connections_to_postgresql_stay_open_unless_the_address_says_otherwise(
    tmp_path, name, asked, seconds
):
    addresses = {"DATABASE_URL": f"postgres://host/one{asked}"}
    addresses["DATABASE_REPLICA_URL"] = f"postgres://host/two{asked}"
    said = f'settings.DATABASES["{name}"]["CONN_MAX_AGE"]'
    assert read(tmp_path, said, **addresses).stdout.strip() == seconds
