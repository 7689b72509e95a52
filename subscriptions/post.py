"""The way to the mail server: one connection for many mails, and what its refusals mean."""

import re
from smtplib import SMTPException, SMTPResponseException, SMTPServerDisconnected
from types import TracebackType

from django.core.mail import EmailMessage, get_connection

# That there is no such mailbox, or it takes no mail any more: X.1.x and X.2.1 of RFC 3463.
NO_MAILBOX = re.compile(r"\b5\.(1\.[0-9]{1,3}|2\.1)\b")
ENHANCED = re.compile(r"\b[245]\.[0-9]{1,3}\.[0-9]{1,3}\b")
# Without such a code: "mailbox unavailable", "user not local", "mailbox name not allowed".
PLAIN = {550, 551, 553}
CLOSING = 421  # the server ends the connection, often after so many mails


class Post:
    """A connection that is opened again, once a mail, where the server has ended it."""

    def __init__(self) -> None:
        self.connection = get_connection()

    def __enter__(self) -> "Post":
        self.connection.open()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.connection.close()

    def send(self, mail: EmailMessage) -> None:
        """Hand a mail over.

        Raises:
            SMTPException: the server refused it, or its recipient.
            OSError: the server can't be reached.
        """
        try:
            self.connection.send_messages([mail])
        except SMTPException as refusal:
            if not _has_hung_up(refusal):
                raise
            self.connection.close()
            self.connection.open()
            self.connection.send_messages([mail])


def _has_hung_up(refusal: SMTPException) -> bool:
    if isinstance(refusal, SMTPResponseException):
        return refusal.smtp_code == CLOSING
    return isinstance(refusal, SMTPServerDisconnected)


def means_no_mailbox(code: int, said: str) -> bool:
    """Whether a refusal of a recipient says that no mail will ever reach them.

    What is refused for what it is, or for who sends it, says nothing of the recipient.
    """
    if not 500 <= code < 600:
        return False
    if ENHANCED.search(said):
        return bool(NO_MAILBOX.search(said))
    return code in PLAIN
