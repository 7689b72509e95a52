"""A resource of the API: how it is asked for and answered. What it says, subclasses know."""

import hashlib
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.csrf import csrf_exempt

from agencies.limits import Limit
from api import parameters, problems
from api.encoding import as_json
from api.parameters import Parameter

POLICY = "api"  # as it is called in the RateLimit headers
# A withdrawal reaches who asks again within a minute, and caches in between as well.
KEPT = "public, max-age=30, must-revalidate"
ALLOWED = "GET, HEAD, OPTIONS"


@method_decorator(csrf_exempt, name="dispatch")  # nothing is ever changed here
class Resource(View):
    """Answers GET, HEAD and OPTIONS with JSON, and whatever is wrong with a problem."""

    parameters: tuple[Parameter, ...] = ()

    def said(self, asked: dict[str, str], **where: Any) -> Any:
        """What is answered, as plain values.

        Args:
            asked: the values of the query, well written.
            where: what the address says.

        Raises:
            Problem, Http404: it is not answered so.
        """
        raise NotImplementedError

    def dispatch(self, request: HttpRequest, *args: Any, **where: Any) -> HttpResponseBase:
        # What filters and facets have to say is English here, whatever is said before.
        with translation.override("en"):
            try:
                response = self._answer(request, where)
            except Http404:
                response = problems.not_found().answer(request)
            except problems.Problem as problem:
                response = problem.answer(request)
        most = settings.API_REQUESTS_A_MINUTE
        if most:
            response["RateLimit-Policy"] = f'"{POLICY}";q={most};w=60'
        return response

    def _answer(self, request: HttpRequest, where: dict[str, Any]) -> HttpResponse:
        if request.method == "OPTIONS":
            return HttpResponse(headers={"Allow": ALLOWED})
        if request.method not in ("GET", "HEAD"):
            raise problems.not_allowed(ALLOWED)
        if wait := Limit(POLICY, settings.API_REQUESTS_A_MINUTE).wait(request):
            raise problems.too_many(wait, POLICY)
        self.site = request.build_absolute_uri("/").rstrip("/")
        said = self.said(parameters.read(request.GET, self.parameters), **where)
        body = as_json(said).encode()
        headers = {
            "ETag": f'"{hashlib.sha256(body).hexdigest()[:32]}"',
            "Cache-Control": KEPT,
            "Content-Language": "id, en",
            **self.headers(said),
        }
        return HttpResponse(body, content_type="application/json", headers=headers)

    def headers(self, said: Any) -> dict[str, str]:
        """What the headers say of an answer besides."""
        return {}
