"""Load: a full newsroom behind gunicorn and nginx is read, written, stormed and restarted at once.

Every request is answered, none with 5xx; what was approved is public; answers take about as long as
on a quiet day, and the processes do not grow.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from random import Random
from typing import Any

from bench.load import children
from bench.progress import in_words
from drills.case import Case
from drills.crowd import Counted, Crowd
from drills.editors import PASSWORD, Desk
from drills.newsroom import ROOT, Failed, here
from tests.servers import nginx

RELEASES, EDITORS = 100_000, 10
EVERY = 5.0  # seconds from one approval to the next
RATE, STORM = 30.0, 20  # readers' requests a second, and how many times as many at a publication
STORMING = 10.0  # seconds of it
RESTARTS = 4  # stretches of the time, with a restart between two of them
SLOWER, LARGER = 3.0, 5.0  # times the p95 of a quiet day; percent of memory
AGENCY = "dinas-2"


def drill(case: Case) -> str:
    """Raises Failed: something was lost, wrong, and at full size also too slow or too large."""
    from django.db import connection

    from bench.filling import Filling, unhindered

    size = case.size(RELEASES)
    case.told(f"filling with {size:,} releases")
    with unhindered(connection):
        Filling().to(size)
    names, addresses = people(), chosen()
    connection.close()
    seconds = case.minutes * 60 * case.share
    counted = Counted()
    with served(case.folder) as (port, master):
        quiet(port, addresses, counted, min(60.0, seconds / 10))
        memory, storms = under_load(case, port, master, addresses, names, counted, seconds)
        desk = storms.desk
        gone = [key for key in desk.approved if not is_public(port, key)]
    said, kept = verdict(counted, desk, gone, memory, whole=case.share == 1)
    figures = f"{size:,} releases, {seconds / 60:.1f} minutes: {said}"
    if not kept:
        log = case.folder / "gunicorn.log"
        case.told(f"gunicorn said last: {log.read_text(errors='replace')[-4000:]}")
        raise Failed(figures)
    return figures


# --- What is asked, and whom ---


def people() -> list[str]:
    """The editors, with a password each; any of them may approve what another wrote."""
    from django.contrib.auth.models import User

    from agencies.models import Agency, Membership
    from agencies.roles import Role

    agency = Agency.objects.get(slug=AGENCY)
    names = [f"editor-{nth}" for nth in range(EDITORS)]
    for name in names:
        user = User.objects.create_user(name, password=PASSWORD, is_staff=True)
        Membership.objects.create(user=user, agency=agency, role=Role.APPROVER)
    return names


def chosen() -> list[str]:
    """What readers ask for: mostly pages of releases, and each other kind a few times."""
    from releases.models import Edition

    public = Edition.objects.published().exclude(kind="withdrawal").newest_first()
    pages = [edition.get_absolute_url() for edition in public[:2_000]]
    others = ["/", "/releases/", "/releases/?q=taman", "/feeds/rss.xml", "/archive/", "/agencies/"]
    others += [f"/agencies/{AGENCY}/", "/corrections/", "/api/v1/releases/", "/en/releases/"]
    random = Random("addresses")  # noqa: S311 - nothing secret
    return [*pages, *random.choices(others, k=len(pages) // 2 + len(others))]


def is_public(port: int, key: int) -> bool:
    return Counted().ask(port, _address(key), "after").status == 200


def _address(key: int) -> str:
    from releases.models import Edition

    return str(Edition.objects.published().get(release=key).get_absolute_url())


@contextmanager
def served(folder: Path) -> Iterator[tuple[int, int]]:
    """The newsroom of this process behind gunicorn, and nginx where it is installed.

    Yields the port that answers, and gunicorn's first process.
    """
    port = nginx.free_port()
    env = {
        "DEBUG": "0",
        "HTTPS": "0",
        "SECOND_FACTOR": "0",
        "SECRET_KEY": "for-a-newsroom-that-is-thrown-away-after-this-drill",
        "ALLOWED_HOSTS": "127.0.0.1",
        "NEWSROOM_ADDRESS": f"http://127.0.0.1:{port}",
        "CSRF_TRUSTED_ORIGINS": f"http://127.0.0.1:{port}",
        "DATABASE_URL": here().database,
        "BEHIND_PROXY": "1",
        "LOG_LEVEL": "ERROR",
        "WEB_CONCURRENCY": str(2 * len(os.sched_getaffinity(0))),  # as in deploy/
    }
    var = here().folder
    collect = [sys.executable, "manage.py", "collectstatic", "--noinput", "-v0"]
    subprocess.run(collect, cwd=ROOT, env=os.environ | env, check=True)
    with ExitStack() as open_:
        try:
            nginx.find_nginx()
        except nginx.NotInstalled:
            (folder / "run").mkdir()
            env |= {"BIND": f"127.0.0.1:{port},unix:{folder}/run/gunicorn.sock"}
            process = open_.enter_context(nginx.gunicorn(folder, env))
        else:
            nginx.configured(folder, var, port)
            process = open_.enter_context(nginx.gunicorn(folder, env | {"ACCEL": "1"}))
            open_.enter_context(nginx.nginx(folder, port))
        yield port, process.pid


# --- The load ---


def quiet(port: int, addresses: list[str], counted: Counted, seconds: float) -> None:
    """One reader alone: first to warm it up, then for the times of a quiet day."""
    random = Random("quiet")  # noqa: S311 - nothing secret
    for kind in ("warming", "idle"):
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            counted.ask(port, random.choice(addresses), kind)
            time.sleep(0.05)


class Storms:
    """What happens at its time: restarts, and many readers after an approval."""

    def __init__(self, master: int, crowd: Crowd, desk: Desk, seconds: float) -> None:
        self.master, self.crowd, self.desk = master, crowd, desk
        self.restarts = [seconds * nth / RESTARTS for nth in range(1, RESTARTS)]
        self.storms = [seconds * (nth + 0.5) / RESTARTS for nth in range(RESTARTS)]
        self.storming = min(STORMING, seconds / 20)
        self._over, self._seen = 0.0, 0
        self.sizes: list[float] = []

    def at(self, gone: float) -> None:
        """Do what is due after so many seconds."""
        if self.restarts and gone >= self.restarts[0]:
            self.restarts.pop(0)
            self.sizes.append(memory_of(self.master))
            os.kill(self.master, signal.SIGHUP)
        if self.crowd.news and gone >= self._over:
            self.crowd.news = ""
        if self.storms and gone >= self.storms[0]:
            if not self._seen:
                self._seen = len(self.desk.approved)
            elif len(self.desk.approved) > self._seen:
                self.storms.pop(0)
                self._seen = 0
                self.crowd.news = _address(self.desk.approved[-1])
                self._over = gone + self.storming


def under_load(
    case: Case,
    port: int,
    master: int,
    addresses: list[str],
    names: list[str],
    counted: Counted,
    seconds: float,
) -> tuple[list[float], Any]:
    """All of it at once.

    Returns:
        The memory before each restart and at the end, in MB; and what went on.
    """
    with (
        Crowd(port, addresses, counted, RATE, STORM) as crowd,
        Desk(port, counted, names, EVERY) as desk,
    ):
        storms = Storms(master, crowd, desk, seconds)
        begun = told = time.monotonic()
        while (gone := time.monotonic() - begun) < seconds:
            storms.at(gone)
            time.sleep(0.1)
            if time.monotonic() - told > 15:
                told = time.monotonic()
                left = in_words(seconds - gone)
                case.told(f"{sum(counted.statuses.values()):,} answers, {left} left")
        storms.sizes.append(memory_of(master))
    return storms.sizes, storms


def memory_of(process: int) -> float:
    """What a process and those below it have in memory, what they share counted once, in MB."""
    own = 0.0
    try:
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                own = int(line.split()[1]) / 1024
    except OSError:  # it has ended meanwhile
        return 0.0
    return own + sum(map(memory_of, children(process)))


def verdict(
    counted: Counted, desk: Desk, gone: list[int], memory: list[float], *, whole: bool
) -> tuple[str, bool]:
    """The figures in words, and whether they are as they are to be.

    Args:
        gone: keys of what was acknowledged and is not public.
        memory: before each restart, and at the end.
        whole: whether times and memory are held against their limits, too.
    """
    total = sum(counted.statuses.values())
    failed = sum(number for status, number in counted.statuses.items() if status >= 500)
    reads = sum(len(counted.times.get(kind, ())) for kind in ("load", "spike"))
    share = 100 * reads / max(1, reads + len(counted.times.get("desk", ())))
    idle, load, spike = (counted.p95(kind) for kind in ("idle", "load", "spike"))
    growth = 100 * (memory[-1] / memory[0] - 1)
    said = (
        f"{total:,} answers, {failed} × 5xx, {len(counted.lost)} lost, {share:.1f} % reads; "
        f"{len(desk.approved)} approvals, {len(gone)} of them not public; p95 idle {idle:.0f} ms, "
        f"under load {load:.0f} ms, {STORM} times the readers {spike:.0f} ms; "
        f"memory {memory[0]:.0f} MB, {growth:+.1f} % at the end"
    )
    odd = [*counted.lost, *counted.unwanted, *desk.failed]
    if odd:
        said += f"; {len(odd)} odd: {odd[:3]}"
    kept = not (failed or odd or gone) and bool(desk.approved)
    if whole:
        kept = kept and load <= SLOWER * idle and growth < LARGER
    return said, kept
