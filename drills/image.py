"""`Dockerfile` and `compose.yaml` as they stand, built and run by a Docker of its own.

The images that they begin from lie in a registry that may not be reachable, and are a Debian's that
debootstrap has made instead, under the same names: `drills/standins/`. What is built fetches
packages with the network of this machine; what runs has one of its own, and takes no port here.
"""

import json
import os
import re
import secrets
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from drills.bare import debian, needs_root_and_programs, pip_settings
from drills.case import Case, NotHere
from drills.newsroom import ROOT, Failed

STANDINS = {
    "debian": "debian:bookworm-slim",
    "python": "python:3.11-slim-bookworm",
    "nginx": "nginx:1.28-bookworm",
    "postgres": "postgres:15-bookworm",
    "redis": "redis:7-bookworm",
}
BUILT = ("migrate", "app", "worker", "nginx")
MINUTES = 15  # that one command may take
# What is to stay outside of the image, each with this in it.
CANARY = secrets.token_hex(16)
KEPT_OUT = (".git/config", "var/secret-key", ".venv/x", ".env", "newsroom.env", "deploy/x.env")
LOOKED_FOR = f"grep --recursive --files-with-matches {CANARY} /srv /venv /var/lib /etc || true"
ASK = """
import json, sys, urllib.error, urllib.request as ask
class Stay(ask.HTTPRedirectHandler):
    def redirect_request(self, *_anything): return None
wanted = ask.Request("http://127.0.0.1" + sys.argv[1], headers={"Host": "news.example"})
try: answer = ask.build_opener(Stay).open(wanted, timeout=60)
except urllib.error.HTTPError as error: answer = error
print(json.dumps([answer.status, dict(answer.headers), answer.read().decode("latin-1")]))
"""


@dataclass
class Docker:
    """A daemon that is thrown away, and a checkout for it.

    Attributes:
        folder: where all of it is kept.
        compose: the command that is compose here.
        daemon: its process, while it runs.
    """

    folder: Path
    compose: list[str]
    daemon: subprocess.Popen[bytes] | None = None

    @property
    def checkout(self) -> Path:
        return self.folder / "newsroom"

    @property
    def env(self) -> dict[str, str]:
        # The builder that needs no plug-in.
        return os.environ | {
            "DOCKER_HOST": f"unix://{self.folder}/docker.sock",
            "DOCKER_BUILDKIT": "0",
            "COMPOSE_PROJECT_NAME": "newsroom",
        }

    @contextmanager
    def running(self, *, alone: bool) -> Iterator[None]:
        """The daemon, until the end of the block.

        Args:
            alone: with a network of its own, bridges and firewall and all; otherwise with this
                machine's, which it leaves as it is.

        Raises:
            NotHere: it can't run on this machine.
        """
        folder = self.folder
        place = f"--data-root={folder}/data --exec-root={folder}/exec --pidfile={folder}/pid"
        command = f"exec dockerd {place} --host=unix://{folder}/docker.sock"
        if alone:
            start = ["--net", "sh", "-c", f"ip link set lo up; {command}"]
        else:
            off = "--bridge=none --iptables=false --ip-masq=false --ip-forward=false"
            start = ["sh", "-c", f"{command} {off}"]
        start = ["unshare", "--mount", *start]  # what it mounts goes with it
        with (folder / "dockerd.log").open("ab") as log:
            self.daemon = subprocess.Popen(start, stdout=log, stderr=log, start_new_session=True)
        try:
            until = time.monotonic() + 60
            while subprocess.run(
                ["docker", "info"], env=self.env, check=False, capture_output=True
            ).returncode:
                if self.daemon.poll() is not None or time.monotonic() > until:
                    said = (folder / "dockerd.log").read_text(errors="replace").splitlines()
                    raise NotHere(f"needs a dockerd that starts: {said[-1] if said else ''}")
                time.sleep(0.5)
            yield
        finally:
            self.daemon.terminate()
            self.daemon.wait(60)

    def run(self, *command: str, folder: Path | None = None) -> str:
        """What a command says that ends well.

        Raises:
            Failed: it does not.
        """
        done = subprocess.run(
            command,
            cwd=folder or self.checkout,
            env=self.env,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=MINUTES * 60,
            check=False,
        )
        if done.returncode:
            said = "\n".join((done.stdout + done.stderr).splitlines()[-30:])
            raise Failed(f"{' '.join(command)} ended with {done.returncode}:\n{said}")
        return done.stdout

    def composed(self, *arguments: str) -> str:
        return self.run(*self.compose, *arguments)

    def inside(self, text: str) -> str:
        """What lines of shell say in `app`."""
        return self.composed("exec", "-T", "app", "sh", "-e", "-c", text)

    def ask(self, path: str) -> tuple[int, dict[str, str], str]:
        """Status, headers (their names in small letters) and body of what nginx answers."""
        pid = self.daemon.pid if self.daemon else 0
        into = ["nsenter", f"--target={pid}", "--net", sys.executable, "-c", ASK, path]
        status, headers, body = json.loads(self.run(*into))
        return status, {name.lower(): text for name, text in headers.items()}, body


def drill(case: Case) -> str:
    docker = Docker(case.folder, compose_command())
    base = debian(case.told)
    checked_out(docker.checkout)
    with docker.running(alone=False):
        stand_ins(case, docker, base)
        case.told("built as compose.yaml says")
        network = {name: {"build": {"network": "host"}} for name in BUILT}
        (case.folder / "network.yaml").write_text(json.dumps({"services": network}))
        files = ["--file", "compose.yaml", "--file", str(case.folder / "network.yaml")]
        docker.composed(*files, "build")
        sizes = image_sizes(docker)
    with docker.running(alone=True):
        try:
            case.told("up")
            docker.composed("up", "--detach", "--no-build")
            facts = [*closed(docker), *served(case, docker), *kept(docker), ended(docker)]
        except Failed:
            logs = docker.composed("logs", "--tail", "20").splitlines()
            case.told("\n    ".join(logs))
            raise
        finally:
            docker.composed("down", "--volumes", "--timeout", "5")
    return "; ".join([sizes, *facts])


def compose_command() -> list[str]:
    """The compose of this machine.

    Raises:
        NotHere: it has none, or nothing to run it with.
    """
    needs_root_and_programs()
    if missing := [name for name in ("docker", "dockerd", "iptables") if not shutil.which(name)]:
        raise NotHere(f"needs {', '.join(missing)} (Debian: docker.io, iptables)")
    for command in (["docker", "compose"], ["docker-compose"]):
        if (
            shutil.which(command[0])
            and not subprocess.run(
                [*command, "version"], check=False, capture_output=True
            ).returncode
        ):
            return command
    raise NotHere("needs docker compose (Debian: docker-compose)")


def checked_out(folder: Path) -> None:
    """Put what git knows of this project there, with settings, and what is to be kept out."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    settings = (folder / "deploy/newsroom.env.example").read_text()
    settings = settings.replace("SECRET_KEY=", f"SECRET_KEY={secrets.token_urlsafe(50)}")
    settings = settings.replace("HTTPS=1", "HTTPS=0").replace("https://", "http://")
    for name in KEPT_OUT:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"# {CANARY}\n")
    with (folder / "newsroom.env").open("a") as file:
        file.write(settings)
    with (folder / ".env").open("a") as file:
        file.write(f"DATABASE_PASSWORD={secrets.token_hex(16)}\n")


def stand_ins(case: Case, docker: Docker, base: Path) -> None:
    """Make the images that ours begin from, and those that run beside them."""
    folder = case.folder / "standins"
    shutil.copytree(ROOT / "drills" / "standins", folder)
    packed = str(case.folder / "base.tar")
    docker.run("tar", "--create", f"--file={packed}", "--directory", str(base), ".")
    docker.run("docker", "import", packed, "bare")
    told, _folders = pip_settings()
    certificates = (told.get("PIP_CERT") or "/etc/ssl/certs/ca-certificates.crt").removeprefix(
        "/mnt"
    )
    shutil.copy(certificates, folder / "python" / "certificates.pem")
    pip = ["[global]", "cert = /etc/pip-certificates.pem", "timeout = 180"]
    if told.get("PIP_INDEX_URL", "").startswith("http"):
        pip.append(f"index-url = {told['PIP_INDEX_URL']}")
    (folder / "python" / "pip.conf").write_text("\n".join(pip) + "\n")
    for name, tag in STANDINS.items():
        case.told(f"a Debian in the place of {tag}")
        docker.run("docker", "build", "--network=host", f"--tag={tag}", str(folder / name))


def image_sizes(docker: Docker) -> str:
    """How large ours are, and how much of that lies above what they begin from."""
    said = []
    for name, below in (("newsroom", "python"), ("newsroom-nginx", "nginx")):
        whole, base = (
            int(docker.run("docker", "image", "inspect", "--format={{.Size}}", image))
            for image in (name, STANDINS[below])
        )
        said.append(f"{name} {whole / 1e6:.0f} MB, {(whole - base) / 1e6:.0f} of them ours")
    return ", ".join(said)


def closed(docker: Docker) -> list[str]:
    """Nothing is in it that should not be, and who runs in there may do little."""
    for image in ("newsroom", "newsroom-nginx"):
        run = ["docker", "run", "--rm", "--network=none", "--user=0", image]
        if found := docker.run(*run, "sh", "-c", f"cd /; {LOOKED_FOR} 2>/dev/null").split():
            raise Failed(f"{image} holds what .dockerignore should keep out: {' '.join(found)}")
        if image == "newsroom":
            docker.run(*run, "sh", "-c", "! ls -d /srv/newsroom/.git /srv/newsroom/var")
    status = docker.inside("id -u; cat /proc/self/status")
    if not status.startswith("10001\n") or not re.search(r"NoNewPrivs:\s1", status):
        raise Failed(f"it runs as somebody else, or may become so:\n{status}")
    if not re.search(r"CapEff:\s0+\n(.*\n)*CapBnd:\s0+\n", status):
        raise Failed(f"it has capabilities:\n{status}")
    docker.inside("! touch /srv/newsroom/x /venv/x 2>/dev/null")
    return [f"{len(KEPT_OUT)} canaries kept out", "user 10001 without capabilities, code read-only"]


def served(case: Case, docker: Docker) -> list[str]:
    """The demo as a reader finds it behind nginx."""
    case.told("the demo")
    docker.inside("python manage.py demo")
    until = time.monotonic() + 120  # the worker has what the demo left to do
    checks = json.loads(docker.inside(READY))["checks"]
    while not all(check["ok"] for check in checks):
        if time.monotonic() > until:
            raise Failed(f"/readyz: {checks}")
        time.sleep(2)
        checks = json.loads(docker.inside(READY))["checks"]
    _status, _headers, front = answered(docker, "/")
    style = found(r'href="(/static/[^"]+\.css)"', front)
    headers = answered(docker, style)[1]
    if "immutable" not in headers.get("cache-control", "") or "server" not in headers:
        raise Failed(f"{style} was not sent by nginx from its disk: {headers}")
    answered(docker, "/healthz")
    release = found(r'href="(/releases/[^"?]+)"', front)
    answered(docker, f"{release.rstrip('/')}/sheet.pdf")
    return [f"/readyz {len(checks)} checks well", "page, style sheet, paper by nginx 200"]


# As compose.yaml asks, from within.
READY = """python -c "
import os, urllib.request as ask
host = {'Host': os.environ['ALLOWED_HOSTS'].split(',')[0]}
print(ask.urlopen(ask.Request('http://127.0.0.1:8000/readyz', headers=host)).read().decode())"
"""


def answered(docker: Docker, path: str) -> tuple[int, dict[str, str], str]:
    answer = docker.ask(path)
    if answer[0] != 200 or not answer[2]:
        raise Failed(f"{path} was answered with {answer[0]} and {len(answer[2])} bytes")
    return answer


def found(pattern: str, text: str) -> str:
    if not (match := re.search(pattern, text)):
        raise Failed(f"no {pattern} in the page:\n{text[:2000]}")
    return match[1]


def kept(docker: Docker) -> list[str]:
    docker.inside("python manage.py backup /var/backups/newsroom/1")
    docker.inside("python manage.py restore --check /var/backups/newsroom/1")
    docker.inside("python manage.py doctor")
    return ["a backup made and checked", "its doctor silent"]


def ended(docker: Docker) -> str:
    """The worker and the server end when they are asked to."""
    began = time.monotonic()
    docker.composed("stop", "--timeout", "60", "worker", "app")
    for name in ("worker", "app"):
        [number] = docker.composed("ps", "--quiet", name).split()
        status = docker.run("docker", "inspect", "--format={{.State.ExitCode}}", number).strip()
        if status != "0":
            raise Failed(f"{name} ended with {status} when it was asked to end")
    return f"worker and server ended in {time.monotonic() - began:.0f} s"
