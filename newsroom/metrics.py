"""What is counted, in Prometheus' words: requests by what was asked for, and how work stands.

Nothing of it names a release, a person or an address. Where several processes serve together,
PROMETHEUS_MULTIPROC_DIR names the folder in which they count, so that any of them tells of all.
"""

import os
from collections.abc import Iterator
from functools import cache

from django.db import DatabaseError
from django.utils import timezone
from prometheus_client import CollectorRegistry, Histogram
from prometheus_client.exposition import generate_latest
from prometheus_client.metrics_core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from jobs import standing

# By the first word of an address. All others are pages.
KINDS = {
    "admin": "desk",
    "api": "api",
    "feeds": "feed",
    "files": "file",
    "renditions": "file",
    "logos": "file",
    "open": "file",
    "static": "static",
    "preview": "link",
    "embargo": "link",
    "invitation": "link",
    "subscriptions": "link",
}
UNCOUNTED = {"healthz", "readyz", "metrics"}
BUCKETS = (0.001, 0.005, 0.025, 0.1, 0.5, 2.0, 10.0)  # seconds

own = CollectorRegistry()
seconds = Histogram(
    "newsroom_request_seconds",
    "What was asked for, by kind and by the status of the answer, and how long that took.",
    ["kind", "status"],
    buckets=BUCKETS,
    registry=own,
)


@cache  # of a Histogram's children, which are slower to find
def _counter(kind: str, status: int) -> Histogram:
    return seconds.labels(kind, status)


def answered(path: str, status: int, took: float) -> None:
    """Count an answer.

    Args:
        path: what was asked for, as the request has it.
        status: of the answer.
        took: seconds.
    """
    first = path.removeprefix("/en").split("/", 2)[1:2]
    word = first[0] if first else ""
    if word not in UNCOUNTED:
        _counter(KINDS.get(word, "page"), status).observe(took)


class Work(Collector):
    """How the work behind the pages stands, read from the database when it is asked for."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        try:
            figures = _of_the_work()
        except DatabaseError:
            figures = {}
        yield GaugeMetricFamily("newsroom_database_up", "Whether it answers.", bool(figures))
        for name, (what, figure) in figures.items():
            yield GaugeMetricFamily(f"newsroom_{name}", what, figure)


def _of_the_work() -> dict[str, tuple[str, float]]:
    waiting, age = standing.waiting()
    figures = {
        "queue_waiting": ("Tasks that are due and wait for a worker.", float(waiting)),
        "queue_oldest_seconds": ("How long the oldest of them has waited.", age),
        "queue_failed": ("Tasks that failed for good.", float(standing.failed_tasks())),
    }
    if last := standing.last_worked():
        ago = (timezone.now() - last).total_seconds()
        figures["worker_last_seen_seconds"] = ("Since a worker gave a chore its turn.", ago)
    return figures


def told() -> bytes:
    """All of it, in the text format of Prometheus."""
    shared = "PROMETHEUS_MULTIPROC_DIR" in os.environ
    registry = CollectorRegistry() if shared else own
    if shared:
        MultiProcessCollector(registry)
    work = CollectorRegistry()
    work.register(Work())
    return generate_latest(registry) + generate_latest(work)
