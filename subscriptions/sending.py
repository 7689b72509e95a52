"""Sending an edition to a batch of subscribers, and digests: each at least once, and on record.

Before each mail a `Delivery` is written, then it is asked whether the edition may still be sent
and to whom, then it is sent, then that is written down. So whoever is killed leaves at most one
mail of which nobody knows, and no withdrawal can slip between: either it sees the delivery, or the
delivery sees it.
"""

import datetime
import time
from collections.abc import Iterable, Sequence
from smtplib import SMTPRecipientsRefused, SMTPResponseException

from django.db import IntegrityError, transaction
from django.db.models import Exists
from django.utils import timezone

from numbering.clock import database_now
from releases.models import Edition
from releases.models.edition import Kind
from subscriptions import letters
from subscriptions.models import Delivery, Subscriber
from subscriptions.post import Post, means_no_mailbox
from subscriptions.rules import recipients, sendable

LONGEST = 240  # seconds that a batch may take before it hands on what is left
MOST_FAILURES = 3  # mails that the server may refuse before it is left alone for a while
# An approval has its moment before it is committed, so a digest looks back a little further than to
# the last one. What was sent is not sent again.
OVERLAP = datetime.timedelta(minutes=5)


class NotSent(Exception):
    """Some of a batch could not be sent now; the queue tries again."""


class Batch:
    """The mails of one task, over one connection.

    Collects who can't be reached and what else went wrong, and says so at the end.
    """

    def __init__(self, post: Post) -> None:
        self.post = post
        self.ends = time.monotonic() + LONGEST
        self.tried = 0
        self.unreachable: dict[int, str] = {}
        self.failures: list[str] = []

    @property
    def late(self) -> bool:
        return time.monotonic() > self.ends

    def send(self, mail: letters.EmailMultiAlternatives, subscriber: Subscriber) -> bool:
        """Send one mail; return whether the server took it.

        Raises:
            NotSent: the server refuses mail after mail.
            OSError: it is not known whether it took it, or it can't be reached.
        """
        self.tried += 1
        try:
            self.post.send(mail)
        except SMTPRecipientsRefused as refusal:
            ((code, said),) = refusal.recipients.values()
            self._refused(subscriber, code, said)
        except SMTPResponseException as refusal:
            self._failed(refusal.smtp_code, refusal.smtp_error)
        except ValueError as error:  # an address that can't be written down
            self.failures.append(str(error))
        else:
            return True
        return False

    def _refused(self, subscriber: Subscriber, code: int, said: bytes | str) -> None:
        text = _text(said)
        if means_no_mailbox(code, text):
            self.unreachable[subscriber.pk] = f"{code} {text}"
        else:
            self.failures.append(f"{code} {text}")

    def _failed(self, code: int, said: bytes | str) -> None:
        self.failures.append(f"{code} {_text(said)}")
        if len(self.failures) >= MOST_FAILURES:
            raise NotSent("; ".join(self.failures))

    def close(self) -> None:
        """Stop what can't be reached; unless that is most: then the fault is the server's.

        Raises:
            NotSent: something is to be tried again.
        """
        if len(self.unreachable) > max(3, self.tried // 2):
            said = next(iter(self.unreachable.values()))
            raise NotSent(f"The server refused {len(self.unreachable)} of {self.tried}: {said}")
        for subscriber in Subscriber.objects.filter(pk__in=self.unreachable):
            subscriber.came_back(self.unreachable[subscriber.pk], for_good=True)
        if self.failures:
            raise NotSent("; ".join(self.failures[:MOST_FAILURES]))


def _text(said: bytes | str) -> str:
    text = said.decode(errors="replace") if isinstance(said, bytes) else said
    return " ".join(text.split())


# --- One edition ---


def send_edition(edition_pk: int, subscribers: Sequence[int]) -> list[int]:
    """Send an edition to those of a batch who were not sent it yet.

    Returns:
        Those for whom there was no time left.

    Raises:
        NotSent, OSError: some could not be sent.
    """
    edition = sendable().select_related("agency", "release").filter(pk=edition_pk).first()
    done = Delivery.objects.filter(edition=edition_pk, subscriber__in=subscribers)
    begun = dict(done.values_list("subscriber", "sent_at"))
    left = [pk for pk in subscribers if not begun.get(pk)]
    if edition is None or not left:
        return []
    written: dict[str, letters.Letter] = {}
    with Post() as post:
        batch = Batch(post)
        for place, pk in enumerate(left):
            if batch.late:
                batch.close()
                return left[place:]
            _send_to(edition, pk, batch, written, new=pk not in begun)
    batch.close()
    return []


def _send_to(
    edition: Edition, pk: int, batch: Batch, written: dict[str, letters.Letter], *, new: bool
) -> None:
    if new and not _begin([edition], pk):
        return
    mine = Delivery.objects.filter(edition=edition, subscriber=pk)
    here = Exists(sendable().filter(pk=edition.pk))
    subscriber = Subscriber.objects.active().filter(here, pk=pk).first()
    sent = False
    if subscriber:
        language = subscriber.mail_language
        if language not in written:
            written[language] = letters.of_edition(edition, language)
        before = _sent_before(edition, pk) if edition.kind != Kind.RELEASE else []
        headers = letters.headers_of_edition(edition, subscriber, before)
        sent = batch.send(written[language].to(subscriber, headers), subscriber)
    if sent:
        mine.update(sent_at=timezone.now())
    elif new:
        mine.delete()


def _sent_before(edition: Edition, pk: int) -> list[Edition]:
    """The earlier editions of a release that went to a subscriber in mails of their own."""
    rows = Delivery.objects.filter(
        subscriber=pk, edition__release=edition.release_id, in_digest=False
    )
    sent = rows.exclude(edition=edition).select_related("edition")
    return [row.edition for row in sent.order_by("edition__position")]


def _begin(editions: Iterable[Edition], pk: int, *, in_digest: bool = False) -> bool:
    """Write down that editions are about to be sent; return whether the subscriber is there."""
    now = timezone.now()
    rows = [
        Delivery(edition=one, subscriber_id=pk, in_digest=in_digest, begun_at=now)
        for one in editions
    ]
    try:
        with transaction.atomic():
            Delivery.objects.bulk_create(rows, ignore_conflicts=True)
    except IntegrityError:  # they have left
        return False
    return True


# --- Digests ---


def send_digests(subscribers: Sequence[int]) -> list[int]:
    """Send each of a batch what became public since their last digest and is public now.

    Who has nothing to be told gets no mail. As `send_edition` else.
    """
    among = Subscriber.objects.active().filter(pk__in=subscribers)
    since = among.order_by("digest_since").values_list("digest_since", flat=True).first()
    if since is None:
        return []
    editions = sendable().filter(public_from__gt=since - OVERLAP).exclude(kind=Kind.WITHDRAWAL)
    ordered = editions.select_related("agency", "release").order_by("-public_from", "-pk")
    wanted = {edition: recipients(edition, among) for edition in ordered}
    with Post() as post:
        batch = Batch(post)
        for place, pk in enumerate(subscribers):
            if batch.late:
                batch.close()
                return list(subscribers[place:])
            _digest_to(pk, [one for one, to in wanted.items() if pk in to], batch)
    batch.close()
    return []


def _digest_to(pk: int, wanted: list[Edition], batch: Batch) -> None:
    subscriber = Subscriber.objects.active().filter(pk=pk).first()
    if subscriber is None or subscriber.digest_since is None:
        return
    now, since = database_now(), subscriber.digest_since
    rows = Delivery.objects.filter(subscriber=pk, edition__in=wanted)
    begun = dict(rows.values_list("edition", "sent_at"))
    told = [one for one in wanted if one.public_from > since - OVERLAP and not begun.get(one.pk)]
    if told and not _begin(told, pk, in_digest=True):
        return
    still = set(sendable().filter(pk__in=[one.pk for one in told]).values_list("pk", flat=True))
    letter = [one for one in told if one.pk in still]
    sent = True
    if letter:
        headers = {"Message-ID": letters.message_id(since.isoformat(), subscriber)}
        written = letters.of_digest(letter, subscriber.mail_language, now)
        sent = batch.send(written.to(subscriber, headers), subscriber)
    if sent:
        rows.filter(edition__in=letter, sent_at=None).update(sent_at=now)
        Subscriber.objects.filter(pk=pk).update(digest_since=now)
    unsent = [one for one in told if one.pk not in begun and not (sent and one.pk in still)]
    rows.filter(edition__in=unsent, sent_at=None).delete()


def send_confirmation(pk: int) -> None:
    """Send somebody who asked to subscribe the mail with their link."""
    subscriber = Subscriber.objects.filter(pk=pk).first()
    if subscriber is None:
        return
    with Post() as post:
        batch = Batch(post)
        batch.send(letters.confirmation(subscriber), subscriber)
    batch.close()
