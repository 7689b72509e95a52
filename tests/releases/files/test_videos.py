"""MP4: boxes that fill the file to its last byte, a film among them."""

import struct
from io import BytesIO

import pytest

from releases.files.intake import take_in
from tests.releases.files.makers import box, mp4
from tests.releases.files.refusals import refusal

pytestmark = pytest.mark.usefixtures("english")

START = box(b"ftyp", b"isom\0\0\2\0isommp41")


@pytest.mark.parametrize("brand", [b"isom", b"iso5", b"mp41", b"mp42", b"avc1", b"M4V "])
def test_it_works(brand):
    assert take_in(BytesIO(mp4(brand)), "acara.mp4").media_type == "video/mp4"


def test_a_known_brand_may_stand_among_the_compatible_ones():
    content = box(b"ftyp", b"XAVC\0\0\2\0XAVCmp42") + box(b"moov")
    assert take_in(BytesIO(content), "acara.mp4").size == len(content)


def test_an_unknown_brand_is_refused():
    assert "is damaged or not what" in refusal(mp4(b"wxyz"), "acara.mp4")


def test_a_box_of_64_bits_is_measured():
    content = START + box(b"moov") + struct.pack(">L4sQ", 1, b"mdat", 20) + bytes(4)
    assert take_in(BytesIO(content), "acara.mp4").size == len(content)


def test_the_last_box_may_go_to_the_end():
    content = START + box(b"moov") + struct.pack(">L4s", 0, b"mdat") + bytes(9)
    assert take_in(BytesIO(content), "acara.mp4").size == len(content)


@pytest.mark.parametrize(
    "content",
    [
        mp4()[:-1],
        mp4() + b"\0",
        START + box(b"mdat", bytes(20)),
        START + struct.pack(">L4s", 4, b"moov"),
        START + box(b"moov") + struct.pack(">L4sQ", 1, b"mdat", 8),
        START + box(b"moov") + struct.pack(">L4s", 1, b"mdat"),
    ],
)
def test_a_damaged_video_is_refused(content):
    assert "is damaged or was cut short" in refusal(content, "acara.mp4")
