"""The demo newsroom loads into an empty database, and into no other."""

import re
import stat
from io import BytesIO, StringIO

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from openpyxl import load_workbook
from PIL import Image

from newsroom.demo.files import SCENES, made
from releases.checks.examining import examine
from releases.checks.rule import Level
from releases.models import Asset, Edition, Override, Release, ReleaseTemplate
from tests.newsroom.examining import examined

FILES = re.compile(r"/(?:files|renditions)/[0-9a-f]{64}/[^\"\s,]+")


@pytest.fixture
def place(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "media"
    # Five people get a password at every loading, and the real hasher is slow on purpose.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return tmp_path


@pytest.fixture
def demo(db, place):
    call_command("demo", stdout=StringIO())
    return place / "demo-logins.txt"


@pytest.fixture
def demo_in_pictures(db, place, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        call_command("demo", stdout=StringIO())


def test_it_works(demo, client):
    assert Edition.objects.published().exists()
    assert client.get("/").status_code == 200


def test_the_public_sees_every_picture_and_file(demo_in_pictures, client):
    assert not Asset.objects.exclude(preparing="ready").exists()
    shown = set()
    for edition in Edition.objects.published():
        if not edition.withdrawn:
            page = client.get(edition.get_absolute_url()).content.decode()
            found = set(FILES.findall(page))
            assert found, edition.path
            shown |= found
    for address in shown:
        answer = client.get(address)
        assert answer.status_code == 200
        assert answer.getvalue()
    assert {address.rpartition(".")[2] for address in shown} == {
        "jpg",
        "webp",
        "pdf",
        "xlsx",
        "png",
    }


def test_every_public_picture_has_a_text_or_only_decorates(demo):
    pictures = [
        one for edition in Edition.objects.published() for one in edition.attached if one.is_picture
    ]
    assert {one.name for one in pictures if not one.shown_alt} == {"kawung.jpg"}


def test_a_translation_has_pictures_of_its_own_in_the_text_and_below_it(demo):
    published = Edition.objects.published()
    original = published.get(release__title__startswith="Portal Data Terbuka")
    translation = published.get(release__translation_of=original.release)
    for edition, name in (
        (original, "portal-data-terbuka.jpg"),
        (translation, "open-data-portal.jpg"),
    ):
        assert [one.name for one in edition.unplaced] == [name]
        assert edition.html.count("<figure>") == 1
    assert original.attached[0].sha256 == translation.attached[0].sha256
    assert original.attached[1].sha256 != translation.attached[1].sha256


def test_the_doctor_finds_nothing_in_it(demo):
    assert examined() == {"ok": True, "findings": []}


def test_the_checks_pass_what_waits_and_find_faults_in_what_was_sent_back(demo):
    assert examine(Release.objects.get(state="submitted")) == []
    found = examine(Release.objects.get(state="sent_back"))
    assert {one.rule for one in found if one.level == Level.ERROR} == {"placeholder", "alt-text"}


def test_the_template_is_still_to_be_filled_in(demo, client):
    client.force_login(Release.objects.get(state="submitted").edited_by)
    page = client.get("/admin/releases/release/add/").content.decode()
    assert ReleaseTemplate.objects.get().dateline in page
    assert "[isi siapa melakukan apa" in page


def test_its_pictures_are_wide_and_light():
    pictures = [made(make, f"{make}.jpg") for make in SCENES]
    assert {Image.open(BytesIO(picture)).width for picture in pictures} == {1600}
    assert max(len(picture) for picture in pictures) < 400_000


def test_a_picture_is_drawn_alike_every_time():
    assert SCENES["harbour"]().jpeg() == SCENES["harbour"]().jpeg()


def test_its_workbook_lists_every_post():
    sheet = load_workbook(BytesIO(made("posts", "posko.xlsx"))).worksheets[0]
    assert [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)] == [
        f"{number:02}" for number in range(1, 19)
    ]


def test_its_logins_are_for_their_owner_only_and_work(demo):
    assert stat.S_IMODE(demo.stat().st_mode) == 0o600
    for line in demo.read_text().splitlines():
        username, password = line.split()
        assert authenticate(username=username, password=password)


def test_its_links_open_what_is_not_public_to_whoever_they_are_for(demo, client):
    file = demo.with_name("demo-links.txt")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    opened = []
    for line in file.read_text().splitlines():
        address, recipient = line.split(maxsplit=1)
        page = client.get(address)
        assert page.status_code == 200
        assert recipient in page.content.decode()
        opened.append(address.split("/")[1])
    assert sorted(opened) == ["embargo", "preview"]


def test_one_was_approved_without_a_second_person(demo):
    override = Override.objects.get()
    assert override.by.username == "budi"
    assert override.release.title.startswith("PESAN BERANTAI")
    assert override.note


def test_a_second_time_it_is_refused(demo):
    before = Release.objects.count(), demo.read_text()
    with pytest.raises(CommandError):
        call_command("demo")
    assert (Release.objects.count(), demo.read_text()) == before


def test_if_empty_does_nothing_where_there_are_releases_and_says_so(draft, place):
    out = StringIO()
    call_command("demo", "--if-empty", stdout=out)
    assert "not loaded" in out.getvalue()
    assert Release.objects.get() == draft
    assert not (place / "demo-logins.txt").exists()
