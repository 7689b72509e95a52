"""The doctor compares releases and sealed editions with the register."""

import datetime

import pytest
from django.db import connection
from django.utils import timezone

from releases.models import Edition, Release
from releases.voiding import void
from tests.newsroom.examining import broken, checks, examined, problems
from tests.releases.kin import translated

pytestmark = pytest.mark.usefixtures("english")


FIRST = "SELECT id FROM releases_edition WHERE position = 1"


def test_it_works(three):
    assert examined() == {"ok": True, "findings": []}


@pytest.fixture
def cancelled(submitted, budi) -> Release:
    """It took number 1158, and its publication was cancelled."""
    submitted.approve(budi, submitted.revision, timezone.now() + datetime.timedelta(days=1))
    submitted.cancel(budi, "Acara ditunda.")
    return submitted


def test_it_is_silent_on_a_release_that_was_voided_and_approved_anew(cancelled, ani, budi, dewi):
    assert examined()["ok"]
    void(cancelled.numbers.get(), "Acara batal.", dewi)
    assert examined()["ok"]
    cancelled.submit(ani)
    cancelled.approve(budi, cancelled.revision)
    assert examined() == {"ok": True, "findings": []}


@pytest.mark.parametrize(
    "change",
    [
        "title = 'Lain'",
        "body = '<p>Lain.</p>'",
        "date = '2020-03-29'",
        "letterhead_json = '{}'",
        "public_from = '2020-01-01 00:00:00'",
        "sha256 = '0'",
    ],
)
def test_a_changed_edition_is_found(three, change):
    first = three[0].editions.get()
    broken(f"UPDATE releases_edition SET {change} WHERE id = {first.pk}")
    assert checks() == {"chains"}
    assert "Edition 1 of" in problems()


def test_a_changed_number_on_a_sheet_is_found(three):
    broken("UPDATE releases_edition SET numbers_json = '[\"7/SP-HMS/03/2020\"]'")
    assert checks() == {"chains", "numbers"}
    assert "says 7/SP-HMS/03/2020, the register says 2/SP-HMS/03/2020" in problems()


@pytest.fixture
def second_edition(cancelled, ani, budi) -> Edition:
    """It was approved again."""
    cancelled.submit(ani)
    return cancelled.approve(budi, cancelled.revision)


def test_a_whole_chain_is_whole(second_edition):
    assert second_edition.position == 2
    assert examined()["ok"]


def test_a_missing_edition_is_found(second_edition):
    broken(f"DELETE FROM releases_searchentry WHERE edition_id IN ({FIRST})")
    broken(f"DELETE FROM releases_shelf WHERE edition_id IN ({FIRST})")
    broken(f"DELETE FROM releases_edition WHERE id IN ({FIRST})")
    assert checks() == {"chains"}
    assert "an edition before it is missing" in problems()


def test_an_edition_that_does_not_follow_the_one_before_is_found(second_edition):
    broken("UPDATE releases_edition SET previous_sha256 = '0' WHERE position = 2")
    assert "it does not follow the edition before it" in problems()


def test_two_editions_that_are_public_at_once_are_found(second_edition):
    if connection.vendor == "postgresql":  # there a constraint refuses it as well
        connection.check_constraints()  # none may be pending when a table is altered
        broken("ALTER TABLE releases_edition DROP CONSTRAINT one_edition_at_a_moment")
    broken("UPDATE releases_edition SET public_until = NULL WHERE position = 1")
    assert checks() == {"chains"}
    assert "public at the same moment" in problems()


def test_a_number_without_a_release_is_found(three):
    broken(f"DELETE FROM releases_releasenumber WHERE release_id = {three[1].pk}")
    assert checks() == {"numbers"}
    assert "2/SP-HMS/03/2020 is in use, but no release bears it" in problems()


def test_a_number_of_two_releases_is_found(three):
    number = three[1].numbers.get()
    broken(
        "INSERT INTO releases_releasenumber (release_id, number_id, position)"
        f" VALUES ({three[0].pk}, {number.pk}, 2)"
    )
    assert "2/SP-HMS/03/2020 is borne by 2 releases" in problems()


def test_a_public_number_that_is_void_is_found(three):
    broken(
        "UPDATE numbering_number SET state = 'void', void_reason = 'x', voided_at = taken_at,"
        " voided_by_id = taken_by_id WHERE serial = 2"
    )
    assert checks() == {"numbers"}
    assert "The sheet of “Siaran dua” says 2/SP-HMS/03/2020, the register says –" in problems()


def test_an_approved_release_without_an_edition_is_found(three):
    sealed = f"SELECT id FROM releases_edition WHERE release_id = {three[1].pk}"
    broken(f"DELETE FROM releases_searchentry WHERE edition_id IN ({sealed})")
    broken(f"DELETE FROM releases_shelf WHERE edition_id IN ({sealed})")
    broken(f"DELETE FROM releases_edition WHERE release_id = {three[1].pk}")
    assert checks() == {"editions"}
    assert "“Siaran dua” is approved, but nothing of it is sealed" in problems()


@pytest.mark.parametrize("state", ["draft", "sent_back", "submitted"])
def test_it_is_silent_on_a_public_release_that_is_being_corrected(three, state):
    Release.objects.filter(pk=three[1].pk).update(state=state)
    assert examined()["ok"]


def test_a_public_release_that_the_desk_calls_withdrawn_is_found(three):
    Release.objects.filter(pk=three[1].pk).update(state="withdrawn")
    assert checks() == {"editions"}
    assert "“Siaran dua” is withdrawn at the desk, but the public sees it otherwise" in problems()


def test_a_withdrawn_release_that_the_desk_calls_approved_is_found(three, budi):
    three[1].withdraw(budi, "Keliru.")
    assert examined()["ok"]
    Release.objects.filter(pk=three[1].pk).update(state="approved")
    assert checks() == {"editions"}


# --- Translations and redactions ---


@pytest.fixture
def translation(three, ani, budi) -> Release:
    """Of the second one, number 2; it bears the same number."""
    return translated(three[1], ani, budi)


@pytest.fixture
def redacted(three, boss) -> Edition:
    """Text was taken out of the first one, on a court's word."""
    edition = three[0].editions.get()
    three[0].redact(boss, edition, "PN Kota Uji 12/2020", "Nama seorang anak.")
    return edition


def test_it_is_silent_on_a_translation_that_bears_its_originals_number(translation):
    assert examined() == {"ok": True, "findings": []}


def test_a_number_of_two_originals_is_found_beside_a_translation(three, translation):
    number = three[1].numbers.get()
    broken(
        "INSERT INTO releases_releasenumber (release_id, number_id, position)"
        f" VALUES ({three[0].pk}, {number.pk}, 2)"
    )
    assert checks() == {"numbers"}
    assert "2/SP-HMS/03/2020 is borne by 2 releases" in problems()


def test_a_translation_with_a_number_of_its_own_is_found(three, translation):
    broken(
        f"UPDATE releases_releasenumber SET number_id = {three[2].numbers.get().pk}"
        f" WHERE release_id = {translation.pk}"
    )
    assert "numbers" in checks()


def test_a_changed_translation_is_found(translation):
    broken(f"UPDATE releases_edition SET body = 'x' WHERE release_id = {translation.pk}")
    assert checks() == {"chains"}


def test_it_is_silent_on_a_redacted_edition(redacted):
    assert examined() == {"ok": True, "findings": []}


@pytest.mark.parametrize("column", ["title", "summary", "dateline", "body", "note"])
def test_text_that_was_written_back_after_its_redaction_is_found(redacted, column):
    broken(f"UPDATE releases_edition SET {column} = 'Lain' WHERE id = {redacted.pk}")
    assert checks() == {"chains"}


def test_contacts_that_were_written_back_after_their_redaction_are_found(redacted):
    broken(
        'UPDATE releases_edition SET contacts_json = \'[{"name":"Rini"}]\''
        f" WHERE id = {redacted.pk}"
    )
    assert checks() == {"chains"}


def test_an_edition_whose_record_of_redaction_is_gone_is_found(redacted):
    broken("DELETE FROM releases_redaction")
    assert checks() == {"chains"}


def test_a_redaction_hides_no_missing_edition(redacted):
    broken(f"UPDATE releases_edition SET position = 2 WHERE id = {redacted.pk}")
    assert "an edition before it is missing" in problems()
