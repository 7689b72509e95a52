"""Public pages and feeds go out compressed; what is anybody's own does not.

Whether something compresses well tells of what else stands on its page (BREACH, 2013). So
nothing is compressed for whoever brings a cookie or gets one, nor behind an address that holds a
secret; who brings none is told what everybody is told. Files are compressed already, and sent in
parts; static files have a compressed version of their own. The API's JSON is left to the server in
front: programs ask for what they can't unpack.
"""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

from agencies.discreet import KEPT

TEXTS = ("text/html", "application/xml", "application/feed+json")


class CompressPublic(GZipMiddleware):
    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponseBase:
        kind = response.headers.get("Content-Type", "").partition(";")[0]
        own = request.COOKIES or response.cookies or response.get("Cache-Control") == KEPT
        if response.streaming or kind not in TEXTS or own:
            return response
        return super().process_response(request, response)
