"""Pictures whose smaller versions failed are named, and can be tried again."""

import datetime

import pytest

from releases.admin.dashboard import failures
from releases.files import preparing
from releases.models import Asset, Attachment, Preparing
from tests.releases.dashboard.page import INDEX, opened, seen
from tests.releases.files.attaching import attached, coloured

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def failed(draft, ani) -> Attachment:
    asset = attached(draft, ani, coloured("red", 500), "foto.png")
    Asset.objects.filter(pk=asset.pk).update(preparing=Preparing.FAILED)
    return draft.attachments.get()


def address(attachment: Attachment) -> str:
    return f"/en/admin/releases/release/{attachment.release_id}/again/{attachment.pk}/"


def tried(client, user, attachment: Attachment):
    client.force_login(user)
    return client.post(address(attachment), follow=True)


def test_it_works(client, ani, failed):
    (failure,) = opened(client, ani)["failures"]
    assert (failure.line.number, failure.line.title) == ("foto.png", failed.release.title)
    assert failure.again == address(failed)
    page = tried(client, ani, failed)
    assert page.redirect_chain == [(f"{INDEX}#content-start", 302)]
    said = "“Gubernur resmikan taman baca”: the smaller versions of foto.png are made."
    assert said in page.content.decode()
    failed.asset.refresh_from_db()
    assert failed.asset.preparing == Preparing.READY
    assert failed.asset.renditions.count() == 4
    assert opened(client, ani)["failures"] == []


def test_what_fails_again_says_what_to_do_and_stays(client, ani, failed, monkeypatch):
    def fail(content):
        raise OSError("No space left on device")

    monkeypatch.setattr(preparing.pictures, "renditions", fail)
    page = tried(client, ani, failed).content.decode()
    assert "the smaller versions of foto.png failed again" in page
    assert len(opened(client, ani)["failures"]) == 1


def test_a_picture_that_waits_too_long_is_named_too(client, ani, failed, monkeypatch):
    Asset.objects.update(preparing=Preparing.WAITING)
    assert opened(client, ani)["failures"] == []
    monkeypatch.setattr(failures, "STUCK", datetime.timedelta(0))
    assert len(opened(client, ani)["failures"]) == 1


def test_who_may_not_write_sees_it_without_a_button(client, dewi, failed):
    page = seen(client, dewi)
    assert "foto.png" in page
    assert "Try again" not in page
    assert tried(client, dewi, failed).status_code == 403
    failed.asset.refresh_from_db()
    assert failed.asset.preparing == Preparing.FAILED


def test_another_agency_tries_nothing(client, citra, failed):
    assert opened(client, citra)["failures"] == []
    assert tried(client, citra, failed).status_code == 404


def test_a_picture_of_another_release_is_not_there(client, ani, failed, office):
    client.force_login(ani)
    elsewhere = address(failed).replace(f"/{failed.pk}/", f"/{failed.pk + 1}/")
    assert client.post(elsewhere).status_code == 404


def test_it_is_no_link(client, ani, failed):
    client.force_login(ani)
    assert client.get(address(failed)).status_code == 405


def test_of_a_discarded_draft_nothing_is_told(client, ani, failed):
    failed.release.discard(ani)
    assert opened(client, ani)["failures"] == []
