"""The limit: a view that answers bytes from memory, behind Django's usual middleware."""

import json
from pathlib import Path

from django.http import HttpRequest, HttpResponse


class View:
    """Answers what was kept of each address.

    Args:
        folder: has `index.json`, which names to each address its file and its headers.
    """

    def __init__(self, folder: str) -> None:
        index = json.loads(Path(folder, "index.json").read_text())
        self.pages = {
            address: (Path(folder, file).read_bytes(), headers)
            for address, (file, headers) in index.items()
        }

    def __call__(self, request: HttpRequest) -> HttpResponse:
        body, headers = self.pages[request.get_full_path()]
        return HttpResponse(body, headers=headers)
