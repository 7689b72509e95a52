"""What failed for good, and that no worker works, is said at the desk to superusers."""

import datetime
import io

import pytest
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from jobs import standing, working
from jobs.models import Turn
from tests.jobs import tasks
from tests.newsroom.examining import checks

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

LIST = "/en/admin/jobs/failedtask/"
DAY = datetime.timedelta(days=1)


@pytest.fixture
def failed(monkeypatch) -> DBTaskResult:
    """A task that was tried as often as it may be."""
    monkeypatch.setattr(tasks, "DONE", [])
    monkeypatch.setattr(tasks, "FAULTS", [OSError("the line is busy")] * working.TRIES)
    monkeypatch.setattr("jobs.clock.CHORES", {})
    task = DBTaskResult.objects.get(pk=tasks.note.enqueue("heard").id)
    for _try in range(working.TRIES):
        call_command("worker", once=True)
        DBTaskResult.objects.update(run_after=timezone.now() - DAY)
    task.refresh_from_db()
    return task


def test_it_works(client, boss, failed):
    client.force_login(boss)
    listed = client.get(LIST).content.decode()
    assert "tests.jobs.tasks.note" in listed
    assert "OSError: the line is busy" in listed
    page = client.get(f"{LIST}{failed.pk}/change/").content.decode()
    assert "<details><summary>OSError: the line is busy</summary><pre>Traceback" in page
    assert "heard" in page
    again = {"action": "try_again", "_selected_action": str(failed.pk)}
    said = client.post(LIST, again, follow=True).content.decode()
    assert "1 task is in the queue again." in said
    call_command("worker", once=True)
    assert tasks.DONE == ["heard"]
    assert "tests.jobs.tasks.note" not in client.get(LIST).content.decode()


def test_nobody_else_sees_it_whatever_they_were_permitted(client, dewi, failed):
    from django.contrib.auth.models import Permission

    dewi.user_permissions.set(Permission.objects.filter(content_type__app_label="jobs"))
    client.force_login(dewi)
    assert client.get(LIST).status_code == 403
    assert client.get(f"{LIST}{failed.pk}/change/").status_code == 403


@pytest.mark.parametrize("query", ["task_path=%00", "id=x", "status=READY"])
def test_it_can_not_be_asked_for_what_did_not_fail(client, boss, query):
    client.force_login(boss)
    assert client.get(f"{LIST}?{query}").status_code in (302, 400)


def test_the_first_page_says_what_failed(client, boss, dewi, published, failed):
    Turn.objects.create(chore="a.b", taken_at=timezone.now(), failure="Traceback\nOSError: full")
    client.force_login(boss)
    page = client.get("/en/admin/").content.decode()
    assert f'<a href="{LIST}">1 task failed for good</a>' in page
    assert "OSError: full" in page
    client.force_login(dewi)
    assert "failed for good" not in client.get("/en/admin/").content.decode()


@pytest.mark.parametrize(
    ("enqueued", "worked", "waits"),
    [
        (None, None, False),
        (None, DAY, False),
        (DAY, None, True),
        (DAY, DAY, True),
        (DAY, datetime.timedelta(minutes=5), False),  # it has much to do
        (datetime.timedelta(minutes=5), DAY, False),
    ],
)
def test_the_doctor_misses_a_worker_only_where_something_waits(three, enqueued, worked, waits):
    now = timezone.now()
    if enqueued:
        tasks.note.enqueue("heard")
        DBTaskResult.objects.update(enqueued_at=now - enqueued)
    if worked:
        Turn.objects.create(chore="a.b", taken_at=now - worked)
    last = standing.last_worked()
    assert bool(standing.waiting_since(last)) == waits
    assert ("worker" in checks()) == waits
    assert bool(standing.stopped_since(last)) == (worked == DAY)


def test_the_first_page_says_that_no_worker_works(client, boss, published):
    Turn.objects.create(chore="a.b", taken_at=timezone.now() - DAY)
    client.force_login(boss)
    assert "No worker has worked since" in client.get("/en/admin/").content.decode()
    tasks.note.enqueue("heard")
    DBTaskResult.objects.update(enqueued_at=timezone.now() - DAY)
    assert "No worker has taken what waits" in client.get("/en/admin/").content.decode()


def test_nothing_wrong_is_no_word(client, boss, published):
    client.force_login(boss)
    page = client.get("/en/admin/").content.decode()
    assert "worker" not in page
    out = io.StringIO()
    call_command("doctor", stdout=out)
    assert "Nothing was found" in out.getvalue()
