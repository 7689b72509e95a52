"""The kinds of paper that are made of an edition, each with its address's end."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from documents import card, photos, plain, sheet
from documents.marks import Mark
from releases.models import Edition


@dataclass(frozen=True)
class KindOfPaper:
    """How one kind is made and sent.

    `made` gives the file of an edition with its marks, which is named by the hash of what it says.
    """

    media_type: str
    made: Callable[[Edition, Sequence[Mark]], Path]
    as_attachment: bool = False


def _docx(edition: Edition, marks: Sequence[Mark]) -> Path:
    from documents.word import docx  # with python-docx, which nothing else needs

    return docx(edition, marks)


WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
KINDS = {
    "sheet.pdf": KindOfPaper("application/pdf", sheet.pdf),
    "sheet.docx": KindOfPaper(WORD, _docx, as_attachment=True),
    "sheet.txt": KindOfPaper("text/plain; charset=utf-8", plain.txt),
    "photos.zip": KindOfPaper("application/zip", photos.archive, as_attachment=True),
    "card.png": KindOfPaper("image/png", card.png),
}
