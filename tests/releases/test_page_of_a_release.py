"""What stands around the sheet: number and moment, citing, passing on, and what machines read."""

import datetime
import json
import re

import pytest

from releases.templatetags.sheets import reachable_tables, tel
from tests.cast import issued, written
from tests.releases.files.attaching import attached, coloured
from tests.releases.kin import translated

SHEET = "/releases/2020/03/gubernur-resmikan-taman-baca/"
WHOLE = f"http://testserver{SHEET}"
NUMBER = "1158/SP-HMS/03/2020"


@pytest.fixture
def read(client):
    return lambda address=SHEET: client.get(address).content.decode()


def data(page: str) -> dict:
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page)[1])


def meta(page: str) -> dict[str, str]:
    return dict(re.findall(r'<meta (?:name|property)="([\w:]+)" content="([^"]*)">', page))


def corrected(release, ani, budi, **fields):
    release.correct(ani)
    for name, value in fields.items():
        setattr(release, name, value)
    release.record(ani)
    release.submit(ani)
    release.approve(budi, release.revision, correction_note="Dua, bukan satu.")


# --- Number and moment ---


def test_it_says_the_number_and_the_moment_as_people_say_it(read, office, sequence, ani, budi):
    today = datetime.date.today()
    issued(office, ani, budi, title="Kabar baru", date=today)
    page = read(office.releases.get().public_edition().get_absolute_url())
    assert re.search(r'<time datetime="[^"]+\+0700">\w+, \d+ \w+ \d{4} pukul \d\d\.\d\d WIB<', page)


def test_of_an_old_release_the_hour_is_not_made_up(read, office, sequence, ani, budi):
    old = issued(office, ani, budi, title="Kabar lama", paper_numbers="1102/SP-HMS/03/2020")
    page = read(old.public_edition().get_absolute_url())
    plate = page.partition('class="sheet"')[0]
    assert '<time datetime="2020-03-28">Sabtu, 28 Maret 2020</time>' in plate
    assert "pukul" not in plate
    assert data(page)["datePublished"] == "2020-03-28"


def test_a_correction_is_told_at_the_top_with_its_moment_and_the_way_to_what_changed(
    read, published, ani, budi
):
    corrected(published, ani, budi)
    page = read().partition('class="sheet"')[0]
    assert "Dua, bukan satu." in page
    assert "WIB" in page
    assert f'href="{SHEET}editions/1/2/"' in page


def test_it_leads_to_its_translation_in_the_words_of_that_language(read, published, ani, budi):
    english = translated(published, ani, budi)
    address = f"/en/releases/{english.path}/"
    assert f'<a href="{address}" lang="en" hreflang="en">Read it in English</a>' in read()


# --- Citing, passing on, taking away ---


def test_it_is_cited_by_agency_headline_number_date_and_address(read, published):
    cited = re.search(r'<p class="citation".*?<span[^>]*>(.*?)</span>', read())[1]
    assert cited == (
        "Dinas Kabar. “Gubernur resmikan taman baca”. "
        f"Siaran pers nomor {NUMBER}, 28 Maret 2020. http://testserver/number/{NUMBER}"
    )


def test_it_is_passed_on_by_plain_links_that_tell_nobody(read, published):
    page = read()
    leading_out = re.findall(r'<a ([^>]*href="https://[^>]*)>', page)
    assert len(leading_out) == 3
    assert all('rel="noopener noreferrer"' in link for link in leading_out)
    assert "mailto:?subject=Gubernur%20resmikan" in page
    assert "http%3A%2F%2Ftestserver%2Freleases%2F2020" in page
    assert not re.search(r'(?:src|srcset)="(?:https?:)?//', page)


def test_every_picture_is_offered_in_its_sizes(read, draft, ani, budi):
    attached(draft, ani, coloured("green", 700), "taman.png", alt="Taman", credit="Dinas Kabar")
    draft.record(ani)
    draft.submit(ani)
    draft.approve(budi, draft.revision)
    photo = draft.public_edition().attached[0]
    page = read()
    for width in photo.widths:
        assert f'<a href="{photo.rendition(width, "jpg")}" download="taman-{width}.jpg"' in page
    assert f'<a href="{photo.url}" download="taman.png">' in page


@pytest.mark.parametrize(
    ("written", "dialled"),
    [
        ("(0791) 555-0104", "07915550104"),
        ("+62 (0)21 555.0104", "+62215550104"),
        ("(0791) 555-0104 ext. 12", "07915550104"),
        ("WA 0811/222", "0811222"),
        ("menyusul", ""),
    ],
)
def test_a_telephone_dials_what_is_written(written, dialled):
    assert tel(written) == dialled


# --- What machines read ---


def test_machines_read_what_people_read(read, published, ani, budi):
    corrected(published, ani, budi, summary="Ringkasan.")
    page = read()
    said = data(page)
    assert said["@type"] == "NewsArticle"
    assert said["identifier"] == [NUMBER]
    assert said["datePublished"] <= said["dateModified"]
    assert said["correction"] == "Dua, bukan satu."
    assert said["publisher"][0]["url"] == "http://testserver/agencies/diskabar/"
    assert meta(page)["og:url"] == said["url"] == WHOLE
    assert meta(page)["description"] == meta(page)["og:description"] == "Ringkasan."


def test_without_a_summary_they_read_how_the_text_begins(read, published):
    assert meta(read())["description"] == "Taman baca dibuka."


def test_no_headline_ends_the_data(read, office, sequence, ani, budi):
    title = "</script><script>alert(1)</script> & <!--"
    release = issued(office, ani, budi, title=title)
    page = read(release.public_edition().get_absolute_url())
    assert data(page)["headline"] == title
    assert "<script>alert" not in page


@pytest.mark.parametrize("tail", ["editions/1/", "editions/1/2/"])
def test_of_an_earlier_edition_they_read_nothing(read, published, ani, budi, tail):
    corrected(published, ani, budi)
    page = read(f"{SHEET}{tail}")
    assert "ld+json" not in page
    assert "og:" not in page


def test_of_a_withdrawn_release_they_read_nothing(client, published, budi):
    published.withdraw(budi, "Keliru.")
    page = client.get(SHEET).content.decode()
    assert "ld+json" not in page
    assert "og:" not in page


# --- Tables ---


def test_a_table_can_be_reached_and_says_what_it_is():
    html = "<table><caption>Jam &amp; hari</caption><tr><td>1</td></tr></table><table></table>"
    assert re.findall(
        r'<div class="table" role="region" tabindex="0" aria-label="(.*?)">',
        (shown := reachable_tables(html)),
    ) == ["Jam &amp; hari", "Tabel 2"]
    assert shown.count("<table>") == shown.count("</table></div>") == 2


def test_a_joint_release_is_marked_and_names_both(read, office, sequence, clinic, ani, boss):
    release = written(office, ani, title="Posko bersama")
    release.joint_with.set(clinic.sequences.all())
    release.record(ani)
    release.submit(ani)
    release.approve(boss, release.revision)
    page = read(release.public_edition().get_absolute_url())
    assert '<span class="mark">BERSAMA</span>' in page
    assert [one["name"] for one in data(page)["publisher"]] == ["Dinas Kabar", "Dinas Sehat"]
