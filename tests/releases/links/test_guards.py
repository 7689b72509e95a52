"""What the database refuses about links, past all of our code."""

import pytest

from numbering.clock import database_now
from releases.links import making
from releases.models import Link
from tests.cast import written
from tests.numbering.raw_sql import execute, refused
from tests.releases.links.linking import SARI, scheduled


@pytest.fixture
def link(draft, ani) -> Link:
    return making.preview(draft.revisions.first(), ani)[0]


def test_it_works(link, ani):
    making.revoke(link, ani)
    link.refresh_from_db()
    assert link.revoked_by == ani
    assert link.revoked_at <= database_now()


@pytest.mark.parametrize(
    "change", ["revoked_by_id = NULL, revoked_at = NULL", "revoked_at = made_at"]
)
def test_what_was_revoked_stays_revoked(link, ani, change):
    making.revoke(link, ani)
    refused("revoked once, and for good", f"UPDATE releases_link SET {change}")


def test_whoever_revokes_is_known(link):
    refused("whoever_revokes", "UPDATE releases_link SET revoked_at = made_at")


def test_an_opening_is_never_taken_back(link):
    link.openings.create(at=database_now())
    refused("never deleted", "DELETE FROM releases_opening")
    refused("only be emptied", "UPDATE releases_opening SET address = '1.2.3.4'")
    refused("is sealed", "UPDATE releases_opening SET at = '1999-01-01'")


def copied(link: Link, **changes: str) -> str:
    columns = [field.column for field in Link._meta.concrete_fields if not field.primary_key]
    values = {name: f'"{name}"' for name in columns} | {"token_sha256": "'other'"} | changes
    names = ", ".join(f'"{name}"' for name in values)
    return (
        f"INSERT INTO releases_link ({names}) SELECT {', '.join(values.values())}"
        f" FROM releases_link WHERE id = {link.pk}"
    )


def test_another_link_may_be_made(link):
    execute(copied(link))
    assert Link.objects.count() == 2


def test_a_text_of_another_release_is_refused(link, office, ani):
    other = written(office, ani, title="Lain")
    refused("of its own release", copied(link, release_id=str(other.pk)))


def test_an_edition_of_another_release_is_refused(submitted, ani, budi, office):
    link, _token = making.embargo(scheduled(submitted, ani, budi), budi, SARI)
    other = written(office, ani, title="Lain")
    refused("of its own release", copied(link, release_id=str(other.pk)))


def test_a_link_without_a_text_is_refused(link):
    refused("a_link_shows_one_thing", copied(link, revision_id="NULL"))


def test_an_embargo_link_for_nobody_is_refused(submitted, ani, budi):
    link, _token = making.embargo(scheduled(submitted, ani, budi), budi, SARI)
    refused("an_embargo_link_is_for_somebody", copied(link, recipient="''"))


def test_an_embargo_link_never_outlasts_its_edition(submitted, ani, budi):
    link, _token = making.embargo(scheduled(submitted, ani, budi), budi, SARI)
    later = "'2099-01-01 00:00:00'"
    refused("ends when its edition is public", copied(link, expires_at=later))


def test_a_link_that_is_never_valid_is_refused(link):
    refused("a_link_is_valid_for_a_while", copied(link, expires_at="made_at"))
