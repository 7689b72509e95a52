"""What the queue holds of the alerts: identities, never an address and never a text.

Those who are left over when a batch has taken long are put into the queue anew.
"""

from django_tasks import task


@task()
def send_edition(edition: int, subscribers: list[int]) -> None:
    from subscriptions import sending

    if left := sending.send_edition(edition, subscribers):
        send_edition.enqueue(edition, left)


@task()
def send_digests(subscribers: list[int]) -> None:
    from subscriptions import sending

    if left := sending.send_digests(subscribers):
        send_digests.enqueue(left)


@task(priority=10)  # somebody is waiting for it
def send_confirmation(subscriber: int) -> None:
    from subscriptions import sending

    sending.send_confirmation(subscriber)
