"""Logos, as they stand on published sheets."""

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest


def logo(request: HttpRequest, name: str) -> FileResponse:
    """A logo by the hash of its bytes, which therefore may be kept for ever."""
    path = f"logos/{name}"
    if not default_storage.exists(path):
        raise Http404
    response = FileResponse(default_storage.open(path), content_type="image/png")
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response
