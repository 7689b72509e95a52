"""A bare Debian that is thrown away: made by debootstrap, and alone with its processes.

The base is made once and kept below `var/bare/`; each run writes into a layer above it. Processes,
ports and mounts are its own (Linux namespaces): what listens outside on 80 or 5432 goes on.
With its first process, which ends with this one, all others end and everything is unmounted.
What fetches packages is done with the network of this machine instead.
"""

import fcntl
import os
import pty
import select
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from drills.case import NotHere
from drills.newsroom import ROOT, Failed

RELEASE = "bookworm"
KEPT = ROOT / "var" / "bare"
MINUTES = 15  # that one block may take
NEEDED = ("debootstrap", "unshare", "nsenter", "chroot", "ip")
ALONE = ["unshare", "--mount", "--net", "--ipc", "--pid", "--fork", "--kill-child"]
# Run as the first process in there. It ends when its standard input does: with this process.
FIRST = """
set -eu
root=$1 base=$2 layer=$3 kept=$4
mount -t overlay overlay -o "lowerdir=$base,upperdir=$layer/upper,workdir=$layer/work" "$root"
mount -t proc proc "$root/proc"
mkdir -p "$root/dev/shm" "$root/dev/pts" "$root/var/cache/apt/archives"
mount -t tmpfs -o mode=1777 tmpfs "$root/dev/shm"
mount -t tmpfs -o mode=755 tmpfs "$root/run"
mount --bind "$kept/apt" "$root/var/cache/apt/archives"
shift 4
for folder; do
    if [ -d "$folder" ]; then mkdir -p "$root/mnt$folder"; else
        mkdir -p "$root/mnt${folder%/*}"; touch "$root/mnt$folder"; fi
    mount --bind -o ro "$folder" "$root/mnt$folder"
done
ip link set lo up
echo ready
exec cat
"""
# As is usual in a chroot: packages start nothing by themselves, and only what is asked for runs.
POLICY = "#!/bin/sh\nexit 101\n"


@dataclass
class Bare:
    """One of them, while it runs.

    Attributes:
        root: where its files are, seen from inside its namespaces alone.
        first: its first process, as this machine numbers it.
        env: what its shells are told.
        terminals: at which something goes on.
    """

    root: Path
    first: int
    env: dict[str, str] = field(default_factory=dict)
    terminals: list[int] = field(default_factory=list)

    def command(self, *arguments: str, fetches: bool = False) -> list[str]:
        """The command line that runs something in there."""
        spaces = ["--mount", "--pid", "--ipc", *([] if fetches else ["--net"])]
        told = [f"{name}={text}" for name, text in self.env.items()]
        into = ["nsenter", f"--target={self.first}", *spaces, "chroot", str(self.root)]
        return [*into, "env", "--ignore-environment", *told, *arguments]

    def run(self, text: str, *, fetches: bool = False) -> str:
        """Run lines of shell, and stop at the first that fails; what goes on behind goes on.

        Args:
            text: the lines.
            fetches: with the network of this machine, instead of a loopback of its own.

        Returns:
            What was said on both outputs.

        Raises:
            Failed: a line has, or it took longer than a quarter of an hour.
        """
        # A file, not a pipe: whoever stays behind would hold a pipe open.
        with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as said:
            process = subprocess.Popen(
                self._shell(text, fetches),
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=subprocess.STDOUT,
            )
            try:
                status = process.wait(MINUTES * 60)
            except subprocess.TimeoutExpired as error:
                process.kill()
                raise Failed(f"not done within {MINUTES} minutes:\n{text}") from error
            said.seek(0)
            whole = said.read()
        return _judged(text, status, whole)

    def typed(self, text: str, answer: Callable[[str], str], *, until: str = "") -> str:
        """Run lines of shell at a terminal, where somebody answers.

        Args:
            text: the lines.
            answer: what is typed, by all that was shown; asked whenever no more comes.
            until: what is shown once no more is waited for; whatever shows it goes on behind.
        """
        ours, theirs = pty.openpty()
        process = subprocess.Popen(
            self._shell(text, False),
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
        )
        os.close(theirs)
        shown, heard = "", time.monotonic()
        with suppress(OSError):  # so does the end of a terminal look
            while time.monotonic() - heard < MINUTES * 60:
                if until and until in shown:
                    self.terminals.append(ours)
                    return shown
                if select.select([ours], [], [], 1)[0]:
                    shown += os.read(ours, 65536).decode(errors="replace")
                    heard = time.monotonic()
                elif shown and not shown.endswith("\n"):
                    os.write(ours, (answer(shown) + "\n").encode())
        os.close(ours)
        return _judged(text, process.wait(60), shown)

    def put(self, path: str, text: str, mode: str = "644") -> None:
        """Write a file."""
        subprocess.run(
            self.command("sh", "-c", f'mkdir -p "${{0%/*}}"; cat > "$0"; chmod {mode} "$0"', path),
            input=text.encode(),
            check=True,
        )

    def checkout(self, path: str) -> None:
        """Put what git knows of this project there, as it lies on the disk, owned by root."""
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT,
            check=True,
            capture_output=True,
        ).stdout
        pack = ["tar", "--create", "--null", "--files-from=-", "--ignore-failed-read"]
        packed = subprocess.run(
            [*pack, "--owner=0", "--group=0", "--mode=u=rwX,go=rX"],
            cwd=ROOT,
            input=listed,
            check=True,
            stdout=subprocess.PIPE,
        ).stdout
        unpack = f"mkdir -p {path} && tar --extract --directory {path} --same-permissions"
        subprocess.run(self.command("sh", "-c", unpack), input=packed, check=True)

    def _shell(self, text: str, fetches: bool) -> list[str]:
        return self.command("sh", "-e", "-c", text, fetches=fetches)


@contextmanager
def bare(told: Callable[[str], None]) -> Iterator[Bare]:
    """A bare Debian, until the end of the block.

    Raises:
        NotHere: this is not root, a program is missing, or no Debian is to be had.
    """
    needs_root_and_programs()
    env, folders = pip_settings()
    with _layer() as layer:
        base = debian(told)
        for name in ("root", "upper", "work"):
            Path(layer, name).mkdir()
        root = Path(layer, "root")
        parts = ["sh", "-c", FIRST, "sh", str(root), str(base), layer, str(KEPT), *folders]
        with subprocess.Popen(
            [*ALONE, *parts], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as holder:
            try:
                if (holder.stdout.readline() if holder.stdout else "") != "ready\n":
                    raise NotHere("it could not be mounted; what was said stands above")
                children = Path(f"/proc/{holder.pid}/task/{holder.pid}/children").read_text()
                system = Bare(root, int(children.split()[0]))
                system.env = {
                    "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
                    "HOME": "/root",
                    "TERM": "dumb",
                    "DEBIAN_FRONTEND": "noninteractive",
                } | env
                system.put("/usr/sbin/policy-rc.d", POLICY, "755")
                system.put("/etc/resolv.conf", Path("/etc/resolv.conf").read_text())
                yield system
            finally:
                holder.kill()  # and its first process with it, and with that one all others


def needs_root_and_programs() -> None:
    if os.geteuid():
        raise NotHere("needs root, for debootstrap and chroot")
    if missing := [name for name in NEEDED if not shutil.which(name)]:
        raise NotHere(f"needs {', '.join(missing)} (Debian: debootstrap, util-linux, iproute2)")
    if subprocess.run([*ALONE, "true"], check=False, capture_output=True).returncode:
        raise NotHere("needs namespaces, which this machine does not give")


@contextmanager
def _layer() -> Iterator[str]:
    """A folder for what one run writes. One runs at a time; the next waits."""
    (KEPT / "apt" / "partial").mkdir(parents=True, exist_ok=True)
    with (KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for left in KEPT.glob("run-*"):  # by one that was killed
            shutil.rmtree(left, ignore_errors=True)
        with tempfile.TemporaryDirectory(
            prefix="run-", dir=KEPT, ignore_cleanup_errors=True
        ) as layer:
            yield layer


def debian(told: Callable[[str], None]) -> Path:
    """Where the bare system lies as debootstrap leaves it; made if it was not yet."""
    base, making = KEPT / RELEASE, KEPT / f"{RELEASE}.making"
    if not base.exists():
        told(f"debootstrap makes a bare {RELEASE}, which is kept in {base}")
        shutil.rmtree(making, ignore_errors=True)
        made = ["debootstrap", "--variant=minbase", RELEASE, making]
        if subprocess.run(made, check=False, stdout=subprocess.DEVNULL).returncode:
            raise NotHere("debootstrap could not make one; is there a network?")
        making.rename(base)
    return base


def pip_settings() -> tuple[dict[str, str], list[str]]:
    """What pip is told on this machine: index, certificates and the like.

    Returns:
        Variables for a shell in there, and the files and folders that they name, which are to be
        found below `/mnt` there.
    """
    listed = subprocess.run(
        [sys.executable, "-m", "pip", "config", "list"], check=True, capture_output=True, text=True
    ).stdout
    env: dict[str, str] = {}
    for line in listed.splitlines():  # pip names its files before the environment
        name, _is, quoted = line.partition("=")
        section, _dot, option = name.rpartition(".")
        if section.strip(":.") in {"global", "install", "env"}:
            env["PIP_" + option.upper().replace("-", "_")] = quoted.strip("'\"")
    folders = set[str]()
    for name, text in env.items():
        words = []
        for word in text.split():
            scheme, path = ("file://", word[7:]) if word.startswith("file:///") else ("", word)
            if path.startswith("/") and Path(path).exists():
                # Pages of an index lead to files beside it.
                folders.add(str(Path(path).parent) if Path(path).is_dir() else path)
                path = f"/mnt{path}"
            words.append(scheme + path)
        env[name] = " ".join(words)
    inner = [a for a in folders if any(a != b and Path(a).is_relative_to(b) for b in folders)]
    return env, sorted(folders - set(inner))


def _judged(text: str, status: int, said: str) -> str:
    if status:
        end = "\n".join(said.splitlines()[-40:])
        raise Failed(f"ended with {status}:\n{text}\nits last words:\n{end}")
    return said
