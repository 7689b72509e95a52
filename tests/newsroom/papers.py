"""What is written in a file that a browser is sent: canaries may sit in a PDF or an archive."""

from io import BytesIO
from zipfile import ZipFile

from pypdf import PdfReader
from pypdf.errors import PdfReadError


def text_in(media_type: str, content: bytes) -> str:
    """The text of a PDF, its metadata and attachments; of an archive, its names and files.

    Args:
        media_type: as the answer says it.
        content: the answer's body; empty for other kinds of file.
    """
    if not content:
        return ""
    if media_type == "application/pdf":
        return _in_pdf(content)
    if content.startswith(b"PK"):
        return _in_zip(content)
    return ""


def _in_pdf(content: bytes) -> str:
    try:
        reader = PdfReader(BytesIO(content))
    except PdfReadError:  # one that was sent in, and is no whole PDF
        return ""
    attached = [one for files in reader.attachments.values() for one in files]
    pages = (page.extract_text() for page in reader.pages)
    return "\n".join([*pages, str(reader.metadata), *map(_decoded, attached)])


def _in_zip(content: bytes) -> str:
    with ZipFile(BytesIO(content)) as archive:
        return "\n".join(f"{name}\n{_decoded(archive.read(name))}" for name in archive.namelist())


def _decoded(content: bytes) -> str:
    return content.decode(errors="surrogateescape")
