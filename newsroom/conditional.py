"""Answers name their bytes by an ETag, also to whoever asks for the head alone."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.http import ConditionalGetMiddleware
from django.utils.cache import get_conditional_response, set_response_etag


class ConditionalGetAndHead(ConditionalGetMiddleware):
    """Django's does so for GET only. A HEAD says what a GET would (RFC 9110, section 9.3.2).

    Our views make the whole answer for both; its bytes are dropped when it is sent.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if request.method != "HEAD" or not isinstance(response, HttpResponse):
            return super().process_response(request, response)
        if not response.content or not self.needs_etag(response):
            return response
        if not response.has_header("ETag"):
            set_response_etag(response)
        etag = response["ETag"]
        return get_conditional_response(request, etag=etag, response=response) or response
