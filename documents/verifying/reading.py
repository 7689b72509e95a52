"""The visible text of what was sent in: a PDF, a Word document, or plain text in any encoding.

Nothing is kept. PDF and Word documents are read by a process of their own, which has only so much
memory and time (`reader.py`), and no more than a few at once.
"""

import json
import subprocess
import sys
import unicodedata
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE
from pathlib import Path
from threading import BoundedSemaphore

from django.utils.translation import gettext_lazy as _

READER = Path(__file__).with_name("reader.py")
WAIT = 15  # seconds
AT_ONCE = 2  # in one process of the server
MOST_LETTERS = 300_000

_free = BoundedSemaphore(AT_ONCE)

PROBLEMS = {
    "empty": _("The file is empty."),
    "kind": _("This is no PDF, Word document (DOCX) or plain text. Other files are not read."),
    "broken": _("The file can not be read: it is damaged, or not what it says it is."),
    "encrypted": _("The file is locked with a password. Save it without one, or type the number."),
    "heavy": _("The file is too heavy to be read here. Type the number instead."),
    "long": _("The text is longer than what is compared here. Type the number instead."),
    "no_text": _(
        "There is no text in this file, only pictures of it, so there is nothing to compare. "
        "Type the number that stands on it, and compare with your own eyes."
    ),
    "busy": _("Too many files are being read at the moment. Try again in a minute."),
}

BOMS = (
    (BOM_UTF32_LE, "utf-32"),
    (BOM_UTF32_BE, "utf-32"),
    (BOM_UTF8, "utf-8-sig"),
    (BOM_UTF16_LE, "utf-16"),
    (BOM_UTF16_BE, "utf-16"),
)


class Unreadable(ValueError):
    """There is nothing to compare. `code` is one of PROBLEMS; the text says what to do."""

    def __init__(self, code: str) -> None:
        super().__init__(str(PROBLEMS[code]))
        self.code = code


def text_of(content: bytes) -> str:
    """What a reader sees of a file.

    Args:
        content: of the file; what it is called is not asked.

    Returns:
        The text; a form feed between the pages of a PDF.

    Raises:
        Unreadable: it can not be read, or has no text.
    """
    if not content:
        raise Unreadable("empty")
    if b"%PDF-" in content[:1024]:
        text = _read_apart("pdf", content)
    elif content.startswith(b"PK\x03\x04"):
        text = _read_apart("docx", content)
    else:
        text = decoded(content)
    # Neither can be asked of a database, or be sent in an answer.
    text = text.replace("\0", "").encode(errors="replace").decode()
    if len(text) > MOST_LETTERS:
        raise Unreadable("long")
    if not any(letter.isalnum() for letter in text):
        raise Unreadable("no_text")
    return text


def decoded(content: bytes) -> str:
    """Plain text, in the encoding that it says or seems to have.

    Raises:
        Unreadable: it is no text.
    """
    for mark, encoding in BOMS:
        if content.startswith(mark):
            return _in(encoding, content)
    if (wide := _wide(content)) is not None:
        return wide
    try:
        text = content.decode()
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    controls = sum(unicodedata.category(letter) == "Cc" for letter in text[:10_000])
    lines = sum(text[:10_000].count(sign) for sign in "\n\r\t\f")
    unknown = text[:10_000].count("\N{REPLACEMENT CHARACTER}")
    if (controls - lines + unknown) * 50 > len(text[:10_000]):
        raise Unreadable("kind")
    return text


def _wide(content: bytes) -> str | None:
    """UTF-16 without its mark: every other byte of what people write in Latin letters is 0."""
    sample = content[:2000]
    half = len(sample) // 2
    for encoding, zeros in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        if half and len(content) % 2 == 0 and zeros.count(0) > half * 0.7:
            return _in(encoding, content)
    return None


def _in(encoding: str, content: bytes) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable("broken") from error


def _read_apart(kind: str, content: bytes) -> str:
    if not _free.acquire(timeout=WAIT):
        raise Unreadable("busy")
    try:
        run = subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-I", READER, kind],
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=WAIT,
            check=False,
        )
        said = json.loads(run.stdout)
    except (subprocess.TimeoutExpired, ValueError) as error:
        raise Unreadable("heavy") from error
    finally:
        _free.release()
    if problem := said.get("problem"):
        raise Unreadable(problem)
    return said["text"]
