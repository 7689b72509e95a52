"""Mails that came back: whose they were, and whether that mailbox is there at all."""

import io

import pytest
from django.core.management import CommandError, call_command

from subscriptions import tokens

pytestmark = pytest.mark.django_db

REPORT = """\
From: MAILER-DAEMON@relay.example
To: {to}
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="cut"

--cut
Content-Type: text/plain

It could not be delivered.

--cut
Content-Type: message/delivery-status

Reporting-MTA: dns; relay.example

Final-Recipient: rfc822; sari@example.org
Action: {action}
Status: {state}
Diagnostic-Code: smtp; 550 {state} <sari@example.org>: no such user

--cut
Content-Type: message/rfc822

Subject: [Diskabar] Gubernur resmikan taman baca

--cut--
"""


def read(tmp_path, **said) -> str:
    path = tmp_path / "mail"
    path.write_text(REPORT.format(**{"action": "failed", "state": "5.1.1"} | said))
    out = io.StringIO()
    call_command("bounces", str(path), stdout=out)
    return out.getvalue()


@pytest.fixture
def address(sari) -> str:
    return tokens.return_path(sari, "bounces@news.example")


@pytest.mark.parametrize(
    ("state", "action", "standing", "noted"),
    [
        ("5.1.1", "failed", "stopped", True),
        ("5.1.10", "failed", "stopped", True),
        ("5.2.1", "failed", "stopped", True),
        ("5.2.2", "failed", "active", True),  # full
        ("5.7.1", "failed", "active", True),  # taken for spam: not the subscriber's doing
        ("4.4.7", "failed", "active", True),  # given up after days
        ("4.4.7", "delayed", "active", False),
        ("2.0.0", "delivered", "active", False),
    ],
)
def test_what_is_not_there_stops_and_the_rest_is_noted(
    sari, address, tmp_path, state, action, standing, noted
):
    read(tmp_path, to=address, state=state, action=action)
    sari.refresh_from_db()
    assert sari.standing == standing
    assert ("no such user" in sari.bounce) == noted


def test_an_address_that_we_did_not_make_stops_nobody(sari, address, tmp_path):
    forged = address.replace(address[45], "0" if address[45] != "0" else "1")
    for to in (forged, "sari@example.org", f"bounces+{sari.uid.hex}@news.example"):
        assert "no report" in read(tmp_path, to=to)
    sari.refresh_from_db()
    assert sari.standing == "active"


@pytest.mark.parametrize("mail", [b"", b"\xff\0", b"Content-Type: multipart/report\n\nx"])
def test_what_is_no_report_is_none(sari, address, tmp_path, mail):
    (tmp_path / "mail").write_bytes(mail)
    call_command("bounces", str(tmp_path / "mail"), to=address, stdout=io.StringIO())
    sari.refresh_from_db()
    assert sari.bounced_at is None


def test_a_file_that_is_not_there_is_said():
    with pytest.raises(CommandError, match="No such file"):
        call_command("bounces", "/nowhere/mail")


def test_the_address_fits_before_the_at(address, sari):
    longest = tokens.return_path(sari, "fourteen-chars@news.example")
    assert len(longest.partition("@")[0]) <= 64
    assert tokens.returned_from(address.upper()) == sari
