"""What a process of the server holds in memory before anybody has asked for a paper."""

import json
import os
import subprocess
import sys

import pytest

from tests.servers.nginx import ROOT

pytestmark = pytest.mark.only_on("sqlite")

# Each is megabytes, or takes long to load, and is wanted for papers and what is read in.
HEAVY = ["typst", "mammoth", "docx", "openpyxl", "pypdf"]
ASKED = f"""
import json, sys
import newsroom.wsgi
from django.urls import resolve
resolve("/releases/2020/03/gubernur/")
import jobs.management.commands.worker
print(json.dumps([name for name in {HEAVY} if name in sys.modules]))
"""


def test_what_is_heavy_is_loaded_by_whoever_needs_it(tmp_path):
    env = os.environ | {"VAR_DIR": str(tmp_path), "DATABASE_URL": f"sqlite:///{tmp_path}/none"}
    run = [sys.executable, "-c", ASKED]
    told = subprocess.run(run, cwd=ROOT, env=env, capture_output=True, text=True, check=True)
    assert json.loads(told.stdout.splitlines()[-1]) == []
