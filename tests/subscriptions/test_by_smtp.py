"""Mails go out over real SMTP: once each, whatever happens, and what is refused is understood."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from django_tasks_db.models import DBTaskResult

from jobs import working
from subscriptions import announcing, sending
from subscriptions.models import Delivery, Standing, Subscriber
from tests.subscriptions import smtp
from tests.subscriptions.conftest import DAY, subscribed

MANY = 2_000


@pytest.fixture
def server(settings) -> Iterator[smtp.MailServer]:
    with smtp.serving() as (server, port):
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        yield server


def announced(*subscribers) -> tuple[int, list[int]]:
    """An edition that is about to be sent, and to whom."""
    edition = announcing.unannounced().get()
    announcing.announce(edition)
    return edition.pk, [one.pk for one in subscribers] or [
        *Subscriber.objects.values_list("pk", flat=True)
    ]


# --- A worker that is killed ---


def worker(tmp_path: Path, *options: str) -> subprocess.Popen:
    """A process of its own, which sends to the server of the test."""
    from django.conf import settings

    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        database = f"sqlite:///{name}"
    else:
        database = f"{os.environ['DATABASE_URL'].rpartition('/')[0]}/{name}"
    env = os.environ | {
        "DATABASE_URL": database,
        "VAR_DIR": str(tmp_path),
        "EMAIL_URL": f"smtp://127.0.0.1:{settings.EMAIL_PORT}",
        "LOG_LEVEL": "ERROR",
    }
    command = [sys.executable, "manage.py", "worker", *options]
    return subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL)


@pytest.mark.once
@pytest.mark.django_db(transaction=True)
def test_a_worker_that_is_killed_in_the_middle_doubles_one_mail_at_most(
    published, server, tmp_path
):
    since = published.editions.get().public_from - DAY
    Subscriber.objects.bulk_create(
        Subscriber(
            email=f"{nth}@example.org",
            mail_language="id" if nth % 2 else "en",
            standing=Standing.ACTIVE,
            **dict.fromkeys(("asked_at", "confirmed_at"), since),
        )
        for nth in range(MANY)
    )
    with worker(tmp_path) as killed:
        until = time.monotonic() + 300
        while len(server.arrived) < MANY // 3 and time.monotonic() < until:
            time.sleep(0.01)
        killed.kill()
        assert killed.wait() == -signal.SIGKILL
    assert MANY // 3 <= len(server.arrived) < MANY

    # As if ten minutes had passed, after which what it held is taken to be left, and one more.
    DBTaskResult.objects.running().update(started_at=since)
    assert working.take_back_what_was_left() == 1
    DBTaskResult.objects.filter(status="READY").update(run_after=since)
    with worker(tmp_path, "--once") as another:
        assert another.wait(timeout=300) == 0

    counts = Counter(server.recipients)
    assert len(counts) == MANY
    assert sorted(counts.values())[-2:] in ([1, 1], [1, 2])
    assert Delivery.objects.exclude(sent_at=None).count() == MANY


# --- What servers refuse ---


@pytest.mark.django_db
def test_it_works(published, sari, server, work):
    work()
    (envelope,), (mail,) = server.arrived, server.mails()
    assert envelope.rcpt_tos == ["sari@example.org"]
    assert {part.get_content_type() for part in mail.walk()} >= {"text/plain", "text/html"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("refusal", "standing"),
    [
        ("550 5.1.1 No such user", "stopped"),
        ("550 Mailbox unavailable", "stopped"),
        ("550 5.7.1 Relaying denied", "active"),
        ("554 Relay access denied", "active"),
        ("452 4.2.2 Mailbox full", "active"),
    ],
)
def test_no_mailbox_stops_delivery_and_anything_else_is_tried_again(
    published, sari, server, refusal, standing
):
    rudi = subscribed("rudi@example.org")
    server.refusals[sari.email] = refusal
    edition, to = announced(sari, rudi)
    if standing == "stopped":
        sending.send_edition(edition, to)
    else:
        with pytest.raises(sending.NotSent, match=refusal[4:]):
            sending.send_edition(edition, to)
    sari.refresh_from_db()
    assert sari.standing == standing
    assert bool(sari.bounce) == (standing == "stopped")
    assert server.recipients == [rudi.email]

    server.refusals.clear()
    sending.send_edition(edition, to)
    expected = [rudi.email] if standing == "stopped" else [rudi.email, sari.email]
    assert server.recipients == expected


@pytest.mark.django_db
def test_a_server_that_knows_nobody_stops_nobody(published, server):
    for nth in range(5):
        server.refusals[subscribed(f"{nth}@example.org").email] = "550 5.1.1 Unknown"
    with pytest.raises(sending.NotSent, match="refused 5 of 5"):
        sending.send_edition(*announced())
    assert Subscriber.objects.active().count() == 5


@pytest.mark.django_db
def test_a_server_that_ends_each_connection_gets_them_all(published, server):
    server.hang_up_after = 2
    for nth in range(5):
        subscribed(f"{nth}@example.org")
    sending.send_edition(*announced())
    assert len(set(server.recipients)) == len(server.recipients) == 5
    assert server.connections == 3


@pytest.mark.django_db
def test_a_server_that_is_away_is_asked_again_by_the_queue(published, sari, server, settings, work):
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 9  # nobody is there
    work()
    task = DBTaskResult.objects.get()
    assert (task.status, server.arrived) == ("READY", [])
    assert not Delivery.objects.exists()
    settings.EMAIL_PORT = port
    DBTaskResult.objects.update(run_after=task.enqueued_at)
    work()
    assert server.recipients == [sari.email]


@pytest.mark.django_db
def test_a_batch_that_takes_long_hands_on_what_is_left(published, server, work, monkeypatch):
    monkeypatch.setattr(sending, "LONGEST", -1)
    subscribed()
    edition, to = announced()
    assert sending.send_edition(edition, to) == to
    monkeypatch.setattr(sending, "LONGEST", 60)
    work()
    assert server.recipients == ["sari@example.org"]
