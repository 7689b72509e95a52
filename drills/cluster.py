"""Several machines, of which one after the other fails and comes back while people go on working.

Whoever reads is answered; what can't be done is said, with 503; a release that was published on one
app is read on the other within a second, or through nginx within two, and one that was withdrawn is
gone as soon; and afterwards all is as it was.
"""

import json
import os
import re
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import psycopg

from drills.case import Case
from drills.machines import Cluster, running
from drills.newsroom import ROOT, Failed
from drills.visitors import Person, Readers, asked, reading
from tests.servers import nginx

GUIDE = ROOT / "docs" / "operating.md"
BEGIN, END = "<!-- cluster: begin -->", "<!-- cluster: end -->"
SECONDS = 8  # at full size, that a fault lasts, besides what is published meanwhile
SOON = 1.0  # second, within which the other app knows
SECOND = 1.0  # that nginx keeps a page for besides
IDLE = 15  # seconds, within which a worker has worked
AGAIN = 60  # seconds, within which all is well again
KINDS = ("pages", "searches", "files", "API")
FILE = re.compile(r'/renditions/[^"\s]+')


@dataclass(frozen=True)
class Fault:
    """What is done, and what has to be so meanwhile.

    Attributes:
        name: in the table.
        do: does it.
        undo: makes it good again.
        told: the check of /readyz that has to name it; "" for none.
        at: the app on which is published; "" where nobody can.
        read: where that is read; "" for at nginx.
        refused: the kinds that are answered with 503.
        blank: whether it begins with nothing again, as this store does until its record is read.
    """

    name: str
    do: Callable[[], object]
    undo: Callable[[], object]
    told: str = ""
    at: str = "1"
    read: str = "2"
    refused: tuple[str, ...] = ()
    blank: bool = False


@dataclass
class Row:
    """What really happened."""

    name: str
    answers: dict[str, Counter[int]] = field(default_factory=dict)
    slowest: float = 0.0
    seen: float | None = None
    gone: float | None = None
    said: str = ""
    again: float = 0.0

    def cells(self) -> list[str]:
        answers = [told(self.answers[kind]) for kind in KINDS]
        seen = "can’t be done" if self.seen is None else f"{self.seen:.2f} s, {self.gone:.2f} s"
        ends = [f"{self.slowest:.1f} s", seen, self.said or "all is well", f"{self.again:.0f} s"]
        return [self.name, *answers, *ends]


def told(answers: Counter[int]) -> str:
    return ", ".join(f"{many} × {status or 'none'}" for status, many in sorted(answers.items()))


def drill(case: Case) -> str:
    rows = []
    with running(nginx.free_port(), case.told) as cluster:
        person = signed_in(cluster)
        faults = all_faults(cluster)
        waiting = to_publish(cluster, len(faults))
        with reading(cluster.url, addresses(cluster), each=0.25) as readers:
            for fault in faults:
                case.told(fault.name)
                rows.append(one(cluster, fault, readers, person, waiting, case.size(SECONDS)))
                case.told(" | ".join(rows[-1].cells()))
        cluster.newsroom().manage("doctor")
    if os.environ.get("DRILL_WRITE"):
        write(rows)
    slowest = max(row.again for row in rows)
    known = max(row.seen or 0 for row in rows), max(row.gone or 0 for row in rows)
    return (
        f"{len(rows)} faults; published on one app and read on the other after {known[0]:.2f} s "
        f"at most, withdrawn and gone after {known[1]:.2f} s; well again after {slowest:.0f} s"
    )


def all_faults(cluster: Cluster) -> list[Fault]:
    def killed(name: str, **said: Any) -> Fault:
        machine = cluster.machines[name]
        return Fault(f"{name} killed", machine.kill, machine.start, **said)

    replica = cluster.machines["replica"]
    still = lambda: on_the(replica, "SELECT pg_wal_replay_pause()")  # noqa: E731
    on = lambda: on_the(replica, "SELECT pg_wal_replay_resume()")  # noqa: E731
    return [
        Fault("nothing", lambda: None, lambda: None),
        Fault("replica falls behind", still, on, told="replica"),
        killed("replica", told="replica"),
        killed("redis", told="cache"),
        killed("app 1", at="2", read=""),
        killed("worker 1"),
        killed("store", told="storage", refused=("files",), blank=True),
        killed("primary", told="database", at="", refused=KINDS),
    ]


def one(
    cluster: Cluster,
    fault: Fault,
    readers: Readers,
    person: Person,
    waiting: list[tuple],
    seconds: int,
) -> Row:
    """Do it, let people read and publish, make it good again, and wait until all is well.

    Raises:
        Failed: something else happened than has to.
    """
    row = Row(fault.name)
    read_before = rows_read(cluster)
    readers.forget()
    fault.do()
    time.sleep(1)  # what was under way
    if fault.at:
        release = waiting.pop()
        row.seen, row.gone = published_and_withdrawn(cluster, fault, person, release)
    time.sleep(seconds)
    if fault.at:
        has_stayed_away(cluster, fault, release[-1])
    row.said = said_of(cluster, fault.told)
    if fault.at and (ago := last_worked(cluster)) > IDLE:
        raise Failed(f"{fault.name}: no worker has worked for {ago:.0f} s")
    row.answers, row.slowest = readers.so_far(), max(readers.slowest.values())
    judge(fault, row)
    if fault.name == "nothing" and rows_read(cluster) == read_before:
        raise Failed("nobody has read from the replica")
    began = time.monotonic()
    fault.undo()
    until_well(cluster, began)
    row.again = time.monotonic() - began
    if not fault.blank:
        judge(fault, Row(fault.name, readers.so_far()))
    return row


def judge(fault: Fault, row: Row) -> None:
    for kind, answers in row.answers.items():
        # A page that was kept may still be given for half a second.
        fine = {200, 503} if kind in fault.refused else {200}
        if answers.keys() - fine or (kind in fault.refused and not answers[503]):
            raise Failed(f"{fault.name}: {kind} answered with {told(answers)}")
    soon = SOON if fault.read else SOON + SECOND
    if row.seen is not None and max(row.seen, row.gone or 0) > soon:
        raise Failed(f"{fault.name}: known on the other after {row.seen:.2f}, {row.gone:.2f} s")


def published_and_withdrawn(
    cluster: Cluster, fault: Fault, person: Person, release: tuple
) -> tuple[float, float]:
    """How long it takes until the other app shows a release, and until it does not any more."""
    key, revision, title = release
    here = cluster.apps[fault.at]
    there = cluster.apps[fault.read] if fault.read else cluster.url
    move = f"/admin/releases/release/{key}/move/"
    person.send(here, f"{move}approve/", revision=revision)
    seen = until(lambda: title in asked(f"{there}/releases/")[1])
    person.send(here, f"{move}withdraw/", public_reason="Belum waktunya.")
    gone = until(lambda: title not in asked(f"{there}/releases/")[1])
    return seen, gone


def has_stayed_away(cluster: Cluster, fault: Fault, title: str) -> None:
    """Pages that were not asked for yet do not show what was withdrawn: they are made anew."""
    there = cluster.apps[fault.read] if fault.read else cluster.url
    for nth in range(8):
        status, text = asked(f"{there}/releases/?q=gugus&n={time.monotonic_ns()}{nth}")
        if status != 200 or title in text:
            raise Failed(f"{fault.name}: what was withdrawn is found again")


def until(so: Callable[[], bool]) -> float:
    """Seconds from now until something is so; of a question, its end counts."""
    began = time.monotonic()
    while not so():
        if time.monotonic() > began + AGAIN:
            raise Failed("what was done on one app was not seen on the other")
        time.sleep(0.02)
    return time.monotonic() - began


def until_well(cluster: Cluster, began: float) -> None:
    """Wait until each app says that all is well, and pages and files are given."""
    while True:
        wrong = [said_of(cluster, place=place) for place in cluster.apps]
        paths = (*addresses(cluster)["files"][:1], "/", "/api/v1/releases/")
        if not any(wrong) and all(asked(cluster.url + one)[0] == 200 for one in paths):
            return
        if time.monotonic() > began + AGAIN:
            raise Failed(f"not well again: {wrong}")
        time.sleep(0.2)


def said_of(cluster: Cluster, wanted: str = "", place: str = "2") -> str:
    """What /readyz of an app says is the matter; "" if nothing.

    Raises:
        Failed: it does not name what is wanted.
    """
    status, text = asked(f"{cluster.apps[place]}/readyz")
    try:
        wrong = {one["name"]: one["word"] for one in json.loads(text)["checks"] if not one["ok"]}
    except ValueError:
        return f"{status}"
    if wanted and wanted not in wrong:
        raise Failed(f"/readyz does not say what is the matter with {wanted}")
    return f"{status}: {', '.join(wrong)}" if wrong else ""


def last_worked(cluster: Cluster) -> float:
    """How long ago a worker looked at the clock and the queue, in seconds."""
    text = asked(f"{cluster.apps['2']}/metrics")[1]
    found = re.search(r"^newsroom_worker_last_seen_seconds (\S+)", text, re.MULTILINE)
    return float(found[1]) if found else float("inf")


def on_the(replica: Any, statement: str) -> Any:
    with psycopg.connect(
        host=str(replica.folder), user="newsroom", dbname="postgres", autocommit=True
    ) as database:
        row = database.execute(statement).fetchone()
    return row[0] if row else None


def rows_read(cluster: Cluster) -> int:
    """How many rows of editions were read on the replica; 0 while it is away."""
    asked_for = (
        "SELECT COALESCE(seq_scan, 0) + COALESCE(idx_scan, 0) FROM pg_stat_user_tables "
        "WHERE relname = 'releases_edition'"
    )
    try:
        return int(on_the(cluster.machines["replica"], asked_for) or 0)
    except psycopg.OperationalError:
        return 0


# --- Before it begins ---


def signed_in(cluster: Cluster) -> Person:
    lines = (cluster.var("1") / "demo-logins.txt").read_text().splitlines()
    passwords = dict(line.split() for line in lines if len(line.split()) == 2)
    return Person(cluster.url, "budi", passwords["budi"])


def to_publish(cluster: Cluster, many: int) -> list[tuple]:
    done = cluster.newsroom().run("-m", "drills.waiting", str(many))
    if done.returncode:
        raise Failed(done.stderr[-300:])
    found: list[tuple] = [tuple(one) for one in json.loads(done.stdout)]
    return found


def addresses(cluster: Cluster) -> dict[str, list[str]]:
    """What readers ask for, by kind."""
    if not _found:
        page = asked(f"{cluster.url}/releases/")[1]
        linked = re.findall(r'href="(/releases/\d{4}/\d{2}/[^"?#]+/)"', page)
        detail = [path for path in linked if asked(cluster.url + path)[0] == 200]
        files = [
            one for path in ("/", *detail) for one in FILE.findall(asked(cluster.url + path)[1])
        ]
        if not detail or not files:
            raise Failed("the demo shows no release with a picture")
        _found["pages"] = ["/", "/releases/", "/en/releases/", "/feeds/rss.xml", *detail[:4]]
        _found["searches"] = ["/releases/?q=kota+{n}", "/en/releases/?q=air+{n}"]
        _found["files"] = sorted(set(files))[:4]
        _found["API"] = ["/api/v1/releases/"]
    return _found


_found: dict[str, list[str]] = {}


# --- Afterwards ---


def write(rows: list[Row]) -> None:
    """Put what happened into the guide for operators."""
    heads = ["what failed", *KINDS, "the slowest", "published, withdrawn: known elsewhere after"]
    heads += ["/readyz of an app", "well again after"]
    lines = [f"| {' | '.join(heads)} |", "|---" * len(heads) + "|"]
    lines += [f"| {' | '.join(row.cells())} |" for row in rows]
    before, _begin, rest = GUIDE.read_text(encoding="utf-8").partition(BEGIN)
    _table, _end, after = rest.partition(END)
    table = "\n".join(lines)
    GUIDE.write_text(f"{before}{BEGIN}\n{table}\n{END}{after}", encoding="utf-8")
