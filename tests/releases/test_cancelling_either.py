"""Of several publications ahead, any one can be cancelled; what is left makes sense by itself."""

from datetime import timedelta

import pytest

from numbering.clock import database_now
from releases.errors import WrongState
from releases.models import Edition, Kind
from tests.cast import issued
from tests.health import assert_healthy

pytestmark = pytest.mark.usefixtures("english")

HOUR = timedelta(hours=1)
FIRST, SECOND, THIRD = "Satu taman dibuka", "Dua taman dibuka", "Tiga taman dibuka"
DESK = "/en/admin/releases/release/"


def approved(release, ani, budi, title, hours, note="") -> Edition:
    if release.state == "approved":
        release.correct(ani)
    release.title = title
    release.record(ani)
    release.submit(ani)
    moment = database_now() + hours * HOUR
    return release.approve(budi, release.revision, moment, correction_note=note)


def seen(hours) -> list[tuple[str, str, str]]:
    return [
        (edition.title, edition.kind, edition.note)
        for edition in Edition.objects.published(database_now() + hours * HOUR)
    ]


@pytest.fixture
def two(draft, ani, budi):
    """Nothing is public; one text is scheduled, and a correction of it."""
    first = approved(draft, ani, budi, FIRST, 1)
    second = approved(draft, ani, budi, SECOND, 2, "Dua, bukan satu.")
    return draft, first, second


@pytest.fixture
def three(published, ani, budi):
    """One text is public, and two corrections are scheduled."""
    second = approved(published, ani, budi, SECOND, 1, "Dua.")
    third = approved(published, ani, budi, THIRD, 2, "Tiga.")
    return published, second, third


def test_it_works(three, budi):
    release, second, _third = three
    release.cancel(budi, "Tidak jadi.", second)
    assert [title for title, *_ in seen(1.5)] == ["Gubernur resmikan taman baca"]
    assert seen(3) == [(THIRD, Kind.CORRECTION, "Tiga.")]
    assert release.state == "approved"
    assert_healthy()


def test_the_last_one_is_cancelled_unless_another_is_named(three, budi):
    release, *_ = three
    release.cancel(budi, "Tidak jadi.")
    assert seen(3) == [(SECOND, Kind.CORRECTION, "Dua.")]
    assert release.state == "draft"


def test_what_corrected_a_text_that_nobody_saw_corrects_nothing(two, budi):
    release, first, _second = two
    release.cancel(budi, "Tidak jadi.", first)
    assert seen(1.5) == []
    assert seen(3) == [(SECOND, Kind.RELEASE, "")]
    current = Edition.objects.published(database_now() + 3 * HOUR).get()
    assert current.published_at == current.public_from
    assert current.numbers == first.numbers
    assert current.path == first.path
    assert_healthy()


def test_one_whose_time_has_come_is_refused(three, budi):
    release, *_ = three
    with pytest.raises(WrongState):
        release.cancel(budi, "Tidak jadi.", release.public_edition())


def test_one_of_another_release_is_refused(three, office, ani, budi):
    release, *_ = three
    with pytest.raises(WrongState):
        release.cancel(budi, "Tidak jadi.", issued(office, ani, budi, title="Lain").editions.get())


def test_one_that_was_cancelled_already_is_refused(three, budi):
    release, second, _third = three
    release.cancel(budi, "Tidak jadi.", second)
    with pytest.raises(WrongState):
        release.cancel(budi, "Sekali lagi.", second)


def test_the_desk_asks_which(client, three, budi):
    release, second, _third = three
    client.force_login(budi)
    address = f"{DESK}{release.pk}/move/cancel/"
    assert "edition" in client.get(address).context["form"].fields
    assert client.post(address, {"note": "Batal.", "edition": second.pk}).status_code == 302
    assert seen(1.5)[0][0] == "Gubernur resmikan taman baca"
    assert "edition" not in client.get(address).context["form"].fields


def test_the_desk_refuses_what_it_did_not_offer(client, three, budi):
    release, *_ = three
    client.force_login(budi)
    typed = {"note": "Batal.", "edition": release.public_edition().pk}
    response = client.post(f"{DESK}{release.pk}/move/cancel/", typed)
    assert "edition" in response.context["form"].errors
    assert seen(3)[0][0] == THIRD
