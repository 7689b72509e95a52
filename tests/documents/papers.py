"""What a browser is sent of a release, as a file that tools can read."""

from io import BytesIO
from pathlib import Path

from django.http import HttpResponse
from django.test import Client
from pypdf import PdfReader

from releases.models import Edition

ADDRESS = "/releases/2020/03/gubernur-resmikan-taman-baca/"


def taken(client: Client, address: str, folder: Path) -> Path:
    """A paper, saved."""
    response = client.get(address)
    assert response.status_code == 200, address
    path = folder / address.rpartition("/")[2]
    path.write_bytes(response.getvalue())
    return path


def read(response: HttpResponse) -> str:
    """The text of a PDF as one line."""
    pages = PdfReader(BytesIO(response.getvalue())).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def sheet_of(client: Client, edition: Edition) -> str:
    """The text of the public sheet of a current edition."""
    return read(client.get(f"{edition.get_absolute_url()}sheet.pdf"))
