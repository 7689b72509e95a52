"""Reports that a mail could not be delivered: whose it was, and whether any ever will be.

Reports are those of RFC 3464, with the states of RFC 3463. Whose mail it was is told by the address
it came back to, which only the newsroom can have made: see `tokens.return_path`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage, Message

from subscriptions import tokens
from subscriptions.models import Subscriber

# Where an address stands to which a mail was delivered, the surest first.
TO = ("Delivered-To", "X-Original-To", "Envelope-To", "To")
# No such mailbox, or it is closed: X.1.x but for the state of the sender, and X.2.1.
FOR_GOOD = re.compile(r"5\.(1\.[0-6]|1\.10|2\.1)$")


@dataclass(frozen=True)
class Report:
    """What a mail says about one that was sent: to whom, the state, and the server's own words."""

    subscriber: Subscriber
    state: str
    said: str

    @property
    def for_good(self) -> bool:
        return bool(FOR_GOOD.match(self.state))


def read(mail: bytes, delivered_to: str = "") -> Report | None:
    """Read a mail that came back.

    Args:
        mail: all of it.
        delivered_to: the address it came to, where the mail server says so.

    Returns:
        None where it is no report of a failure, or not about one of ours.
    """
    message = message_from_bytes(mail, policy=policy.default)
    subscriber = _subscriber(message, delivered_to)
    failure = next(_failures(message), None)
    if subscriber is None or failure is None:
        return None
    state = str(failure.get("Status", "")).split()[:1]
    said = str(failure.get("Diagnostic-Code", "") or failure.get("Status", ""))
    return Report(subscriber, "".join(state), " ".join(said.split()))


def _subscriber(message: EmailMessage, delivered_to: str) -> Subscriber | None:
    headers = [str(text) for name in TO for text in message.get_all(name, [])]
    for text in [delivered_to, *headers]:
        if found := tokens.returned_from(text):
            return found
    return None


def _failures(message: EmailMessage) -> Iterator[Message]:
    """The parts of a report, one for each recipient, that say that delivery failed."""
    for part in message.walk():
        if part.get_content_type() == "message/delivery-status":
            blocks = part.get_payload()
            for block in blocks if isinstance(blocks, list) else []:
                if (
                    isinstance(block, Message)
                    and str(block.get("Action", "")).strip().lower() == "failed"
                ):
                    yield block
