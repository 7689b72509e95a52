"""Bytes of an uploaded file → clean text.

The order of trials is our own rule: a byte order mark decides (Unicode Standard, section 23.8);
then UTF-16 where every second byte is NUL; then UTF-8, which arbitrary bytes hardly ever satisfy;
then Windows-1252, the habit of older Indonesian office machines.
"""

import codecs
import re
import unicodedata

from django.utils.translation import gettext as _

from ingest.refusing import Refused

MAX_SIZE = 2 * 1024 * 1024
"""The longest release read, in bytes of a file or characters of a text: our own rule."""

# The bytes with which common files that are not plain text begin.
_SIGNATURES = {
    b"%PDF": "PDF",
    b"PK\x03\x04": "DOCX, ODT, ZIP",
    b"\xd0\xcf\x11\xe0": "DOC",
    b"{\\rtf": "RTF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
}
_LINE_ENDS = re.compile(r"\r\n?|[\v\f\x85\u2028\u2029]")
# Category Cc without tab and newline; and the invisible formatting characters that would hide a
# word from the reader or turn the order of its letters: a release is read by eye, then believed.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
)
_MANGLED = re.compile("\ufffd|â€|Ã[\u0080-\u00bf]")


class NotText(Refused):
    """The file is not plain text; the message tells a person what to do."""


class TooLong(Refused):
    """The file or text is longer than MAX_SIZE; the message tells a person what to do."""


def decode(data: bytes) -> str:
    """Return the text of a plain text file, as `clean` leaves it.

    Arguments: `data`, the whole file.
    Raises NotText for a file that is not text, TooLong above MAX_SIZE bytes.
    """
    if len(data) > MAX_SIZE:
        raise TooLong(_too_long())
    for signature, kind in _SIGNATURES.items():
        if data.lstrip(b"\xef\xbb\xbf\r\n\t ").startswith(signature):
            raise NotText(
                _(
                    "This is not a plain text file (%(kind)s). Open it, copy the text and paste "
                    "it, or save it as plain text and try again."
                )
                % {"kind": kind}
            )
    for encoding in _encodings(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _is_binary(text):
            break
        return clean(text)
    raise NotText(
        _(
            "The characters of this file cannot be read. Save it as plain text with the encoding "
            "UTF-8, or paste the text instead."
        )
    )


def clean(text: str) -> str:
    r"""Return `text` in NFC with `\n` line ends and without invisible control characters.

    Tab and newline stay. Also used for pasted text, which no file has decoded.
    """
    text = _LINE_ENDS.sub("\n", text)
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", text))


def looks_mangled(text: str) -> bool:
    """Tell whether `text` shows the traces of a wrong decoding, such as “â€œ” for a quote."""
    return _MANGLED.search(text) is not None


def check_size(text: str) -> None:
    """Raise TooLong for a text of more than MAX_SIZE characters."""
    if len(text) > MAX_SIZE:
        raise TooLong(_too_long())


def _too_long() -> str:
    return _(
        "This is too long for a press release: at most %(megabytes)d MB can be read. Remove what "
        "does not belong to the release and try again."
    ) % {"megabytes": MAX_SIZE // (1024 * 1024)}


def _encodings(data: bytes) -> list[str]:
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return ["utf-32"]
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return ["utf-16"]
    if data.startswith(codecs.BOM_UTF8):
        return ["utf-8-sig"]
    sample = data[: 4096 - 4096 % 2]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > len(sample) * 0.3 and even < len(sample) * 0.05:
        return ["utf-16-le"]
    if even > len(sample) * 0.3 and odd < len(sample) * 0.05:
        return ["utf-16-be"]
    return ["utf-8", "cp1252"]


def _is_binary(text: str) -> bool:
    """Plain text may hold a stray control character, but not one in every twenty."""
    return len(_INVISIBLE.findall(text)) > max(8, len(text) // 20)
