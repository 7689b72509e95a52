"""What every answer says to browsers of what may be done with it, files and errors among them.

Outermost of all: a static file and a wrong Host are answered further in, before most others are
asked. The policy of contents (CSP) and HTTPS are said by the two that stand next to it.
"""

import re
from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

# None of these is used. What the desk uses, keys among them, is left as browsers have it.
UNUSED = (
    *("accelerometer", "camera", "display-capture", "geolocation", "gyroscope"),
    *("hid", "idle-detection", "magnetometer", "microphone", "midi", "payment", "serial", "usb"),
)
HEADERS = {
    "Permissions-Policy": ", ".join(f"{one}=()" for one in UNUSED),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    # Where nothing is said, a cache may guess for how long something stands.
    "Cache-Control": "no-cache",
}
# Newspapers put these on pages of their own, as others do with the card of a shared link.
MEDIA = re.compile("/(files|renditions|logos)/|.*/card\\.png$")


class SaidOfEveryAnswer:
    """Adds what is missing; what a view has said more strictly stays."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        for name, text in HEADERS.items():
            response.headers.setdefault(name, text)
        public = response.get("Cache-Control", "").startswith("public")
        shared = public and MEDIA.match(request.path)
        response["Cross-Origin-Resource-Policy"] = "cross-origin" if shared else "same-origin"
        return response
