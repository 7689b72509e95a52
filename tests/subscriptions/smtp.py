"""A real mail server that keeps what it is given, and refuses whom it is told to."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


class MailServer:
    """What arrived, in its order; what is answered to whom.

    Attributes:
        refusals: by recipient, what is answered to RCPT in place of "250 OK".
        hang_up_after: ends a connection after so many mails, as relays do.
    """

    def __init__(self) -> None:
        self.arrived: list[Envelope] = []
        self.refusals: dict[str, str] = {}
        self.hang_up_after = 0
        self.connections = 0

    # --- What aiosmtpd asks ---

    async def handle_EHLO(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, name: str, responses: list[str]
    ) -> list[str]:
        self.connections += 1
        session.host_name = name
        session.taken = 0
        return responses

    async def handle_MAIL(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.hang_up_after and session.taken >= self.hang_up_after:
            return "421 4.7.0 Too many mails in one connection"
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if refusal := self.refusals.get(address):
            return refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        self.arrived.append(envelope)
        session.taken += 1
        return "250 OK"

    # --- What tests ask ---

    @property
    def recipients(self) -> list[str]:
        return [one for envelope in self.arrived for one in envelope.rcpt_tos]

    def mails(self) -> list[EmailMessage]:
        return [message_from_bytes(one.content, policy=policy.default) for one in self.arrived]


@contextmanager
def serving() -> Iterator[tuple[MailServer, int]]:
    """Run a server on a free port of this machine; yield it and the port."""
    logging.getLogger("mail.log").setLevel(logging.WARNING)  # or it tells every command
    server = MailServer()
    # Port 0 is any that is free. Its own check would connect to that very number.
    controller = _Controller(server, hostname="127.0.0.1", port=0)
    controller.start()
    try:
        yield server, controller.server.sockets[0].getsockname()[1]
    finally:
        controller.stop()


class _Controller(Controller):
    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()
