"""The language of a page is told by its address alone."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils import translation


class LocaleFromAddressMiddleware(LocaleMiddleware):
    """Django's own, without `Vary: Accept-Language`.

    `/` is Indonesian and `/en/` is English whatever the browser asks for, so no answer
    varies by that header; saying that it does would split every cache in front of us.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponse | HttpResponseBase:
        response.headers.setdefault("Content-Language", translation.get_language())
        return response
