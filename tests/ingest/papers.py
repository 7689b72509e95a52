"""Word, PDF and HTML files for tests, as small as each can be."""

import io
import zipfile

import docx
from PIL import Image
from pypdf import PdfReader, PdfWriter

from tests.ingest.test_command import PAPER

HEAD, _blank, TEXT = PAPER.partition("\n\n")


def photo() -> io.BytesIO:
    drawn = io.BytesIO()
    Image.radial_gradient("L").resize((400, 300)).save(drawn, "JPEG")
    drawn.seek(0)
    return drawn


def word(*, header: bool = True) -> "docx.document.Document":
    """The paper of the tests as Word, its letterhead in the page's header."""
    paper = docx.Document()
    for line in HEAD.splitlines():
        (paper.sections[0].header if header else paper).add_paragraph(line)
    for line in TEXT.splitlines():
        paper.add_paragraph(line)
    return paper


def saved(paper: "docx.document.Document") -> bytes:
    written = io.BytesIO()
    paper.save(written)
    return written.getvalue()


def packed(**parts: bytes) -> bytes:
    """A Word file with further or other parts; `__` in a name stands for a slash, `_` for a dot."""
    written = io.BytesIO(saved(word()))
    with zipfile.ZipFile(written, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return written.getvalue()


def pdf(*pages: str) -> bytes:
    """A PDF with a page for each text, its lines 16 points apart, in Helvetica."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    kids = []
    for text in pages:
        lines = (
            line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
            for line in text.replace("–", "-").splitlines()
        )
        shown = "".join(f"({line}) Tj T*\n" for line in lines)
        content = f"BT /F1 11 Tf 16 TL 60 780 Td\n{shown}ET"
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            f"/Contents {len(objects)} 0 R /Resources << /Font << /F1 << /Type /Font "
            "/Subtype /Type1 /BaseFont /Helvetica >> >> >> >>"
        )
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    written = "%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(written))
        written += f"{number} 0 obj\n{content}\nendobj\n"
    start = len(written)
    written += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n"
    written += "".join(f"{place:010} 00000 n \n" for place in places)
    written += f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
    return written.encode("latin-1")


def locked(data: bytes) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    writer.encrypt("rahasia", algorithm="RC4-128")
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()
