#!/usr/bin/env python3
"""Set the newsroom up, try it and test it: `python3 dev.py --help`.

Standard library only, because a bare Debian 12 has python3 and nothing around it: no pip,
no ensurepip, no make. `.venv` is made without pip, and pip's own wheel, whose hash is
written down here, then installs itself from the package index that pip is set to use.
"""

import sys

# Before everything else. So that it can be said, the whole file is what Python 3.6 can parse.
if sys.version_info < (3, 11):  # noqa: UP036 - whoever starts this may well have an older one
    sys.exit(
        f"dev.py: Python 3.11 or newer is needed, and this is {sys.version.split()[0]}. "
        "Start it with a newer one, as in: python3.11 dev.py up"
    )

import argparse
import base64
import configparser
import contextlib
import hashlib
import html
import http.client
import os
import re
import secrets
import shutil
import socket
import ssl
import subprocess
import tempfile
import urllib.request
import venv
from pathlib import Path
from typing import NoReturn
from urllib.parse import unquote, urljoin, urlsplit, urlunsplit

ROOT = Path(__file__).resolve().parent
VAR = Path(os.environ.get("VAR_DIR") or ROOT / "var")
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "filled-from"

RUNTIME_LOCK = "requirements.txt"
DEVELOPER_LOCK = "requirements-dev.txt"

PIP_WHEEL = "pip-26.3-py3-none-any.whl"
PIP_SHA256 = "f3b60b20ffaadd4415ed7957212a38ac63fa4c5fa375bd0f4a797777940fad13"

# What is tested besides, where it is there: Debian 12 has an older Python.
NEWEST_PYTHON, NEWEST_DJANGO = "python3.13", "django<7"
LATER = ["-W", "ignore::DeprecationWarning", "-W", "ignore::PendingDeprecationWarning"]

NO_TESTS = 5  # pytest's exit status when it collected none
NO_SERVER = 69  # tests/database.py's, when PostgreSQL is not installed


def say(text: str) -> None:
    """Tell the next step. Flushed, so that it stands before what the step itself prints."""
    print(f"==> {text}", flush=True)


def fail(advice: str) -> NoReturn:
    """End with one line that says what to do."""
    sys.exit(f"dev.py: {advice}")


def run(program: str | Path, *arguments: str | Path, env: dict[str, str] | None = None) -> int:
    """Run one of .venv's programs; return its exit status."""
    process = subprocess.Popen([VENV / "bin" / program, *arguments], cwd=ROOT, env=env)
    try:
        return process.wait()
    except KeyboardInterrupt:
        # Ctrl-C has reached it too. subprocess.run() would kill it while it tidies up.
        process.wait()
        raise


# --- pip, without pip -----------------------------------------------------------------


def pip_option(name: str, default: str = "") -> str:
    """Return an option as pip itself would find it: environment first, then its files.

    Source: https://pip.pypa.io/en/stable/topics/configuration/
    """
    variable = "PIP_" + name.upper().replace("-", "_")
    if os.environ.get(variable):
        return os.environ[variable]
    chosen = os.environ.get("PIP_CONFIG_FILE", "")
    if chosen == os.devnull:  # pip's way to say: read no file at all
        return default
    home = Path.home()
    user = Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config") / "pip" / "pip.conf"
    files = configparser.RawConfigParser()
    try:
        files.read(["/etc/pip.conf", home / ".pip" / "pip.conf", user, chosen], encoding="utf-8")
    except (configparser.Error, UnicodeDecodeError) as error:
        fail(f"cannot read pip's settings: {' '.join(str(error).split())}")
    return files.get("install", name, fallback=files.get("global", name, fallback=default))


def opener() -> urllib.request.OpenerDirector:
    """Return what opens web addresses with the certificates that pip is set to trust."""
    places = ssl.get_default_verify_paths()
    certificates = pip_option("cert") or places.cafile
    if certificates or places.capath:
        tls = ssl.create_default_context(cafile=certificates)
    else:
        # Bare Debian has no certificates to check with. The wheel's hash decides anyway,
        # and pip brings certificates of its own for all that follows.
        tls = ssl._create_unverified_context()  # noqa: S323
    return urllib.request.build_opener(urllib.request.HTTPSHandler(context=tls))


def without_login(address: str) -> str:
    """Return a web address without the name and password that may stand in it."""
    parts = urlsplit(address)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def download(address: str) -> bytes:
    """Return what lies at a web address, which may hold a name and a password."""
    request = urllib.request.Request(without_login(address))  # noqa: S310 - file: is wanted
    login = urlsplit(address).netloc.rpartition("@")[0]
    if login:
        basic = base64.b64encode(unquote(login).encode()).decode()
        request.add_unredirected_header("Authorization", f"Basic {basic}")
    with opener().open(request, timeout=30) as answer:
        content: bytes = answer.read()
    return content


def fetch_pip(folder: Path) -> Path:
    """Download pip's wheel from the package index into `folder` and check its hash.

    Returns the wheel's path; ends the program if the index cannot be reached, does not
    hold that wheel, or holds another one under its name.
    """
    index = pip_option("index-url", "https://pypi.org/simple").rstrip("/")
    shown = without_login(index)
    say(f"Fetching {PIP_WHEEL} from {shown}")
    page = f"{index}/pip/" + ("index.html" if index.startswith("file:") else "")
    try:
        links = download(page).decode()
        link = re.search(rf"""href=["']([^"'#]*{re.escape(PIP_WHEEL)})["'#]""", links)
        if link is None:
            fail(f"{shown} does not offer {PIP_WHEEL}. Set PIP_INDEX_URL to an index that does.")
        content = download(urljoin(page, html.unescape(link[1])))
    except (OSError, http.client.HTTPException, ValueError) as error:
        why = getattr(error, "reason", None) or error
        fail(f"cannot reach {shown} ({why}). Check network, proxy, PIP_INDEX_URL and PIP_CERT.")
    found = hashlib.sha256(content).hexdigest()
    if found != PIP_SHA256:
        fail(
            f"refused {PIP_WHEEL} from {shown}: its SHA-256 is {found} and not {PIP_SHA256}. "
            "Nothing was installed; try another index with PIP_INDEX_URL."
        )
    wheel = folder / PIP_WHEEL
    wheel.write_bytes(content)
    return wheel


# --- .venv ----------------------------------------------------------------------------


def fingerprint(lock: str) -> str:
    """Return the stamp of a finished .venv: its Python and the lock file it was filled from."""
    digest = hashlib.sha256((ROOT / lock).read_bytes()).hexdigest()
    return f"{sys.implementation.cache_tag} {lock} {digest}"


def stamp() -> str:
    """Return the stamp in .venv; empty where .venv is missing, half made or broken."""
    return STAMP.read_text() if PYTHON.exists() and STAMP.is_file() else ""


def install(lock: str) -> None:
    """Make .venv hold what the lock file names, and do nothing if it already does.

    The stamp goes first and comes back last: a .venv without one was interrupted, and is
    made anew, since pip cannot repair a package that it was stopped in the middle of.
    """
    # The developers' lock holds all that the newsroom runs on, so it serves `up` as well.
    if stamp() in {fingerprint(lock), fingerprint(DEVELOPER_LOCK)}:
        return
    reusable = stamp().startswith(f"{sys.implementation.cache_tag} ")
    STAMP.unlink(missing_ok=True)
    if not reusable:
        say(f"Making .venv with Python {sys.version.split()[0]}")
        venv.create(VENV, clear=True, symlinks=True)
        with tempfile.TemporaryDirectory() as folder:
            wheel = fetch_pip(Path(folder))
            # A wheel is a zip file, and Python runs a package from inside it.
            if run("python", wheel / "pip", "install", "--quiet", "--no-index", "--no-deps", wheel):
                fail("pip could not install itself. What it said stands above.")
    say(f"Installing what {lock} names")
    options = ["--quiet", "--disable-pip-version-check", "--require-hashes"]
    if run("python", "-m", "pip", "install", *options, "-r", lock):
        fail(
            "pip's reason stands above. If it speaks of connections, check network, proxy and "
            f"PIP_INDEX_URL; if of hashes, the index and {lock} differ: do not force it."
        )
    STAMP.write_text(fingerprint(lock))


# --- The commands ---------------------------------------------------------------------


def check_port(port: int) -> None:
    """End the program if nothing can listen on this port of 127.0.0.1."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as gunicorn does
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            fail(f"port {port} is not free ({error.strerror}). Choose another with --port.")


def port_number(text: str) -> int:
    """Return the port that `text` names, for argparse to refuse what is none."""
    if text.isdecimal() and 0 < int(text) < 65536:
        return int(text)
    raise argparse.ArgumentTypeError("a port is a number from 1 to 65535")


def secret_key() -> str:
    """Return this checkout's secret key, made at the first start and kept in var/."""
    VAR.mkdir(parents=True, exist_ok=True)
    path = VAR / "secret-key"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text()


def up(port: int, demo: bool) -> NoReturn:
    """Install, prepare the database, and serve the newsroom on 127.0.0.1 until Ctrl-C."""
    check_port(port)
    install(RUNTIME_LOCK)
    settings = {"DEBUG": "0", "HTTPS": "0", "ALLOWED_HOSTS": "localhost,127.0.0.1,[::1]"}
    settings["NEWSROOM_ADDRESS"] = f"http://localhost:{port}"
    settings["SECOND_FACTOR"] = "0"  # the demo's passwords lie in a file anyway
    env = {**settings, "SECRET_KEY": secret_key(), **os.environ}
    steps = [["migrate", "--verbosity", "0"], ["collectstatic", "--noinput", "--verbosity", "0"]]
    if demo:
        steps.append(["demo", "--if-empty"])
    for step in steps:
        say(f"manage.py {step[0]}")
        if run("python", "manage.py", *step, env=env):
            fail(f"`manage.py {step[0]}` failed. What it said stands above.")
    address = f"http://127.0.0.1:{port}"
    say(f"The newsroom   {address}/")
    say(f"Its desk       {address}/admin/")
    say(f"Its feed       {address}/feeds/rss.xml")
    if (VAR / "demo-logins.txt").exists():
        say(f"Demo logins    {VAR / 'demo-logins.txt'}")
        say(f"Demo links     {VAR / 'demo-links.txt'}")
    say("Serving; stop it with Ctrl-C")
    os.chdir(ROOT)
    # It ends with this process, however that ends.
    worker: list[str | Path] = [PYTHON, "manage.py", "worker", "--parent", str(os.getpid())]
    subprocess.Popen(worker, env=env, stdout=subprocess.DEVNULL)
    # From here on this process is gunicorn, and Ctrl-C reaches it directly.
    options = ["--bind", f"127.0.0.1:{port}", "--workers", "2", "--no-control-socket"]
    command = [str(PYTHON), "-m", "gunicorn", *options, "newsroom.wsgi"]
    os.execve(PYTHON, command, env)  # noqa: S606 - no shell is wanted


def test(arguments: list[str]) -> int:
    """Run the tests on SQLite and then on a throwaway PostgreSQL; return the exit status.

    `arguments` go to pytest; with a `--database` among them only that one is tested. After
    `--newest` they go to the pytest of another Django, on SQLite alone.
    """
    if arguments[:1] == ["--newest"]:
        return on_the_newest(arguments[1:])
    install(DEVELOPER_LOCK)
    if any(argument.split("=")[0] == "--database" for argument in arguments):
        return run("python", "-m", "pytest", *arguments)
    results = {}
    for database in ("sqlite", "postgres"):
        say(f"Testing on {database}")
        results[database] = run("python", "-m", "pytest", "--database", database, *arguments)
    words = {
        0: "passed",
        NO_TESTS: "no tests",
        NO_SERVER: "*** NOT TESTED *** Its server is missing (Debian: package postgresql)",
    }
    for database, status in results.items():
        say(f"On {database}: {words.get(status, 'FAILED')}")
    # Narrowed to one database's tests, a run finds none on the other; none at all is an error.
    excused = {NO_TESTS} if os.environ.get("REQUIRE_ALL") == "1" else {NO_TESTS, NO_SERVER}
    counted = [status for status in results.values() if status not in excused]
    return next(filter(None, counted), 0) if counted else NO_TESTS


def on_the_newest(arguments: list[str]) -> int:
    """Run the tests on SQLite with the newest Django, where there is a Python 3.13 for it."""
    version = [NEWEST_PYTHON, "--version"]
    # A name on the PATH may lead to a Python that is not installed.
    if not shutil.which(NEWEST_PYTHON) or subprocess.run(version, check=False).returncode:
        say(f"*** NOT TESTED *** on the newest Django: there is no {NEWEST_PYTHON}")
        return 0
    folder = VAR / "newest"
    python = folder / "bin" / "python"
    say(f"Making {folder}, with {NEWEST_PYTHON} and the newest {NEWEST_DJANGO}")
    pip: list[str | Path] = [
        python,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
    ]
    steps: list[list[str | Path]] = [
        [NEWEST_PYTHON, "-m", "venv", "--clear", folder],
        [*pip, "--require-hashes", "-r", DEVELOPER_LOCK],
        [*pip, "--upgrade", NEWEST_DJANGO],  # the one package that is not as locked
        [python, "-m", "pip", "check"],
        # What a still later Django removes is looked at when this one is locked.
        [python, "-m", "pytest", *LATER, "--database", "sqlite", *arguments],
    ]
    return next(filter(None, (subprocess.run(one, cwd=ROOT).returncode for one in steps)), 0)


def drill(arguments: list[str]) -> int:
    """Do faults of every kind to newsrooms that are thrown away; return 1 if one did not hold."""
    install(DEVELOPER_LOCK)
    return run("python", "-m", "drills", *arguments)


def cluster(arguments: list[str]) -> int:
    """Run the newsroom as on several machines, with the demo, until Ctrl-C."""
    install(DEVELOPER_LOCK)
    return run("python", "-m", "drills.machines", *arguments)


def check() -> int:
    """Run every check that is not a test, even after one has failed; return 1 if any has."""
    install(DEVELOPER_LOCK)
    folders = [ROOT / "templates", *ROOT.glob("*/templates")]
    templates = sorted(path for folder in folders for path in folder.rglob("*.html"))
    checks: dict[str, list[str | Path]] = {
        "linter": ["ruff", "check"],
        "formatting": ["ruff", "format", "--check"],
        "types": ["python", "-m", "mypy", "."],
        "templates": ["djade", "--check", "--target-version", "5.2", *templates],
        "migrations": ["python", "manage.py", "makemigrations", "--check", "--dry-run"],
    }
    failed = []
    for name, command in checks.items():
        say(f"Checking {name}")
        if run(*command):
            failed.append(name)
    if failed:
        say("FAILED: " + ", ".join(failed))
    return 1 if failed else 0


def photographed(saying: str, module: list[str], env: dict[str, str]) -> None:
    """Run a module that takes pictures of the demo, in a newsroom that is thrown away afterwards.

    Args:
        saying: what is said when it begins.
        module: which one, and its arguments.
        env: what it is told besides.
    """
    if not shutil.which("chromium"):
        fail("Chromium is missing. Install it (Debian: apt-get install chromium fonts-noto-core).")
    install(DEVELOPER_LOCK)
    with tempfile.TemporaryDirectory(prefix="pictures-") as folder:
        settings = {"VAR_DIR": folder, "DEBUG": "1", "DATABASE_URL": f"sqlite:///{folder}/db"}
        steps = {
            "Making a newsroom in a temporary folder": ["manage.py", "migrate", "--verbosity", "0"],
            "Loading the demo": ["manage.py", "demo"],
            saying: ["-m", *module],
        }
        for step, command in steps.items():
            say(step)
            if run("python", *command, env=os.environ | settings | env):
                fail("That failed. What it said stands above.")


def pictures() -> int:
    """Take the pictures of the guides anew."""
    photographed("Taking the pictures, into docs/pictures/", ["tests.pictures"], {})
    say("Look at them, then commit those that changed.")
    return 0


def sheets(names: list[str]) -> int:
    """Take every public page at three widths, light and dark; or those whose names begin so."""
    folder = VAR / "sheets"
    module = ["tests.sheets", *names]
    photographed(f"Taking public pages, into {folder}", module, {"SHEETS": str(folder)})
    say(f"Look at {folder / 'overview.png'}, then at those that look poor.")
    return 0


def sbom() -> int:
    """Print the bill of materials, CycloneDX, of what the newsroom runs on."""
    with contextlib.redirect_stdout(sys.stderr):  # what is printed may go into a file
        install(RUNTIME_LOCK)
    return run("python", "-m", "supply.sbom")


def audit(arguments: list[str]) -> int:
    """Ask what is known against what the newsroom runs on; 2 if nobody answers."""
    install(RUNTIME_LOCK)
    return run("python", "-m", "supply.audit", *arguments)


def bench(arguments: list[str]) -> int:
    """Measure the newsroom against its targets; `arguments` go to `bench/`."""
    install(DEVELOPER_LOCK)
    return run("python", "-m", "bench", *arguments)


def parser() -> argparse.ArgumentParser:
    """Return what reads the command line."""
    parser = argparse.ArgumentParser(description="Set the newsroom up, try it and test it.")
    commands = parser.add_subparsers(
        dest="command",
        required=True,
        metavar="up | test | check | bench | drill | cluster | pictures | sheets | sbom | audit",
    )
    starting = commands.add_parser("up", help="install all and serve the newsroom here")
    starting.add_argument("--port", type=port_number, default=8000, metavar="N")
    starting.add_argument("--no-demo", action="store_true", help="leave an empty newsroom empty")
    commands.add_parser("test", help="run the tests; what follows goes to pytest", add_help=False)
    commands.add_parser("drill", help="faults of every kind; --help tells more", add_help=False)
    commands.add_parser(
        "cluster", help="serve it as on several machines; --help tells more", add_help=False
    )
    commands.add_parser("check", help="run linters, types and the check for missing migrations")
    commands.add_parser("pictures", help="take the pictures of docs/desk.md and desk.en.md anew")
    taking = commands.add_parser(
        "sheets", help="take every public page, at three widths, light and dark"
    )
    taking.add_argument("names", nargs="*", help="how the names of some begin", metavar="NAME")
    commands.add_parser("sbom", help="print what the newsroom is made of, as CycloneDX JSON")
    commands.add_parser(
        "audit", help="ask what is known against what it is made of", add_help=False
    )
    commands.add_parser("bench", help="measure against the targets; see --help", add_help=False)
    return parser


def main(arguments: list[str]) -> int:
    """Carry out the command given on the command line; return the exit status."""
    reading = parser()
    options, others = reading.parse_known_args(arguments)
    passing_on = {
        "test": test,
        "bench": bench,
        "drill": drill,
        "cluster": cluster,
        "audit": audit,
    }
    if others and options.command not in passing_on:
        reading.error(f"unknown: {' '.join(others)}")
    try:
        if options.command == "up":
            up(options.port, demo=not options.no_demo)
        if options.command in passing_on:
            return passing_on[options.command](others)
        if options.command == "sheets":
            return sheets(options.names)
        plain = {"check": check, "pictures": pictures, "sbom": sbom}
        return plain[options.command]()
    except KeyboardInterrupt:
        return 130
    except OSError as error:
        fail(f"{error}. The newsroom must be able to write in {ROOT} and {VAR}.")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
