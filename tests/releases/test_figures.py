"""Pictures and films stand in the text where it says so, and what has no place behind it."""

import pytest

from releases.body import from_typed, with_dateline
from releases.figures import numbers_in, placed
from releases.files.attached import Attached
from releases.sheet import Sheet

pytestmark = pytest.mark.usefixtures("english")

HOSTILE = '"><script>alert(1)'  # a name has no slash


def a_file(number: int, kind: str = "picture", **said: object) -> Attached:
    plain = {
        "sha256": str(number) * 64,
        "kind": kind,
        "media_type": "image/png",
        "size": 1000,
        "width": 2000 if kind == "picture" else None,
        "height": 1500 if kind == "picture" else None,
        "name": "foto.png",
        "caption": "",
        "credit": "",
        "alt": f"Foto {number}.",
        "decorative": False,
        "focus_x": 50,
        "focus_y": 50,
    }
    return Attached(number=number, **(plain | said))


def a_sheet(body: str, *files: Attached, dateline: str = "KOTA UJI") -> Sheet:
    class Written(Sheet):
        attached = files

    sheet = Written()
    sheet.body, sheet.dateline = from_typed(body), dateline
    return sheet


def order(html: str, *parts: str) -> bool:
    places = [html.find(part) for part in parts]
    return -1 not in places and places == sorted(places)


def test_it_works():
    html = placed("<p>Satu.</p><p>[foto 2]</p><p>Dua.</p>", [a_file(1), a_file(2)])
    assert order(html, "<p>Satu.</p><figure>", 'alt="Foto 2."', "</figure><p>Dua.</p>")
    assert "[foto" not in html
    assert "Foto 1." not in html


def test_a_picture_comes_in_its_widths_and_formats():
    html = placed("<p>[foto 1]</p>", [a_file(1)])
    base = "/renditions/" + "1" * 64
    for suffix in ("webp", "jpg"):
        widths = ", ".join(f"{base}/{width}.{suffix} {width}w" for width in (480, 960, 1600))
        assert f'srcset="{widths}"' in html
    assert f'src="{base}/960.jpg"' in html
    assert 'width="2000" height="1500"' in html


@pytest.mark.parametrize(
    "mark",
    [
        *("[foto 1]", "[Foto 1]", "[FOTO 1]", "[ foto  1 ]", "[gambar 1]", "[video 1]"),
        *("[photo 1]", "[picture 1]", "[figure 1]", "[foto 01]", "[foto\n1]"),
    ],
)
def test_its_place_is_said_in_many_ways(mark):
    assert "<figure>" in placed(f"<p> {mark} </p>", [a_file(1)])


@pytest.mark.parametrize(
    "body",
    [
        "<p>Lihat [foto 1].</p>",
        "<p>[foto 1] dan [foto 1]</p>",
        "<p><b>[foto 1]</b></p>",
        "<h2>[foto 1]</h2>",
        "<p>[foto]</p>",
        "<p>[foto -1]</p>",
        "<p>[foto 1.5]</p>",
        "<p>[foto 1000]</p>",
        "<p>[berkas 1]</p>",
    ],
)
def test_what_is_no_place_stays_text(body):
    assert placed(body, [a_file(1)]) == body
    assert numbers_in(body) == []


@pytest.mark.parametrize(
    "files",
    [[], [a_file(2)], [a_file(1, "document")]],
    ids=["no file", "another number", "a document"],
)
def test_a_place_without_its_picture_is_left_out(files):
    assert placed("<p>Satu.</p><p>[foto 1]</p>", files) == "<p>Satu.</p>"


def test_a_second_place_of_the_same_picture_is_left_out():
    html = placed("<p>[foto 1]</p><p>Satu.</p><p>[foto 1]</p>", [a_file(1)])
    assert html.count("<figure>") == 1
    assert html.endswith("<p>Satu.</p>")


def test_a_film_has_controls_and_no_alternative_text():
    html = placed("<p>[video 1]</p>", [a_file(1, "video", name="acara.mp4")])
    assert f'src="/files/{"1" * 64}/acara.mp4"' in html
    assert "controls" in html
    assert "alt=" not in html


def test_what_only_decorates_has_an_empty_alternative_text():
    assert 'alt=""' in placed("<p>[foto 1]</p>", [a_file(1, decorative=True)])


@pytest.mark.parametrize("said", ["caption", "credit", "alt", "name"])
@pytest.mark.parametrize("kind", ["picture", "video"])
def test_words_of_a_file_stay_words(said, kind):
    html = placed("<p>[foto 1]</p>", [a_file(1, kind, **{said: HOSTILE})])
    assert "<script" not in html
    assert '">alert' not in html


def test_words_that_look_like_a_place_are_no_place():
    files = [a_file(1, caption="<p>[foto 2]</p>"), a_file(2)]
    assert placed("<p>[foto 1]</p>", files).count("<figure>") == 1


# --- On a sheet ---


def test_the_dateline_stands_before_the_first_words_even_behind_a_picture():
    sheet = a_sheet("[foto 1]\n\n[foto 2]\n\nTaman dibuka.", a_file(1), a_file(2))
    assert order(sheet.html, "Foto 1.", "Foto 2.", 'class="dateline">KOTA UJI', "Taman dibuka.")
    assert "[foto" not in sheet.html


@pytest.mark.parametrize("after", ["<hr>", "<h2>Jadwal</h2>", "<ul><li>Satu</li></ul>"])
def test_a_picture_without_a_paragraph_behind_it_leaves_the_dateline_its_own(after):
    sheet = a_sheet(f"<p>[foto 1]</p>{after}<p>[foto 2]</p>", a_file(1), a_file(2))
    assert order(sheet.html, "KOTA UJI", "Foto 1.", after, "Foto 2.")


def test_a_place_may_stand_in_a_quote():
    sheet = a_sheet("<blockquote><p>Indah.</p><p>[foto 1]</p></blockquote>", a_file(1))
    assert order(sheet.html, "<blockquote>", "Indah.", "<figure>", "</blockquote>")


def test_no_picture_is_lost_or_shown_twice():
    files = [a_file(1), a_file(2, "document", name="a.pdf"), a_file(3, "video"), a_file(4)]
    sheet = a_sheet("Satu.\n\n[foto 4]\n\nDua.", *files)
    assert sheet.html.count("<figure>") == 1
    assert [one.number for one in sheet.unplaced] == [1, 3]
    assert [one.number for one in sheet.documents] == [2]
    assert sheet.lead_picture == files[0]


@pytest.mark.parametrize("typed", ["Lihat [foto 1].", "<h2>[foto 1]</h2>", "<p>[foto&nbsp;1]</p>"])
@pytest.mark.parametrize("dateline", ["", "KOTA UJI"])
def test_each_picture_stands_in_the_text_or_behind_it(typed, dateline):
    sheet = a_sheet(typed, a_file(1), dateline=dateline)
    assert sheet.html.count("<figure>") + len(sheet.unplaced) == 1


def test_a_sheet_without_files_is_its_text():
    sheet = a_sheet("Satu.\n\nDua.")
    assert sheet.html == with_dateline(sheet.body, sheet.dateline)
    assert (sheet.lead_picture, sheet.unplaced, sheet.documents) == (None, [], [])
