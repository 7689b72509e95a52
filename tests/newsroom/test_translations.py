"""The Indonesian translations are complete, compiled, and fit the words in the code."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).resolve().parents[2]
MESSAGES = Path("locale") / "id" / "LC_MESSAGES"
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|\{[^{}]*\}")
NOT_MESSAGES = (".git", ".venv", "var", "tests", ".*_cache", "__pycache__")


@pytest.fixture(scope="module")
def po() -> polib.POFile:
    return polib.pofile(str(ROOT / MESSAGES / "django.po"))


def key(entry: polib.MOEntry | polib.POEntry) -> tuple[str | None, str]:
    """What gettext looks a message up by."""
    return entry.msgctxt, entry.msgid


def said(entry: polib.MOEntry | polib.POEntry) -> list[str]:
    """Every form of the translation."""
    return list(entry.msgstr_plural.values()) or [entry.msgstr]


def words(messages: polib.POFile | polib.MOFile) -> dict[tuple[str | None, str], list[str]]:
    return {key(entry): said(entry) for entry in messages}


def missing(checkout: Path, scratch: Path) -> set[tuple[str | None, str]]:
    """The messages that the code of a checkout has and its translations lack.

    Works on a copy in `scratch`: makemessages writes into the folder that it reads.
    """
    copy = scratch / "copy"
    shutil.copytree(checkout, copy, ignore=shutil.ignore_patterns(*NOT_MESSAGES))
    before = words(polib.pofile(str(copy / MESSAGES / "django.po")))
    command = [sys.executable, "-m", "django", "makemessages", "--locale=id", "--no-location"]
    plain = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    subprocess.run(command, cwd=copy, env=plain, check=True)
    after = polib.pofile(str(copy / MESSAGES / "django.po"))
    return {key(entry) for entry in after if not entry.obsolete} - before.keys()


def needs_xgettext() -> None:
    if shutil.which("xgettext"):
        return
    reason = "NOT TESTED: that every message in the code is translated; install gettext"
    if os.environ.get("REQUIRE_ALL") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


def test_it_works(po):
    assert words(po)[None, "agency"] == ["instansi"]


def test_every_message_is_translated(po):
    assert [entry.msgid for entry in po if not all(form.strip() for form in said(entry))] == []


def test_no_translation_is_a_guess_or_left_over(po):
    assert [entry.msgid for entry in po if entry.fuzzy or entry.obsolete] == []
    assert not po.metadata_is_fuzzy


def test_indonesian_has_one_plural_form(po):
    assert po.metadata["Plural-Forms"] == "nplurals=1; plural=0;"
    assert [entry.msgid for entry in po if len(said(entry)) != 1] == []


def test_the_compiled_file_says_the_same(po):
    assert words(polib.mofile(str(ROOT / MESSAGES / "django.mo"))) == words(po)


def test_the_placeholders_agree(po):
    def differ(entry: polib.POEntry) -> bool:
        known = set(PLACEHOLDER.findall(entry.msgid))
        return any(set(PLACEHOLDER.findall(form)) != known for form in said(entry))

    assert [entry.msgid for entry in po if differ(entry)] == []


def test_no_message_of_the_code_is_missing(tmp_path):
    needs_xgettext()
    assert missing(ROOT, tmp_path) == set()


def test_a_new_message_in_the_code_is_noticed(tmp_path):
    needs_xgettext()
    checkout = tmp_path / "checkout"
    shutil.copytree(ROOT / MESSAGES, checkout / MESSAGES)
    (checkout / "new.py").write_text('_("Quite new.")\n')
    assert missing(checkout, tmp_path) == {(None, "Quite new.")}
