"""The examples of docs/following.md, read out of it and run against a newsroom."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from api.opendata.exporting import export
from tests.cast import issued
from tests.thoroughness import once

pytestmark = once

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "following.md"
OURS = ("## The API", "## Open data")


def sections() -> str:
    """What stands below our headings."""
    parts = re.split(r"(?m)^(?=## )", GUIDE.read_text())
    return "".join(part for part in parts if part.startswith(OURS))


def programs() -> list[str]:
    return re.findall(r"(?ms)^```python\n(.*?)^```", sections())


def commands() -> list[str]:
    return re.findall(r"(?m)^    (curl .*)$", sections())


@pytest.fixture
def newsroom(office, sequence, ani, budi, settings, tmp_path, live_server):
    settings.VAR_DIR = tmp_path
    office.slug = "diskominfotik"
    office.save()
    for title in ("Banjir surut", "Jembatan dibuka"):
        issued(office, ani, budi, title=title)
    export()
    return os.environ | {"NEWSROOM": live_server.url, "no_proxy": "*"}


def test_the_examples_work(transactional_db, newsroom, tmp_path):
    assert len(programs()) == 4
    said = []
    for program in programs():
        # An answer that is not closed is the example's brevity.
        command = [sys.executable, "-W", "ignore::ResourceWarning", "-c", program]
        ran = subprocess.run(command, env=newsroom, capture_output=True, text=True, check=False)
        assert ran.returncode == 0, ran.stderr
        said.append(ran.stdout.strip())
    everything, nothing_new, proven, counted = said
    assert everything.splitlines()[1] == "2020-03-28 1159/SP-HMS/03/2020 Jembatan dibuka"
    assert (nothing_new, proven, counted) == ("304", "True", "Counter({'release': 2})")


def test_the_commands_work(transactional_db, newsroom, tmp_path):
    if shutil.which("curl") is None:
        pytest.skip("curl is missing: the commands of docs/following.md were not tried.")
    assert len(commands()) == 5
    for command in commands():
        command = command.replace("curl ", "curl --fail --silent --show-error ", 1)
        ran = subprocess.run(
            ["sh", "-c", command], cwd=tmp_path, env=newsroom, capture_output=True, check=False
        )
        assert ran.returncode == 0, ran.stderr
    assert (tmp_path / "releases.csv").read_bytes() == (tmp_path / "open/releases.csv").read_bytes()
