"""The page on which a move is confirmed, and the buttons that lead to it."""

import datetime

import pytest
from django.utils import timezone

from agencies.models import FourEyes
from releases.models import Edition
from tests.cast import written

DESK = "/en/admin/releases/release/"


def page(release, move):
    return f"{DESK}{release.pk}/move/{move}/"


def buttons(client, user, release):
    client.force_login(user)
    steps = client.get(f"{DESK}{release.pk}/change/").context["steps"]
    return {step.move.name for step in steps}


def sent(client, user, release, move, **data):
    client.force_login(user)
    return client.post(page(release, move), data)


def approved(client, user, release, **data):
    return sent(client, user, release, "approve", **({"revision": release.revision} | data))


def test_it_works(client, budi, submitted):
    assert approved(client, budi, submitted).status_code == 302
    submitted.refresh_from_db()
    assert submitted.number_texts() == ["1158/SP-HMS/03/2020"]
    assert Edition.objects.published().get().release == submitted


def test_after_approval_its_number_is_told(client, budi, submitted):
    client.force_login(budi)
    response = client.post(
        page(submitted, "approve"), {"revision": submitted.revision}, follow=True
    )
    assert "number 1158/SP-HMS/03/2020, is public" in response.content.decode()


def test_an_author_has_buttons_to_submit_and_discard(client, ani, draft):
    assert buttons(client, ani, draft) == {"submit", "discard"}


def test_an_author_has_no_button_to_approve(client, ani, submitted):
    assert buttons(client, ani, submitted) == set()


def test_an_approver_has_a_button_to_approve_and_sees_about_which_number(client, budi, submitted):
    assert buttons(client, budi, submitted) == {"approve", "send_back"}
    address = f"{DESK}{submitted.pk}/change/"
    assert "about 1158/SP-HMS/03/2020" in client.get(address).content.decode()
    move = client.get(page(submitted, "approve"))
    assert "about 1158/SP-HMS/03/2020" in move.content.decode()


def test_a_registrar_has_no_buttons(client, dewi, draft):
    assert buttons(client, dewi, draft) == set()


def test_what_is_public_has_no_button_to_cancel(client, budi, published):
    assert {"correct", "withdraw"} <= buttons(client, budi, published)
    assert not {"cancel", "postpone", "keep", "discard"} & buttons(client, budi, published)


def test_looking_at_a_move_does_not_make_it(client, budi, submitted):
    client.force_login(budi)
    assert client.get(page(submitted, "approve")).status_code == 200
    submitted.refresh_from_db()
    assert submitted.state == "submitted"


def test_a_time_to_come_schedules(client, budi, submitted):
    tomorrow = timezone.localtime() + datetime.timedelta(days=1)
    at = tomorrow.strftime("%Y-%m-%dT%H:%M")
    assert approved(client, budi, submitted, publish_at=at).status_code == 302
    edition = Edition.objects.get()
    assert timezone.localtime(edition.public_from).strftime("%Y-%m-%dT%H:%M") == at
    assert not Edition.objects.published().exists()


def test_a_schedule_can_be_cancelled_with_a_reason(client, budi, submitted):
    later = timezone.now() + datetime.timedelta(days=1)
    submitted.approve(budi, submitted.revision, later)
    assert {"cancel", "postpone", "correct"} <= buttons(client, budi, submitted)
    assert "withdraw" not in buttons(client, budi, submitted)
    assert sent(client, budi, submitted, "cancel", note="Acara batal.").status_code == 302
    submitted.refresh_from_db()
    assert submitted.state == "draft"


@pytest.mark.parametrize("past", ["2020-03-28T10:00", "1899-12-31T23:59"])
def test_a_time_that_has_passed_is_refused_and_stays_in_the_page(client, budi, submitted, past):
    response = approved(client, budi, submitted, publish_at=past)
    text = response.content.decode()
    assert "The moment of publication has passed." in text
    assert f'value="{past}"' in text
    assert submitted.numbers.count() == 0


@pytest.mark.parametrize("bad", ["kapan-kapan", "2020-02-31T10:00", "99999-01-01T00:00", "\x00"])
def test_a_time_that_is_none_is_refused(client, budi, submitted, bad):
    response = approved(client, budi, submitted, publish_at=bad)
    assert "publish_at" in response.context["form"].errors


def test_an_outdated_revision_is_refused(client, budi, ani, submitted):
    read = submitted.revision
    submitted.title = "Judul lain"
    submitted.record(ani)
    response = approved(client, budi, submitted, revision=read)
    assert "The text has been changed since you opened it." in response.content.decode()
    assert submitted.numbers.count() == 0


@pytest.mark.parametrize("revision", ["abc", "", "-1", "9" * 30])
def test_a_revision_that_is_none_is_refused(client, budi, submitted, revision):
    assert approved(client, budi, submitted, revision=revision).status_code == 200
    assert submitted.numbers.count() == 0


@pytest.fixture
def own(office, sequence, budi):
    """A release that Budi, an approver, wrote and submitted himself."""
    release = written(office, budi)
    release.submit(budi)
    return release


def ruled(release, rule):
    release.agency.four_eyes = rule
    release.agency.save()


def test_own_work_is_refused(client, budi, own):
    text = approved(client, budi, own, override_reason="Sendirian.").content.decode()
    assert "A second person approves it." in text
    assert own.numbers.count() == 0


def test_own_work_is_approved_with_a_reason_where_the_agency_asks_for_one(client, budi, own):
    ruled(own, FourEyes.REASON)
    assert approved(client, budi, own, override_reason="Sendirian.").status_code == 302


def test_own_work_is_refused_without_the_reason(client, budi, own):
    ruled(own, FourEyes.REASON)
    response = approved(client, budi, own)
    assert "Write down why" in response.content.decode()
    assert "override_reason" in response.context["form"].fields


def test_own_work_is_approved_where_the_rule_is_off(client, budi, own):
    ruled(own, FourEyes.OFF)
    assert approved(client, budi, own).status_code == 302


def test_nobody_is_asked_for_a_reason_for_the_work_of_another(client, budi, submitted):
    ruled(submitted, FourEyes.REASON)
    client.force_login(budi)
    form = client.get(page(submitted, "approve")).context["form"]
    assert "override_reason" not in form.fields


def test_everything_that_is_missing_is_told_at_once(client, budi, submitted, sequence, office):
    sequence.delete()
    office.letterheads.all().delete()
    text = approved(client, budi, submitted).content.decode()
    assert "has no letterhead" in text
    assert "It is not clear which sequence" in text


@pytest.mark.parametrize("move", ["submit", "approve", "cancel", "discard", "recover"])
def test_a_registrar_makes_no_move(client, dewi, submitted, move):
    data = {"revision": submitted.revision, "note": "x"}
    assert sent(client, dewi, submitted, move, **data).status_code == 200
    submitted.refresh_from_db()
    assert submitted.state == "submitted"


def test_an_author_does_not_approve(client, ani, submitted):
    assert "Your role" in approved(client, ani, submitted).content.decode()
    assert submitted.numbers.count() == 0


def test_approving_twice_takes_one_number(client, budi, submitted):
    approved(client, budi, submitted)
    assert approved(client, budi, submitted).status_code == 200
    assert submitted.numbers.count() == 1


def test_sending_back_without_a_note_is_refused(client, budi, submitted):
    text = sent(client, budi, submitted, "send_back", note=" ").content.decode()
    assert "Write down what is to be mended." in text


def test_a_note_for_sending_back_is_shown_to_the_author(client, budi, ani, submitted):
    sent(client, budi, submitted, "send_back", note="Perbaiki nama pejabat.")
    client.force_login(ani)
    text = client.get(f"{DESK}{submitted.pk}/change/").content.decode()
    assert "Perbaiki nama pejabat." in text


@pytest.mark.parametrize("address", ["{pk}/move/explode/", "999999/move/submit/"])
def test_an_unknown_move_or_release_is_not_found(client, ani, draft, address):
    client.force_login(ani)
    assert client.get(DESK + address.format(pk=draft.pk)).status_code == 404
    assert client.post(DESK + address.format(pk=draft.pk)).status_code == 404


def test_a_visitor_is_asked_to_sign_in(client, submitted):
    assert client.post(page(submitted, "approve"), {"revision": 2}).status_code == 302
    assert submitted.numbers.count() == 0
