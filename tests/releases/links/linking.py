"""Links as the desk makes them, and people without an account who open them."""

import datetime
import time
from typing import Any

from django.contrib.auth.models import User
from django.test import Client

from numbering.clock import database_now
from releases.links import making
from releases.models import Edition, Link, Release

HOUR = datetime.timedelta(hours=1)
TOMORROW = datetime.timedelta(days=1)
SARI = "Sari Wulandari, Harian Uji"


def address(link: Link, token: str) -> str:
    return f"/en/{link.kind}/{token}/"


def previewed(release: Release, by: User, **terms: Any) -> str:
    """The address of a preview of a release as it is saved now."""
    return address(*making.preview(release.revisions.first(), by, **terms))


def embargoed(edition: Edition, by: User, recipient: str = SARI, **terms: Any) -> str:
    """The address under which a journalist reads an edition before its time."""
    return address(*making.embargo(edition, by, recipient, **terms))


def scheduled(release: Release, author: User, approver: User, **at: Any) -> Edition:
    """Submitted, and approved for a moment to come: tomorrow, unless told."""
    if release.state != "submitted":
        release.submit(author)
    moment = database_now() + (datetime.timedelta(**at) if at else TOMORROW)
    return release.approve(approver, release.revision, moment)


def wait_for(edition: Edition) -> None:
    """Until it is public."""
    while database_now() < edition.public_from:
        time.sleep(0.01)


def read(client: Client, asked: str) -> str:
    answer = client.get(asked)
    assert answer.status_code == 200
    return answer.content.decode()


def refuses(client: Client, asked: str) -> bool:
    return client.get(asked).status_code == 404
