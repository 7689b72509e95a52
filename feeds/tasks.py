"""What the queue does for feeds."""

from django_tasks import task

from feeds import websub


@task()
def ping_hub(editions: list[int]) -> None:
    """Tell the hub of every feed that some editions have changed.

    At the first that it does not take the task ends, and the queue tries it again with all of
    them: a hub that is told twice looks twice.
    """
    for address in websub.changed(editions):
        websub.ping(address)
