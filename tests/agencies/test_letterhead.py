"""The letterhead of a release is the one that is valid on its date."""

import datetime
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from agencies.logos import redraw
from agencies.models import Letterhead


def renewed(office, since):
    return Letterhead.objects.create(agency=office, lines="DINAS KABAR BARU", valid_from=since)


def picture(size=(20, 10), kind="PNG", **extra):
    file = BytesIO()
    Image.new("RGB", size, "navy").save(file, kind, **extra)
    return file


def test_it_works(office):
    new = renewed(office, "2021-01-01")
    assert office.letterhead_on(datetime.date(2021, 1, 1)) == new
    assert office.letterhead_on(datetime.date(2020, 12, 31)).city == "KOTA UJI"


def test_of_several_the_one_that_became_valid_last_counts(office):
    last = renewed(office, "2022-01-01")
    renewed(office, "2021-01-01")
    assert office.letterhead_on(datetime.date(2023, 6, 1)) == last


def test_before_the_first_there_is_none(office):
    office.letterheads.all().delete()
    renewed(office, "2021-01-01")
    assert office.letterhead_on(datetime.date(2020, 12, 31)) is None


def test_a_copy_holds_one_thing_a_line(office):
    copy = office.letterheads.get().copy()
    assert copy["lines"] == ["PEMERINTAH PROVINSI UJI", "DINAS KABAR"]
    assert copy["faxes"] == ["(000) 222", "(000) 333"]


def test_two_letterheads_from_one_day_are_refused(office):
    renewed(office, datetime.date(2021, 1, 1))
    with pytest.raises(ValidationError):
        Letterhead(agency=office, lines="X", valid_from=datetime.date(2021, 1, 1)).full_clean()


def test_two_letterheads_without_a_day_are_refused(office):
    with pytest.raises(ValidationError):
        Letterhead(agency=office, lines="X").full_clean()


def test_a_mended_letterhead_leaves_an_older_sheet_as_it_was(published, office):
    office.letterheads.update(city="KOTA LAIN")
    published.refresh_from_db()
    assert published.public_edition().letterhead["city"] == "KOTA UJI"


def test_a_logo_is_redrawn_as_a_png_named_by_its_bytes():
    drawn = redraw(picture(kind="JPEG"))
    assert drawn.read().startswith(b"\x89PNG")
    assert len(drawn.name) == 64 + len(".png")


def test_a_logo_leaves_behind_what_else_the_file_carried():
    exif = Image.Exif()
    exif[0x010E] = "koordinat rahasia"
    assert b"rahasia" not in redraw(picture(kind="JPEG", exif=exif)).read()


def test_a_large_logo_is_made_smaller():
    with Image.open(redraw(picture((1024, 600)))) as drawn:
        assert drawn.size == (512, 300)


def test_what_is_no_picture_is_refused():
    with pytest.raises(ValidationError):
        redraw(BytesIO(b"<svg onload=alert(1)>"))


def test_a_picture_cut_short_is_refused():
    whole = picture((200, 200)).getvalue()
    with pytest.raises(ValidationError):
        redraw(BytesIO(whole[: len(whole) // 2]))


def test_a_letterhead_refuses_a_logo_that_is_no_picture(office):
    letterhead = Letterhead(agency=office, lines="X", valid_from=datetime.date(2021, 1, 1))
    letterhead.logo = SimpleUploadedFile("logo.png", b"bukan gambar")
    with pytest.raises(ValidationError) as refused:
        letterhead.full_clean()
    assert "logo" in refused.value.message_dict
