"""People find a release by whatever they remember of it: words, number, writer, state."""

import pytest

from releases.models import Release
from tests.cast import issued, person, written
from tests.releases.files.attaching import attached, coloured


@pytest.fixture
def rini(office):
    return person("rini.w", role="author", agency=office, first_name="Rini", last_name="Wulan Sari")


@pytest.fixture
def road(office, sequence, ani) -> Release:
    return written(
        office,
        ani,
        title="Jalan Élok dibuka",
        summary="Seratus persen tuntas, 100% dari rencana",
        dateline="BANDAR UJI",
        body="<p>Jembatan <strong>panjang</strong> itu lurus: R&amp;D &lt;3.</p>",
    )


@pytest.fixture
def park(office, sequence, rini) -> Release:
    return written(office, rini, title="Taman dibuka", body="<p>Bunga jalan_setapak c:\\taman</p>")


def found(text: str) -> list[str]:
    return sorted(Release.objects.searched(text).values_list("title", flat=True))


ROAD, PARK = "Jalan Élok dibuka", "Taman dibuka"


def test_it_works(road, park):
    assert found("jalan") == [ROAD, PARK]  # in a headline, in a body
    assert found("jalan tuntas bandar lurus") == [ROAD]


@pytest.mark.parametrize("text", ["jalan bunga lurus", "sungai", "jembatan taman", "dibuka sungai"])
def test_every_word_has_to_be_met(road, park, text):
    assert found(text) == []


@pytest.mark.parametrize("text", ['"seratus persen"', "“Seratus  persen” jalan", "«100%» tuntas"])
def test_a_phrase_stands_as_it_is(road, park, text):
    assert found(text) == [ROAD]


def test_the_words_of_a_phrase_in_another_order_are_not_met(road):
    assert found('"persen seratus"') == []
    assert found("persen seratus") == [ROAD]


@pytest.mark.parametrize("text", ["élok", "ÉLOK", "Élok", "e\N{COMBINING ACUTE ACCENT}lok"])
def test_case_does_not_matter_in_other_letters_either(road, park, text):
    assert found(text) == [ROAD]


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("100%", [ROAD]),
        ("%", [ROAD]),
        ("j%n", []),
        ("jalan_setapak", [PARK]),
        ("j_lan", []),
        ("c:\\taman", [PARK]),
        ("r&d", [ROAD]),
        ("<3", [ROAD]),
    ],
)
def test_a_sign_means_itself(road, park, text, titles):
    assert found(text) == titles


# --- Numbers ---


@pytest.mark.parametrize(
    "text",
    ["1158", "1158/sp-hms/III/2020", "Nomor: 1158 SP HMS 03", "taman 1158", '"1158/SP" baca'],
)
def test_a_number_is_found_in_any_spelling(published, road, text):
    assert found(text) == [published.title]


@pytest.mark.parametrize(
    "text", ["41/UJI/03", "041 uji iii 2020", "uji-3-2020", "41", "taman 41/uji"]
)
def test_a_number_of_the_old_books_is_found_before_and_after_approval(
    office, sequence, ani, budi, road, text
):
    paper = written(office, ani, paper_numbers="41/UJI/03/2020")
    assert found(text) == [paper.title]
    paper.submit(ani)
    paper.approve(budi, paper.revision)
    assert found(text) == [paper.title]


@pytest.mark.parametrize("text", ["42/UJI/03", "41/UJI/04", "1159", "taman 1159"])
def test_another_number_is_not(published, office, ani, text):
    written(office, ani, paper_numbers="41/UJI/03/2020")
    assert found(text) == []


def test_a_number_that_is_reserved_finds_the_release_it_is_for(office, ani, reserve):
    release = written(office, ani, reservation=reserve())
    assert found("1158 sp") == [release.title]


# --- Who wrote ---


@pytest.mark.parametrize(
    "text", ["rini", "RINI.W", "sari", "rini wulan", '"Wulan Sari"', "rini taman"]
)
def test_a_release_is_found_by_who_wrote_it(road, park, text):
    assert found(text) == [PARK]


@pytest.mark.parametrize("text", ["rini jalan_raya", "ulan", "iniw"])
def test_a_name_is_not_met_in_its_middle(road, park, text):
    assert found(text) == []


def test_a_release_is_found_by_who_submitted_or_saved_it(road, park, rini, ani):
    road.submit(rini)
    park.title = "Taman dibuka lagi"
    park.record(ani)
    assert found("rini") == [ROAD, "Taman dibuka lagi"]
    assert found("ani lagi") == ["Taman dibuka lagi"]


def test_who_approved_it_did_not_write_it(published):
    assert found("budi") == []
    assert found("ani") == [published.title]


# --- States ---


@pytest.mark.parametrize("text", ["submitted", "Diajukan", "DIAJUKAN jalan"])
def test_a_state_is_found_by_its_name_in_either_language(road, park, ani, text):
    road.submit(ani)
    assert found(text) == [ROAD]


@pytest.mark.parametrize("text", ["sent back", "sent_back", '"sent back" jalan', "dikembalikan"])
def test_a_state_of_two_words(road, park, ani, budi, text):
    road.submit(ani)
    road.send_back(budi, "Terlalu panjang.")
    assert found(text) == [ROAD]


@pytest.mark.parametrize("text", ["public", "terbit"])
def test_what_is_public(published, road, budi, text):
    assert found(text) == [published.title]
    published.withdraw(budi, "Keliru.")
    assert found(text) == []


# --- Whatever is typed ---


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", '"', '""', "“", "\0", "'", "\\", "--", "';", "(", "[", "\ud800", "\u202e"),
        *("a" * 10_000, "%" * 10_000, '"' * 10_000, "é" * 10_000, "9 " * 5_000, "\0" * 10_000),
        *("\N{COMBINING ACUTE ACCENT}" * 10_000, "x y " * 5_000, "1158/" * 3_000, "１" * 500),
    ],
    ids=lambda text: ascii(text[:5]) + str(len(text)),
)
def test_odd_things_find_nothing_and_break_nothing(draft, text):
    assert len(found(text)) == 0


def test_what_lies_beyond_the_limit_is_not_read(road):
    assert found("jalan " * 50 + "sungai") == [ROAD]


def test_nothing_is_found_twice(road, ani, office):
    attached(road, ani, coloured("red"), "a.png")
    for title in ("Jalan satu", "Jalan dua"):
        road.title = title
        road.record(ani)
    assert found("ani jalan") == ["Jalan dua"]


def test_a_search_asks_as_often_for_many(office, sequence, ani, budi, django_assert_num_queries):
    for place in range(3):
        issued(office, ani, budi, title=f"Jalan {place}")
        written(office, ani, title=f"Jalan lama {place}", paper_numbers=f"{place}/UJI/2019")
    with django_assert_num_queries(2):  # one for numbers of the old books, not yet registered
        assert len(found("jalan 115")) == 0
    with django_assert_num_queries(1):
        assert len(found("jalan")) == 6
