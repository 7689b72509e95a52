"""Earlier editions stay readable at addresses of their own, and what was changed between them."""

import pytest

from releases.models import Edition
from tests.cast import written
from tests.health import assert_healthy
from tests.releases.editing import corrected, in_hours, rewritten

ADDRESS = "/releases/2020/03/gubernur-resmikan-taman-baca/"
TITLES = ["Gubernur resmikan taman baca", "Gubernur resmikan dua taman baca", "Dua taman dibuka"]


@pytest.fixture
def thrice(published, ani, budi):
    """It has said three things, one after another."""
    for title in TITLES[1:]:
        corrected(published, ani, budi, title)
    return published


def test_it_works(client, thrice):
    current = client.get(ADDRESS)
    assert current.context["edition"].title == TITLES[2]
    addresses = [f"{ADDRESS}editions/{number}/" for number in (1, 2)]
    page = current.content.decode()
    assert page.index(addresses[1]) < page.index(addresses[0])
    for address, title in zip(addresses, TITLES, strict=False):
        answer = client.get(address)
        assert answer.status_code == 200
        assert answer.context["edition"].title == title
        assert f"<h1>{title}</h1>" in answer.content.decode()
    assert_healthy()


def test_a_release_that_was_never_corrected_names_no_editions(client, published):
    page = client.get(ADDRESS).content.decode()
    assert "editions/" not in page
    assert 'class="correction"' not in page


def test_the_current_one_has_one_address_only(client, thrice):
    answer = client.get(f"{ADDRESS}editions/3/")
    assert (answer.status_code, answer["Location"]) == (302, ADDRESS)
    english = client.get(f"/en{ADDRESS}editions/3/")
    assert (english.status_code, english["Location"]) == (302, f"/en{ADDRESS}")


@pytest.mark.parametrize("number", ["0", "4", "99", "9" * 40])
def test_a_number_that_no_edition_has_is_not_found(client, thrice, number):
    assert client.get(f"{ADDRESS}editions/{number}/").status_code == 404
    for both in (f"{number}/1", f"1/{number}"):
        assert client.get(f"{ADDRESS}editions/{both}/").status_code == 404


@pytest.mark.parametrize("tail", ["-1", "satu", "1/2/3", "1/dua"])
def test_what_is_no_number_is_not_found(client, thrice, tail):
    assert client.get(f"{ADDRESS}editions/{tail}/").status_code == 404


def test_an_address_without_a_release_has_no_editions(client, thrice):
    assert client.get("/releases/2020/03/lain/editions/1/").status_code == 404


def test_another_release_has_editions_of_its_own(client, thrice, office, ani, budi):
    other = written(office, ani, title="Jalan baru dibuka")
    other.submit(ani)
    other.approve(budi, other.revision)
    corrected(other, ani, budi, "Jalan lama dibuka")
    first = client.get("/releases/2020/03/jalan-baru-dibuka/editions/1/")
    assert first.context["edition"].title == "Jalan baru dibuka"
    assert client.get("/releases/2020/03/jalan-baru-dibuka/editions/3/").status_code == 404


def test_a_scheduled_one_is_not_found_and_not_named(client, published, ani, budi):
    rewritten(published, ani, title=TITLES[1])
    published.approve(budi, published.revision, in_hours(1), correction_note="Dua.")
    assert client.get(f"{ADDRESS}editions/2/").status_code == 404
    assert client.get(f"{ADDRESS}editions/1/2/").status_code == 404
    assert "editions/" not in client.get(ADDRESS).content.decode()


def test_they_are_numbered_as_the_public_saw_them(client, published, ani, budi):
    rewritten(published, ani, title="Tidak pernah terbit")
    published.approve(budi, published.revision, in_hours(1), correction_note="Dua.")
    published.cancel(budi, "Batal.")
    corrected(published, ani, budi, TITLES[1])
    assert Edition.objects.published().get().position == 3
    assert client.get(f"{ADDRESS}editions/2/").status_code == 302
    assert client.get(f"{ADDRESS}editions/3/").status_code == 404
    for address in (ADDRESS, f"{ADDRESS}editions/1/", f"{ADDRESS}editions/1/2/"):
        assert "Tidak pernah terbit" not in client.get(address).content.decode()


def test_a_first_publication_that_was_cancelled_is_not_counted(client, submitted, ani, budi):
    submitted.approve(budi, submitted.revision, in_hours(1))
    submitted.cancel(budi, "Batal.")
    submitted.submit(ani)
    submitted.approve(budi, submitted.revision)
    assert "editions/" not in client.get(ADDRESS).content.decode()
    corrected(submitted, ani, budi, TITLES[1])
    assert client.get(f"{ADDRESS}editions/1/").context["edition"].position == 2


@pytest.mark.parametrize("tail", ["1", "2", "1/2", "2/1", "1/3"])
def test_search_engines_are_asked_not_to_keep_it(client, thrice, tail):
    answer = client.get(f"{ADDRESS}editions/{tail}/")
    assert answer["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in answer.content.decode()


def test_the_current_text_may_be_kept(client, thrice):
    answer = client.get(ADDRESS)
    assert "X-Robots-Tag" not in answer
    assert "noindex" not in answer.content.decode()


@pytest.mark.parametrize("tail", ["", "editions/1/", "editions/2/"])
def test_every_edition_names_the_current_one_as_the_true_address(client, thrice, tail):
    page = client.get(ADDRESS + tail).content.decode()
    assert f'<link rel="canonical" href="http://testserver{ADDRESS}">' in page


def test_the_note_and_its_date_stand_above_the_text(client, thrice, english):
    page = client.get(f"/en{ADDRESS}").content.decode()
    note, text = page.index("Judulnya: Dua taman dibuka."), page.index('class="sheet"')
    assert page.index("Corrected on") < note < text
    assert "Judulnya: Gubernur" not in page


def test_an_earlier_one_says_so_and_until_when(client, thrice):
    page = client.get(f"/en{ADDRESS}editions/2/").content.decode()
    said = page.index("Edition 2 of 3, no longer current")
    assert said < page.index("Judulnya: Gubernur resmikan dua taman baca.")
    assert said < page.index('class="sheet"')
    assert "Public from" in page


def words(answer, mark: str) -> str:
    """All that a difference shows as added or as removed."""
    return " ".join(
        piece.text
        for part in answer.context["parts"]
        for paragraph in part["paragraphs"]
        for piece in paragraph
        if piece.kind == mark
    )


@pytest.mark.parametrize(
    ("first", "second", "removed", "added"),
    [
        (1, 2, "", "dua"),
        (2, 1, "dua", ""),
        (2, 3, "resmikan", "dibuka"),
        (3, 1, "dibuka", "resmikan"),
        (1, 3, "baca", "Dua"),
    ],
)
def test_any_two_are_compared_in_either_direction(client, thrice, first, second, removed, added):
    answer = client.get(f"{ADDRESS}editions/{first}/{second}/")
    assert answer.status_code == 200
    assert removed in words(answer, "removed")
    assert added in words(answer, "added")
    page = answer.content.decode()
    assert ("<del>" in page, "<ins>" in page) == (bool(removed), bool(added))


def test_one_compared_with_itself_shows_no_change(client, thrice):
    answer = client.get(f"{ADDRESS}editions/2/2/")
    assert answer.status_code == 200
    assert words(answer, "added") == words(answer, "removed") == ""


def test_a_letterhead_stays_with_the_edition_it_was_sealed_in(client, published, office, ani, budi):
    office.letterheads.update(address="Jalan Lain 9")
    corrected(published, ani, budi, TITLES[1])
    assert "Jalan Contoh 1" in client.get(f"{ADDRESS}editions/1/").content.decode()
    assert "Jalan Lain 9" in client.get(ADDRESS).content.decode()


def test_old_words_are_not_searched(client, thrice):
    def found(words):
        return client.get("/releases/", {"q": words, "sort": "newest"}).context["paginator"].count

    assert [found("Gubernur"), found("dibuka"), found("1158")] == [0, 1, 1]
