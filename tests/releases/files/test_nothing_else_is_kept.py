"""What a picture carried besides its pixels is gone from the bytes that are kept."""

from io import BytesIO

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from releases.files.intake import take_in
from tests.releases.files import makers

WORD = b"Kebun Uji Rahasia"
LATITUDE = (6.0, 10.0, 31.25)

# Every byte string that would tell of what was there.
TRACES = [WORD, b"Exif", b"eXIf", b"EXIF", b"GPS", b"ICC_PROFILE", b"iCCP", b"ICCP", b"colrprof"]
TRACES += [b"xmpmeta", b"tEXt", b"iTXt", b"zTXt", b"XMP ", b"Photoshop", b"8BIM", b"MPF\0"]


def kept(content: bytes, written: str) -> bytes:
    return take_in(BytesIO(content), f"foto.{makers.ENDINGS[written]}").content.read()


def assert_bare(content: bytes) -> None:
    assert not [trace for trace in TRACES if trace in content]
    with Image.open(BytesIO(content)) as picture:
        assert not dict(picture.getexif())
        assert not {"exif", "xmp", "icc_profile", "comment", "photoshop"} & picture.info.keys()


def exif_with_a_place() -> Image.Exif:
    exif = Image.Exif()
    exif[0x010F] = WORD.decode()  # the camera's maker
    place = exif.get_ifd(0x8825)
    place[1], place[2] = "S", LATITUDE
    place[3], place[4] = "E", (106.0, 49.0, 36.5)
    place[27] = WORD  # how the place was found
    return exif


@pytest.mark.parametrize("written", makers.ENDINGS)
def test_it_works(written):
    content = makers.encoded(makers.drawing(), written, exif=exif_with_a_place())
    with Image.open(BytesIO(content)) as sent:
        assert tuple(map(float, sent.getexif().get_ifd(0x8825)[2])) == LATITUDE
    assert content.count(WORD) == 2

    assert_bare(kept(content, written))


@pytest.mark.parametrize("written", ["JPEG", "WEBP", "AVIF"])
def test_xmp_is_left_out(written):
    xmp = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>" + WORD + b"</x:xmpmeta>"
    content = makers.encoded(makers.drawing(), written, xmp=xmp)
    assert WORD in content
    assert_bare(kept(content, written))


def test_texts_in_a_png_are_left_out():
    texts = PngInfo()
    texts.add_text("Author", WORD.decode())
    texts.add_itxt("XML:com.adobe.xmp", f"<x:xmpmeta>{WORD.decode()}</x:xmpmeta>")
    texts.add(b"prIv", WORD)
    content = makers.encoded(makers.drawing(), "PNG", pnginfo=texts)
    assert content.count(WORD) == 3
    assert_bare(kept(content, "PNG"))


def test_a_comment_and_iptc_in_a_jpeg_are_left_out():
    content = makers.encoded(makers.drawing(), comment=WORD)
    iptc = b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x16\x1c\x02\x78\0\x11" + WORD
    segment = b"\xff\xed" + (len(iptc) + 2).to_bytes(2, "big") + iptc
    content = content[:2] + segment + content[2:]
    assert content.count(WORD) == 2
    assert_bare(kept(content, "JPEG"))


def test_a_second_picture_in_a_jpeg_is_left_out():
    second = Image.new("RGB", (64, 48), "white")
    content = makers.encoded(makers.drawing(), "MPO", save_all=True, append_images=[second])
    assert content.count(b"\xff\xd8\xff") == 2
    after = kept(content, "JPEG")
    assert after.count(b"\xff\xd8\xff") == 1
    assert_bare(after)


@pytest.mark.parametrize("written", makers.ENDINGS)
@pytest.mark.parametrize(
    "tail",
    [makers.packed("a.html"), b"<script>alert(1)</script>", b"<?php phpinfo();", makers.pdf()],
    ids=["zip", "script", "php", "pdf"],
)
def test_what_was_appended_is_left_out(written, tail):
    content = makers.picture_file(written)
    assert kept(content + tail, written) == kept(content, written)
    assert tail not in kept(content + tail, written)
