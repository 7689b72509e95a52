"""The guide for operators, typed block by block on a bare Debian.

On SQLite that is shape 1, on PostgreSQL shape 2. The blocks are read from docs/operating.md. What
the guide says in words is done here, and that is all: `systemctl` has nobody to talk to, so the
block beside it is run, as the guide has it; `setup` is answered at a terminal; a certificate is
put where certbot's would be.
"""

import json
import re
import subprocess
import sys
import time

from django.db import connection

from drills.bare import Bare, bare
from drills.case import Case
from drills.guide import blocks
from drills.newsroom import ROOT, Failed

GUIDE = ROOT / "docs" / "operating.md"
HOST = "news.example"
PASSWORD = "kapal lontar di muara"  # noqa: S105 - of a newsroom that is thrown away
OFFICE = {
    "SETUP_AGENCY": "Biro Humas Kota Tirtaloka",
    "SETUP_SHORT_NAME": "Humas Tirtaloka",
    "SETUP_LETTERHEAD": "PEMERINTAH KOTA TIRTALOKA|BIRO HUMAS",
    "SETUP_NUMBERS": "1150/SP-HMS/01/2026|1157/SP-HMS/03/2026",
    "SETUP_LAST_DATE": "2026-03-14",
    "SETUP_FULL_NAME": "Dewi Kartarahmi",
    "SETUP_USERNAME": "dewi",
    "SETUP_PASSWORD": PASSWORD,
}
CERTIFICATE = f"""
mkdir -p /etc/letsencrypt/live/{HOST} && cd /etc/letsencrypt/live/{HOST}
openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN={HOST} \
    -addext subjectAltName=DNS:{HOST} -keyout privkey.pem -out fullchain.pem 2>/dev/null
cat fullchain.pem
"""
# As the guide has them in words: with the settings of the block that started the server.
ONE_PROCESS = (
    "cd /srv/newsroom; export DEBUG=0 HTTPS=0 ALLOWED_HOSTS=localhost VAR_DIR=/var/lib/newsroom "
    f"SECRET_KEY='{'only for commands that sign nothing ' * 2}'; .venv/bin/python manage.py "
)


def drill(case: Case) -> str:
    install = of_one_process if connection.vendor == "sqlite" else of_one_machine
    with bare(case.told) as system:
        system.env |= OFFICE
        system.checkout("/srv/newsroom")
        return install(case, system)


def of_one_process(case: Case, system: Bare) -> str:
    """Shape 1; its last block ends with the server, which goes on."""
    *before, last = blocks(GUIDE, "One process")
    for number, block in enumerate(before, 1):
        step(case, system, number, block)
    case.told(f"block {len(before) + 1}: {first_line(last)}")
    shown = system.typed(last, answer, until="Listening at: ")
    system.run(ONE_PROCESS + "worker --once")
    said = visited(system, {"origin": "http://localhost:8000", "port": 8000}, shown)
    system.run(ONE_PROCESS + "doctor")
    return f"shape 1: {len(before) + 1} blocks as written; {said}; its doctor silent"


def of_one_machine(case: Case, system: Bare) -> str:
    """Shape 2."""
    steps = blocks(GUIDE, "One machine")
    done, shown, certificate = 0, "", ""
    for number, block in enumerate(steps, 1):
        if re.search(r"^systemctl ", block, re.MULTILINE):
            case.told(f"block {number}: left out, there is no systemd")
            continue
        if "nginx/conf.d" in block and "443" in block:
            certificate = system.run(CERTIFICATE)
        if "newsroom-manage setup" in block:
            case.told(f"block {number}: {first_line(block)}")
            shown = system.typed(block, answer)
        else:
            step(case, system, number, block)
        done += 1
    newsroom = {"origin": f"https://{HOST}", "port": 443, "certificate": certificate}
    said = visited(system, newsroom, shown)
    system.run("newsroom-manage doctor")
    return f"shape 2: {done} of {len(steps)} blocks as written; {said}; its doctor silent"


def step(case: Case, system: Bare, number: int, block: str) -> None:
    """Run a block; with the network of this machine if it fetches packages."""
    case.told(f"block {number}: {first_line(block)}")
    system.run(block, fetches=bool(re.search(r"apt-get|pip install", block)))


def first_line(block: str) -> str:
    line, *more = block.splitlines()
    return line + (" …" if more else "")


def answer(shown: str) -> str:
    """What somebody types to `setup`: what is proposed, yes, and what the app shows."""
    asked = shown.rpartition("\n")[2]
    if "[y/n]" in asked:
        return "y"
    if secret := secret_of(shown):
        return code_of(secret)
    return ""


def secret_of(shown: str) -> str:
    found = re.search(r"otpauth://\S+[?&]secret=([A-Z2-7]+)", shown)
    return found[1] if found else ""


def code_of(secret: str) -> str:
    """The six digits that an app shows now."""
    from allauth.mfa.totp.internal import auth

    return str(auth.format_hotp_value(auth.hotp_value(secret, int(time.time()) // 30)))


def visited(system: Bare, newsroom: dict, shown: str) -> str:
    """What a visitor finds, who signs in with one of the recovery codes of `setup`."""
    if not (codes := re.findall(r"\b[0-9]{8}\b", shown)):
        raise Failed(f"setup has shown no recovery codes:\n{shown[-2000:]}")
    asked = {
        "newsroom": newsroom,
        "name": OFFICE["SETUP_USERNAME"],
        "password": PASSWORD,
        "code": codes[-1],
        "shown": OFFICE["SETUP_SHORT_NAME"],
    }
    into = ["nsenter", f"--target={system.first}", "--net", sys.executable, "-m", "drills.visitor"]
    done = subprocess.run(
        into, cwd=ROOT, input=json.dumps(asked), capture_output=True, text=True, check=False
    )
    said = json.loads(done.stdout) if not done.returncode else {"problem": done.stderr}
    if "problem" in said:
        raise Failed(said["problem"])
    return ", ".join(f"{name} {text}" for name, text in said.items())
