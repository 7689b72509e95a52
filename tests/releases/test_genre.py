"""Kinds of release: what stands above the number, what is sealed, what can be listed."""

import datetime
import uuid

import pytest
from django.urls import reverse

from agencies.models import Agency
from releases.models import Edition, Genre, Release
from releases.sealing import canonical_edition, fingerprint
from tests.cast import issued, written

ADD = "/en/admin/releases/release/add/"
HEADINGS = {
    "release": "PRESS RELEASE",
    "joint": "JOINT PRESS RELEASE",
    "statement": "PRESS STATEMENT",
    "advisory": "MEDIA ADVISORY",
    "clarification": "CLARIFICATION",
}

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def partner(clinic):
    """The other agency's sequence."""
    return clinic.sequences.get()


def typed(client, address: str, **changes) -> dict:
    """What a browser would send back of a form, but for what is changed in it."""
    form = client.get(address).context["adminform"].form
    fields = {field.html_name: field.value() for field in form if field.value() is not None}
    return fields | {"title": "Taman baca dibuka", "body": "Dibuka."} | changes


def sent(client, user, address: str = ADD, **changes):
    client.force_login(user)
    return client.post(address, typed(client, address, **changes))


def change_page(release) -> str:
    return reverse("admin:releases_release_change", args=[release.pk])


def errors(response) -> dict:
    return response.context["adminform"].form.errors


def test_it_works(client, office, sequence, ani, budi):
    sent(client, ani, genre="statement", language="en")
    release = Release.objects.get()
    release.submit(ani)
    edition = release.approve(budi, release.revision)
    assert edition.genre == "statement"
    sheet = client.get(edition.get_absolute_url()).content.decode()
    assert '<p class="sheet-kind">PRESS STATEMENT</p>' in sheet


# --- On the sheet ---


@pytest.mark.parametrize("genre", Genre)
def test_each_kind_has_its_heading(client, office, sequence, ani, budi, genre):
    release = issued(office, ani, budi, genre=genre, language="en")
    sheet = client.get(release.public_edition().get_absolute_url()).content.decode()
    assert f'<p class="sheet-kind">{HEADINGS[genre]}</p>' in sheet


def test_the_heading_is_in_the_releases_language(client, office, sequence, ani, budi):
    release = issued(office, ani, budi, genre="statement", language="en")
    sheet = client.get(f"/releases/{release.path}/").content.decode()
    assert '<html lang="id"' in sheet
    assert '<p class="sheet-kind">PRESS STATEMENT</p>' in sheet


# --- Under the seal ---


OLD_SEAL = "b706944d4ad992e14fadde0362a7a23258aca74036415b34002aadbcfee2f60c"


def sealed_of_old(**changes) -> Edition:
    """An edition as it was sealed before there were kinds."""
    fields = {
        "agency": Agency(slug="diskabar"),
        "uid": uuid.UUID("6b1f7f6e-8f57-4a53-9a3e-0c4f0f4a2d11"),
        "position": 1,
        "kind": "release",
        "path": "2020/03/taman-baca-dibuka",
        "language": "id",
        "date": datetime.date(2020, 3, 28),
        "title": "Taman baca dibuka",
        "dateline": "KOTA UJI",
        "body": "<p>Taman baca dibuka.</p>",
        "numbers_json": '["1158/SP-HMS/03/2020"]',
        "letterhead_json": '{"lines":["DINAS KABAR"]}',
        "contacts_json": "[]",
        "published_at": datetime.datetime(2020, 3, 28, 2, 0, tzinfo=datetime.UTC),
        "public_from": datetime.datetime(2020, 3, 28, 2, 0, tzinfo=datetime.UTC),
    }
    return Edition(**(fields | changes))


def test_what_was_sealed_before_there_were_kinds_has_the_same_seal():
    assert fingerprint(sealed_of_old()) == OLD_SEAL


@pytest.mark.parametrize("genre", list(Genre)[1:])
def test_any_other_kind_is_under_the_seal(genre):
    edition = sealed_of_old(genre=genre)
    assert f'"genre":"{genre}"' in canonical_edition(edition)
    assert fingerprint(edition) != OLD_SEAL


# --- Joint ones ---


def test_choosing_with_whom_makes_it_joint(client, office, sequence, partner, ani):
    assert sent(client, ani, joint_with=[partner.pk]).status_code == 302
    assert Release.objects.get().genre == "joint"


def test_a_joint_statement_stays_a_statement(client, office, sequence, partner, ani):
    sent(client, ani, joint_with=[partner.pk], genre="statement")
    assert Release.objects.get().genre == "statement"


def test_joint_with_nobody_is_refused(client, office, sequence, partner, ani):
    refused = errors(sent(client, ani, genre="joint"))
    assert refused == {"joint_with": ["Choose with whom, or another kind of release."]}


def test_what_is_wrong_with_whom_is_said_once(client, office, sequence, ani):
    refused = errors(sent(client, ani, genre="joint", joint_with=[sequence.pk]))
    assert refused == {
        "joint_with": ["Choose one sequence of each other agency, and none of its own."]
    }


def test_an_unknown_kind_is_refused(client, office, sequence, ani):
    assert errors(sent(client, ani, genre="poem")).keys() == {"genre"}


@pytest.fixture
def joint(office, sequence, partner, ani, boss) -> Release:
    release = written(office, ani, genre="joint")
    release.joint_with.set([partner])
    release.record(ani)
    release.submit(ani)
    release.approve(boss, release.revision)
    return release


def test_the_translation_of_a_joint_one_can_be_saved(client, joint, ani):
    translation = joint.translate(ani, "en")
    response = sent(client, ani, change_page(translation), title="Reading garden opened")
    assert response.status_code == 302
    translation.refresh_from_db()
    assert (translation.title, translation.genre) == ("Reading garden opened", "joint")


def test_the_correction_of_a_joint_one_can_be_saved(client, joint, ani):
    joint.correct(ani)
    assert sent(client, ani, change_page(joint), title="Dua taman").status_code == 302


def test_a_release_of_one_agency_is_not_corrected_into_a_joint_one(client, published, ani):
    published.correct(ani)
    refused = errors(sent(client, ani, change_page(published), genre="joint"))
    assert refused.keys() == {"genre"}


# --- In lists, and in other languages ---


@pytest.fixture
def one_of_each(office, sequence, joint, ani, budi):
    for genre in set(Genre) - {Genre.JOINT}:
        issued(office, ani, budi, genre=genre, title=f"Siaran {genre}")
    joint_of_old = written(office, ani, title="Siaran joint lama")
    joint_of_old.joint_with.set(joint.joint_with.all())
    joint_of_old.submit(ani)
    joint_of_old.approve(joint.revisions.first().by, joint_of_old.revision)


@pytest.mark.parametrize(
    ("genre", "titles"),
    [
        ("release", {"Siaran release"}),
        ("joint", {"Gubernur resmikan taman baca", "Siaran joint lama"}),
        ("statement", {"Siaran statement"}),
    ],
)
def test_a_list_is_narrowed_to_a_kind(client, one_of_each, genre, titles):
    page = client.get(f"/en/releases/?language=id&genre={genre}")
    assert {str(edition) for edition in page.context["object_list"]} == titles


@pytest.mark.parametrize("genre", ["poem", "%00", "x" * 3000, "%F0%9F%A6%86"])
def test_an_unknown_kind_in_a_lists_address_is_no_error(client, published, genre):
    assert client.get(f"/en/releases/?genre={genre}").status_code == 200


def test_a_translation_is_of_the_same_kind(office, sequence, ani, budi):
    original = issued(office, ani, budi, genre="clarification")
    assert original.translate(ani, "en").genre == "clarification"
