"""The pages on which what is sealed is corrected, kept, postponed, cancelled and withdrawn."""

import pytest
from django.utils import timezone

from releases.models import Edition
from tests.releases.editing import HOUR, in_hours, rewritten, seen

DESK = "/en/admin/releases/release/"
FIRST = "Gubernur resmikan taman baca"
SECOND = "Gubernur resmikan dua taman baca"
REASON = "Peresmian itu tidak pernah terjadi."


def page(release, move):
    return f"{DESK}{release.pk}/move/{move}/"


def looked(client, user, release, move):
    client.force_login(user)
    answer = client.get(page(release, move))
    assert answer.status_code == 200
    return answer


def sent(client, user, release, move, **data):
    client.force_login(user)
    answer = client.post(page(release, move), data)
    release.refresh_from_db()
    return answer


def buttons(client, user, release):
    client.force_login(user)
    steps = client.get(f"{DESK}{release.pk}/change/").context["steps"]
    return {step.move.name for step in steps}


def minute(moment):
    """As a person fills a moment in."""
    return timezone.localtime(moment).strftime("%Y-%m-%dT%H:%M")


@pytest.fixture
def correction(published, ani):
    """Public, and its correction is submitted."""
    return rewritten(published, ani, title=SECOND)


@pytest.fixture
def scheduled(submitted, budi):
    submitted.approve(budi, submitted.revision, in_hours(24))
    return submitted


@pytest.fixture
def correction_ahead(correction, budi):
    correction.approve(budi, correction.revision, in_hours(24), correction_note="Dua.")
    return correction


def test_it_works(client, published, ani, budi):
    assert sent(client, ani, published, "correct").status_code == 302
    assert published.state == "draft"
    rewritten(published, ani, title=SECOND)
    answer = sent(
        client,
        budi,
        published,
        "approve",
        revision=published.revision,
        correction_note="Dua, bukan satu.",
    )
    assert answer.status_code == 302
    edition = Edition.objects.published().get()
    assert (edition.title, edition.note) == (SECOND, "Dua, bukan satu.")


def test_who_may_withdraw_has_the_button_and_who_writes_has_another(
    client, published, ani, budi, dewi
):
    assert "correct" in buttons(client, ani, published)
    assert "withdraw" not in buttons(client, ani, published)
    assert {"correct", "withdraw"} <= buttons(client, budi, published)
    assert buttons(client, dewi, published) == set()


def test_in_a_correction_there_is_a_button_to_give_it_up(client, published, ani, budi):
    published.correct(ani)
    assert {"submit", "keep"} <= buttons(client, ani, published)
    assert not {"discard", "cancel", "correct"} & buttons(client, budi, published)
    assert "withdraw" in buttons(client, budi, published)


def test_a_first_draft_has_no_button_to_give_anything_up(client, draft, ani):
    assert "keep" not in buttons(client, ani, draft)


def test_a_withdrawn_release_has_no_button_that_changes_it(client, published, boss):
    published.withdraw(boss, REASON)
    assert buttons(client, boss, published) <= {"replace", "redact"}
    assert "can’t be done" in looked(client, boss, published, "withdraw").content.decode()


def test_a_correction_without_a_note_is_refused(client, correction, budi):
    answer = sent(client, budi, correction, "approve", revision=correction.revision)
    assert "Write down what was corrected." in answer.content.decode()
    assert seen(0) == [FIRST]


def test_a_first_approval_does_not_ask_what_was_corrected(client, submitted, budi):
    form = looked(client, budi, submitted, "approve").context["form"]
    assert "correction_note" not in form.fields


def test_a_correction_is_told_before_it_is_approved(client, correction, budi):
    answer = looked(client, budi, correction, "approve")
    now, afterwards = answer.context["seen"]
    assert FIRST in now
    assert "the new text, with your note" in afterwards
    page_text = answer.content.decode()
    assert page_text.index("The public sees now") < page_text.index("Afterwards")
    assert "correction_note" in answer.context["form"].fields


def test_giving_up_leaves_the_sealed_text(client, published, ani):
    published.correct(ani)
    published.title = SECOND
    published.record(ani)
    assert looked(client, ani, published, "keep").context["seen"][1] == "the same as now"
    assert sent(client, ani, published, "keep").status_code == 302
    assert (published.state, published.title) == ("approved", FIRST)


def test_postponing_tells_what_is_ahead_and_moves_it(client, scheduled, budi):
    answer = looked(client, budi, scheduled, "postpone")
    now, afterwards = answer.context["seen"]
    assert now.startswith("nothing; from ")
    assert FIRST in now
    assert "other moment" in afterwards
    to = in_hours(48)
    moved = sent(client, budi, scheduled, "postpone", publish_at=minute(to), note="Menunggu.")
    assert moved.status_code == 302
    edition = scheduled.editions.standing().get()
    assert to - HOUR / 60 <= edition.public_from <= to
    assert scheduled.revisions.first().note == "Menunggu."


@pytest.mark.parametrize("bad", ["", "kapan-kapan", "99999-01-01T00:00", "\x00"])
def test_postponing_to_no_moment_is_refused(client, scheduled, budi, bad):
    answer = sent(client, budi, scheduled, "postpone", publish_at=bad)
    assert "publish_at" in answer.context["form"].errors
    assert scheduled.editions.count() == 1


@pytest.mark.parametrize("past", ["2020-03-28T10:00", "1899-12-31T23:59", "0001-01-01T00:00"])
def test_postponing_into_the_past_is_refused(client, scheduled, budi, past):
    answer = sent(client, budi, scheduled, "postpone", publish_at=past)
    assert "The moment of publication has passed." in answer.content.decode()
    assert scheduled.editions.count() == 1


def test_cancelling_what_is_ahead_leaves_nothing(client, scheduled, budi):
    now, afterwards = looked(client, budi, scheduled, "cancel").context["seen"]
    assert FIRST in now
    assert afterwards == "nothing"
    assert sent(client, budi, scheduled, "cancel", note="Batal.").status_code == 302
    assert scheduled.state == "draft"


def test_cancelling_a_correction_leaves_what_is_public(client, correction_ahead, budi):
    now, afterwards = looked(client, budi, correction_ahead, "cancel").context["seen"]
    assert SECOND in now
    assert SECOND not in afterwards
    assert sent(client, budi, correction_ahead, "cancel", note="Batal.").status_code == 302
    assert seen(0, 48) == [FIRST, FIRST]


def test_cancelling_the_later_of_two_does_not_promise_that_nothing_is_published(
    client, scheduled, ani, budi
):
    rewritten(scheduled, ani, title=SECOND)
    scheduled.approve(budi, scheduled.revision, in_hours(48), correction_note="Dua.")
    answer = looked(client, budi, scheduled, "cancel")
    _now, afterwards = answer.context["seen"]
    assert sent(client, budi, scheduled, "cancel", note="Batal.").status_code == 302
    assert seen(25, 49) == [FIRST, FIRST]
    assert afterwards != "nothing"
    assert "It will not be published." not in answer.context["consequence"]


def test_withdrawing_tells_what_will_be_left_and_asks_why(client, published, budi):
    answer = looked(client, budi, published, "withdraw")
    now, afterwards = answer.context["seen"]
    assert FIRST in now
    assert "number, date and your reason" in afterwards
    refused = sent(client, budi, published, "withdraw", public_reason=" ", note="Perintah.")
    assert "Write down the reason" in refused.content.decode()
    made = sent(client, budi, published, "withdraw", public_reason=REASON, note="Perintah.")
    assert made.status_code == 302
    assert published.state == "withdrawn"
    assert Edition.objects.published().get().note == REASON


def test_what_is_scheduled_only_can_not_be_withdrawn(client, scheduled, budi):
    assert "can’t be done" in looked(client, budi, scheduled, "withdraw").content.decode()
    sent(client, budi, scheduled, "withdraw", public_reason=REASON)
    assert scheduled.state == "approved"


@pytest.mark.parametrize("move", ["correct", "keep", "postpone", "cancel", "withdraw"])
def test_a_registrar_and_another_agency_change_nothing(client, published, dewi, citra, move):
    data = {"note": "x", "public_reason": "x", "publish_at": minute(in_hours(24))}
    assert sent(client, dewi, published, move, **data).status_code == 200
    assert sent(client, citra, published, move, **data).status_code == 404
    assert published.state == "approved"
    assert seen(0, 48) == [FIRST, FIRST]
