"""What the guides tell to type is what the commands take: each name, option and choice."""

import argparse
import re
import shlex
from pathlib import Path

import pytest
from django.core.management import get_commands, load_command_class
from django.core.management.base import CommandError

import bench.__main__
import dev
import drills.__main__
from tests.newsroom.conftest import CHECKOUT

GUIDES = [CHECKOUT / "README.md", CHECKOUT / "CONTRIBUTING.md", CHECKOUT / "bench" / "README.md"]
GUIDES += sorted((CHECKOUT / "docs").glob("*.md"))
# A fenced block, an indented one, or a few words in the text.
BLOCK = re.compile(r"^ *```.*?^ *```$|(?:^(?: {4}|\t).*\n?)+|`[^`]+`", re.MULTILINE | re.DOTALL)
CALL = re.compile(
    r"(?:python3? |\./|\s|^|`)(manage\.py|newsroom-manage|dev\.py) +([a-z]\w+)([^\n`]*)"
)
# Where the command ends, and the shell goes on.
END = re.compile(r" [|&#>;<]|[)]|2>|'\s*$")
OURS = {"api", "documents", "feeds", "ingest", "jobs", "newsroom", "numbering", "releases"}


def typed(guide: Path) -> list[tuple[str, str, list[str]]]:
    """Each command that a guide shows: of which program, its name, and the rest of its line.

    Lines that go on are one; `[--this]` is taken as given, `one|other` as the first of them.
    """
    found = []
    for block in BLOCK.findall(guide.read_text(encoding="utf-8")):
        text = re.sub(r"\\\n\s*|\n\s+(?=\[)", " ", block)
        for program, name, rest in CALL.findall(text):
            words = re.sub(r'"\$\(.*?\)"|\$\([^)]*\)', "X", rest)
            words = re.sub(r"[\[\]]|(?<=\w)\|\w+", "", END.split(words + " ")[0])
            found.append((program, name, shlex.split(words)))
    return found


def parser_of(program: str, name: str) -> argparse.ArgumentParser | None:
    """What reads the rest of the line; None where all of it goes to somebody else's program."""
    if program != "dev.py":
        app = get_commands()[name]
        return load_command_class(app, name).create_parser("manage.py", name)
    passed_on = {"bench": bench.__main__.parser(), "drill": drills.__main__.parser()}
    return passed_on.get(name)


def refused(program: str, name: str, words: list[str]) -> str:
    """Why a command would not be taken; empty if it would be."""
    try:
        if program == "dev.py":
            dev.parser().parse_known_args([name, *(words if name == "up" else [])])
        parser = parser_of(program, name)
        if parser and words:
            parser.parse_args(words)
    except KeyError:
        return "there is no such command"
    except (CommandError, SystemExit, argparse.ArgumentError) as error:
        return str(error)
    return ""


@pytest.mark.once
def test_every_command_is_taken_as_it_is_written(capsys):
    wrong = [
        f"{guide.name}: {' '.join([*call[:2], *call[2]])}: {why}"
        for guide in GUIDES
        for call in typed(guide)
        if (why := refused(*call))
    ]
    assert wrong == [], capsys.readouterr().err


@pytest.mark.once
def test_a_wrong_one_is_found(tmp_path):
    page = tmp_path / "page.md"
    lines = ["Do:\n", "    python manage.py worker --twice", "    python3 dev.py fly\n"]
    page.write_text("\n".join([*lines, "or `manage.py doctr`."]))
    assert all(refused(*call) for call in typed(page))
    assert len(typed(page)) == 3


@pytest.mark.once
def test_every_command_of_ours_is_shown():
    told = {name for guide in GUIDES for _program, name, _words in typed(guide)}
    ours = {name for name, app in get_commands().items() if app in OURS}
    assert ours - told == set()
