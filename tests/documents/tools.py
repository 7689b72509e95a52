"""Debian's tools for PDF, which judge what was made without knowing how."""

import shutil
import subprocess
from pathlib import Path

import pytest

PACKAGES = {"qpdf": "qpdf"}  # all others come with poppler-utils


def told_by(tool: str, *arguments: str | Path) -> str:
    """What a tool prints; where it is not installed the test is skipped.

    Raises:
        subprocess.CalledProcessError: it exits with another status than 0.
    """
    if shutil.which(tool) is None:
        package = PACKAGES.get(tool, "poppler-utils")
        pytest.skip(f"{tool} is not installed (Debian: {package})")
    run = subprocess.run([tool, *arguments], capture_output=True, check=True, timeout=60)
    return run.stdout.decode()
