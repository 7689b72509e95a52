"""A file that is sent in to be compared: held in memory, never written, and only so large."""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload, UploadFileException
from django.http import HttpRequest

MOST_BYTES = 10 * 1024 * 1024
# The file, the text beside it, and what the form itself needs.
MOST_OF_A_FORM = MOST_BYTES + 6 * 1024 * 1024


class TooLarge(UploadFileException):
    """It has more bytes than are read."""


class InMemory(FileUploadHandler):
    """Keeps one file in memory, and stops reading where it is too large."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.total = 0
        self.too_large = False

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.file = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.total += len(raw_data)
        if self.total > MOST_BYTES:
            self.too_large = True
            raise StopUpload(connection_reset=True)
        self.file.write(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        self.file.seek(0)
        return InMemoryUploadedFile(
            self.file, self.field_name, self.file_name or "", "", file_size, None
        )
