"""How soon a change is public: releases are approved, and the list is asked all the while.

python -m bench.freshness    approves, and tells when it was done; a process of its own
"""

import datetime
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import django

from bench.load import fetch
from bench.servers import Server
from bench.stock import ROOT, Stock
from bench.table import Row

TIMES = 4  # releases at once, and as many with an embargo
WATCHED = 2.5  # seconds after each moment
AHEAD = 1.5  # seconds until an embargo ends
EYES = 4  # that ask at the same time


@dataclass(frozen=True)
class Seen:
    """One answer: when it was asked for, when it was there, and what it held."""

    asked: float
    answered: float
    page: bytes


def freshness(stock: Stock, server: Server, where: str, within: float) -> Iterator[Row]:
    """The rows of a server.

    Args:
        stock: may be written to.
        within: seconds after which no process may give what was before.
    """
    told, seen = _watched(stock, server)
    stale = [_stale_until(title, moment, seen) for kind, title, moment in told if kind == "now"]
    late = [_stale_until(title, moment, seen) for kind, title, moment in told if kind == "embargo"]
    early = sum(
        title in one.page and one.answered < moment
        for kind, title, moment in told
        if kind == "embargo"
        for one in seen
    )
    yield Row(
        f"a change is public {where}",
        target=f"≤ {within:g} s after its commit",
        measured=f"{max(stale):.2f} s at most, of {len(stale)} changes and {len(seen)} answers",
        holds=max(stale) <= within,
    )
    yield Row(
        f"an embargo ends on its second, {where}",
        target="never early, < 1 s late",
        measured=f"{early} early, {max(late):.2f} s late at most",
        holds=not early and max(late) < 1,
    )


def _stale_until(title: bytes, moment: float, seen: list[Seen]) -> float:
    """Seconds after a moment at which an answer was asked for that does not hold a title."""
    stale = [one.asked for one in seen if title not in one.page and one.asked <= moment + WATCHED]
    return max(0.0, max(stale, default=moment) - moment)


def _watched(stock: Stock, server: Server) -> tuple[list[tuple[str, bytes, float]], list[Seen]]:
    command = [sys.executable, "-m", "bench.freshness"]
    with (
        subprocess.Popen(  # noqa: S603
            command, cwd=ROOT, env=stock.env(), stdout=subprocess.PIPE, text=True
        ) as publishing,
        ThreadPoolExecutor(EYES) as eyes,
    ):

        def look(_eye: int) -> list[Seen]:
            seen = []
            while publishing.poll() is None:
                asked = time.time()
                page, _headers = fetch(server, "/releases/")
                seen.append(Seen(asked, time.time(), page))
                time.sleep(0.02)
            return seen

        looking = [eyes.submit(look, eye) for eye in range(EYES)]
        assert publishing.stdout is not None  # noqa: S101 - a pipe, as asked for
        told = []
        for line in publishing.stdout:
            kind, title, moment = line.split("\t")
            told.append((kind, title.encode(), float(moment)))
        return told, [one for some in looking for one in some.result()]


def _publish() -> None:
    """Approve at once, then with an embargo, and tell the moment of each."""
    from django.contrib.auth.models import User
    from django.utils import timezone

    from agencies.models import Agency, FourEyes
    from releases.models import Release

    by = User.objects.get(username="bench")
    agency = Agency.objects.get(slug="dinas-2")
    agency.four_eyes = FourEyes.OFF
    agency.save()
    time.sleep(0.5)  # those who look have begun
    for nth in range(2 * TIMES):
        kind = "embargo" if nth % 2 else "now"
        title = f"Kabar {nth} {time.time_ns()}"
        release = Release.objects.create(
            agency=agency, title=title, body="<p>Isi.</p>", date=timezone.localdate(), edited_by=by
        )
        release.record(by)
        release.submit(by)
        moment = timezone.now() + datetime.timedelta(seconds=AHEAD)
        edition = release.approve(
            by, release.revision, publish_at=moment if kind == "embargo" else None
        )
        at = edition.public_from.timestamp() if kind == "embargo" else time.time()
        sys.stdout.write(f"{kind}\t{title}\t{at}\n")
        sys.stdout.flush()
        time.sleep(max(0, at - time.time()) + WATCHED)


if __name__ == "__main__":
    django.setup()
    _publish()
