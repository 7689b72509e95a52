"""Links as the desk makes them, and people without an account who open them."""

import datetime
from typing import Any

import pytest
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


def scheduled(release: Release, author: User, approver: User) -> Edition:
    """Submitted, and approved for tomorrow."""
    if release.state != "submitted":
        release.submit(author)
    return release.approve(approver, release.revision, database_now() + TOMORROW)


def embargoed_before(edition: Edition, by: User, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of a link that was made an hour before its edition became public."""
    with monkeypatch.context() as earlier:
        earlier.setattr(making, "database_now", lambda: edition.public_from - HOUR)
        return embargoed(edition, by)


def read(client: Client, asked: str) -> str:
    answer = client.get(asked)
    assert answer.status_code == 200
    return answer.content.decode()


def refuses(client: Client, asked: str) -> bool:
    return client.get(asked).status_code == 404
