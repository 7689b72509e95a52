"""The examples of docs/following.md, to be done as a partner would do them."""

import os
import re
import subprocess
import sys
from pathlib import Path

PAGE = Path(__file__).resolve().parents[1] / "docs/following.md"
SECTION = re.compile(r"^## (.+)$", re.MULTILINE)
EXAMPLE = re.compile(r"^```(sh|python)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def examples(section: str) -> list[tuple[str, str]]:
    """The language and the text of each example below a heading of the page."""
    _before, *parts = SECTION.split(PAGE.read_text())
    return EXAMPLE.findall(dict(zip(parts[::2], parts[1::2], strict=True))[section])


def done(example: tuple[str, str], places: dict[str, str]) -> str:
    """What an example prints. It may not fail.

    Args:
        places: what to put into the place of each address that is only an example.
    """
    language, text = example
    for named, real in places.items():
        text = text.replace(named, real)
    shell = ["bash", "-euo", "pipefail", "-c"]
    command = [*shell, text] if language == "sh" else [sys.executable, "-c", text]
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    env = os.environ | {"PATH": path}
    ended = subprocess.run(
        command, env=env, capture_output=True, text=True, timeout=60, check=False
    )
    assert ended.returncode == 0, f"{text}\n{ended.stderr}"
    return ended.stdout
