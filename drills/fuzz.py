"""Every parser is given texts that are bred to reach what none has reached before.

They are bred by atheris, which watches the branches that a text takes. It is no part of the
developers' lock, because there are no wheels of it but for Linux on x86_64.
"""

import importlib.util
import subprocess
import sys
from pathlib import Path

from drills.case import Case, NotHere
from drills.newsroom import ROOT, Failed, Newsroom, here

ATHERIS = "atheris==3.0.0" if sys.version_info < (3, 12) else "atheris==3.1.0"
LONGEST = 3_600  # seconds that a parser may be tried


def drill(case: Case) -> str:
    """Raises Failed: a parser broke a promise, did not end, or took too much."""
    if importlib.util.find_spec("atheris") is None:
        raise NotHere(f"it needs atheris: .venv/bin/python -m pip install {ATHERIS}")
    from django.db import connection

    from drills.parsers import TARGETS

    _published()
    newsroom, said = here(), []
    for name, target in TARGETS.items():
        # What never asks the database says the same on both.
        if target.engine or connection.vendor == "sqlite":
            runs = case.size(target.runs)
            case.told(f"{name}: {runs} texts")
            said.append(f"{name} {_bred(newsroom, name, runs, case)}")
    return f"{', '.join(said)}: no promise broken, none longer than 2 s"


def _published() -> None:
    """What there is to be found, and a draft that must not be."""
    from drills.office import opened
    from drills.parsers import SAYING, UNSEEN
    from tests.cast import issued, written

    office = opened()
    for nth in range(12):
        text = f"<p>{SAYING} Nomor {nth}.</p>"
        issued(office.agency, office.author, office.approver, title=f"Kabar {nth}", body=text)
    written(office.agency, office.author, title=UNSEEN)


def _bred(newsroom: Newsroom, name: str, runs: int, case: Case) -> str:
    """Try one parser; how many texts, and how many of them went where none had gone.

    Raises:
        Failed: with the text that it could not bear.
    """
    folder = case.folder / name
    folder.mkdir()
    process = subprocess.Popen(
        [sys.executable, "-m", "drills.fuzzed", name, str(runs), str(folder)],
        cwd=ROOT,
        env=newsroom.environment() | {"LOG_LEVEL": "CRITICAL"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    heard = _listened(process, case)
    if process.returncode:
        bad = [path for path in folder.glob("*-*") if path.is_file()]
        case.told("\n    ".join(heard[-40:]))
        reason = next((line for line in heard if "Broken:" in line or "Error" in line), "no reason")
        raise Failed(f"{name}: {reason.strip()} {_text_of(bad)}")
    reached = len(list((folder / "corpus").iterdir()))
    return f"{runs} texts ({reached} kept)"


def _listened(process: subprocess.Popen, case: Case) -> list[str]:
    from threading import Timer

    timer = Timer(LONGEST, process.kill)
    timer.start()
    heard: list[str] = []
    try:
        for line in process.stdout or ():
            heard.append(line.rstrip())
            if "pulse" in line or "DONE" in line:
                case.told(line.strip())
        process.wait()
    finally:
        timer.cancel()
        process.kill()
    return heard


def _text_of(bad: list[Path]) -> str:
    return f"of {bad[0].read_bytes()!r}" if bad else ""
