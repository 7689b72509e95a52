"""From where people acted is forgotten in time, by setting; what they did is not."""

import datetime

import pytest
from django.utils import timezone

from agencies.models import Agency
from audit.chores import forget_old_addresses
from audit.models import CameFrom, Door, SignIn
from numbering.models import Number
from releases.links import making
from releases.models import Opening

HERE = "203.0.113.7"
REGISTER = "/en/admin/numbering/number/"


@pytest.fixture
def watched(client, taken, draft, ani, dewi) -> None:
    """Somebody signed in, voided a number, renamed an agency and opened a link, all from HERE."""
    SignIn.objects.create(what=Door.IN, at=timezone.now(), person=ani, name="ani", address=HERE)
    client.force_login(dewi)
    typed = {"reason": "Salah cetak."}
    client.post(f"{REGISTER}{taken.pk}/void/", typed, REMOTE_ADDR=HERE)
    record = Agency.history.model.objects.first()
    record.pk, record.history_address = None, HERE
    record.save(force_insert=True)
    link = making.preview(draft.revisions.first(), ani)[0]
    link.openings.create(at=timezone.now(), address=HERE, user_agent="Chromium")


def known() -> set[str]:
    """Every address that is kept somewhere."""
    return {
        *SignIn.objects.exclude(address=None).values_list("address", flat=True),
        *CameFrom.objects.exclude(address=None).values_list("address", flat=True),
        *Agency.history.exclude(history_address=None).values_list("history_address", flat=True),
        *Opening.objects.exclude(address="", user_agent="").values_list("address", flat=True),
    }


def after(days: float, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the chore have its turn some days from now."""
    then = timezone.now() + datetime.timedelta(days=days)
    monkeypatch.setattr("audit.chores.timezone.now", lambda: then)
    forget_old_addresses()


def test_it_works(watched, monkeypatch, settings):
    settings.ADDRESSES_KEPT_DAYS = 30
    kept = SignIn.objects.count(), Agency.history.count(), Opening.objects.count()
    after(31, monkeypatch)
    assert known() == set()
    assert (SignIn.objects.count(), Agency.history.count(), Opening.objects.count()) == kept
    assert Number.objects.get().void_reason == "Salah cetak."


def test_what_is_not_old_enough_is_kept(watched, monkeypatch, settings):
    settings.ADDRESSES_KEPT_DAYS = 30
    after(29, monkeypatch)
    assert known() == {HERE}


def test_an_office_may_keep_them_for_ever(watched, monkeypatch, settings):
    settings.ADDRESSES_KEPT_DAYS = 0
    after(10_000, monkeypatch)
    assert known() == {HERE}
