"""Lighthouse has nothing to say of the list and of a release, but for how fast they come.

That is measured by hand, on a quiet machine: docs/house.md says how.
"""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.browser import CHROMIUM
from tests.thoroughness import once

pytestmark = [once, pytest.mark.django_db(transaction=True)]

LIGHTHOUSE = Path(__file__).parents[1] / "checkers/node_modules/.bin/lighthouse"
JUDGED = ("accessibility", "best-practices", "seo")
FLAGS = "--headless --no-sandbox --disable-gpu --disable-background-networking"


def scores(url: str, report: Path) -> dict[str, int]:
    """What Lighthouse gives a page, of 100, and the audits it failed."""
    if CHROMIUM is None or not LIGHTHOUSE.exists() or not shutil.which("node"):
        pytest.skip(
            "Lighthouse is missing (`npm ci --prefix tests/checkers`; Debian: packages npm and "
            "chromium): no page was judged by it."
        )
    command = [
        *(LIGHTHOUSE, url, "--quiet", f"--chrome-flags={FLAGS}"),
        *("--output=json", f"--output-path={report}", f"--only-categories={','.join(JUDGED)}"),
    ]
    env = os.environ | {"CHROME_PATH": CHROMIUM}
    subprocess.run(command, env=env, capture_output=True, text=True, check=True, timeout=240)
    found = json.loads(report.read_text())
    failed = [name for name, one in found["audits"].items() if one["score"] == 0]
    given = {name: round(100 * one["score"]) for name, one in found["categories"].items()}
    return given | {"failed": failed} if min(given.values()) < 100 else given


@pytest.mark.parametrize("page", ["list", "release"])
def test_it_works(live_server, published, tmp_path, page):
    path = published.editions.get().get_absolute_url() if page == "release" else "/releases/"
    assert scores(live_server.url + path, tmp_path / "o.json") == dict.fromkeys(JUDGED, 100)
