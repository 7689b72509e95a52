"""The whole description of the API: OpenAPI 3.1.1 (https://spec.openapis.org/oas/v3.1.1.html)."""

from typing import Any

from django.utils.translation import gettext as _

from api.description.paths import headers, paths, refusals
from api.description.schemas import schemas


def described(site: str) -> dict[str, Any]:
    """In the language of now.

    Args:
        site: where the newsroom is, such as "https://news.example".
    """
    return {
        "openapi": "3.1.1",
        "info": {
            "title": _("Official releases"),
            "version": "1",
            "summary": _("All that is public in this newsroom, to be read by programs."),
            "description": _(
                "Without a key, for everybody, from every web page (CORS). Nothing can be changed "
                "here. An answer may be kept for 30 seconds; after that ask with If-None-Match. "
                "Members may be added within version 1; none is taken away or changes its meaning."
            ),
        },
        "servers": [{"url": site}],
        "paths": paths(),
        "components": {"schemas": schemas(), "responses": refusals(), "headers": headers()},
    }
