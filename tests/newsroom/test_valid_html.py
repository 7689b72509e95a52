"""Every page is valid for the Nu checker, the reference for HTML of the W3C."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.newsroom.gate import LANGUAGES, PUBLIC_CONTENT, STAFF, TOKEN_PAGES, every_address
from tests.newsroom.test_gate import about  # noqa: F401 - what to ask for
from tests.thoroughness import once

pytestmark = once

CHECKER = Path(__file__).parents[1] / "checkers/node_modules/vnu-jar/build/dist/vnu.jar"
# Leaving, the door, and a piece of a page.
NO_PAGES = ("admin/logout/", "admin/login/", "admin/numbering/sequence/example/")
DESK = [pattern for pattern in STAFF if pattern not in NO_PAGES]
# Django's own, on the page of a person: its widget for a password that can only be read.
DJANGOS_OWN = "Attribute “disabled” not allowed on element “div”"


@pytest.fixture(scope="session")
def checked():
    """Judges pages, all in one go: starting it takes longer than its work."""
    java = shutil.which("java")
    if java is None or not CHECKER.exists():
        pytest.skip(
            "The Nu checker is missing (`npm ci --prefix tests/checkers`; Debian: packages npm and "
            "default-jre-headless): no page's HTML was checked."
        )

    def check(pages: dict[str, str], folder: Path) -> list[str]:
        names = {}
        for nth, (address, html) in enumerate(pages.items()):
            file = folder / f"{nth}.html"
            file.write_text(html)
            names[str(file)] = address
        command = [java, "-jar", CHECKER, "--errors-only", "--format", "json", *names]
        said = subprocess.run(command, capture_output=True, text=True, check=False).stderr
        return [
            f"{names[one['url'].removeprefix('file:')]}: {one['message']} {one.get('extract', '')}"
            for one in json.loads(said)["messages"]
            if not one["message"].startswith(DJANGOS_OWN)
        ]

    return check


def pages(client, addresses: list[str]) -> dict[str, str]:
    """What is answered with a page, each once, by its address; the pages of errors too."""
    found: dict[str, str] = {}
    for address in addresses:
        response = client.get(address)
        body = response.getvalue()
        if response.get("Content-Type", "").startswith("text/html") and body:
            found[address] = body.decode()
    return found


def test_it_works(checked, tmp_path):
    [said] = checked({"/": "<!doctype html><html lang=id><title>x</title><p></section>"}, tmp_path)
    assert said.startswith("/: Stray end tag")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_the_public(checked, client, about, language, tmp_path):  # noqa: F811
    asked = every_address(PUBLIC_CONTENT | TOKEN_PAGES, language, about)
    found = pages(client, [*asked, "/nowhere/"])
    assert len(found) > len(PUBLIC_CONTENT) - 10  # feeds and cards are none
    assert checked(found, tmp_path) == []


def test_every_page_of_the_desk(checked, client, about, boss, tmp_path):  # noqa: F811
    client.force_login(boss)
    found = pages(client, every_address(DESK, "id", about))
    assert len(found) > 40
    assert checked(found, tmp_path) == []
