"""The verify page: whether a number, a file or a text is what was published.

Nothing that is sent in is kept: it is held in memory while it is compared, and no log tells of it.
"""

import datetime
from typing import Any

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from agencies.limits import Limit
from agencies.too_many import too_many
from documents.verifying.forms import NOTHING, Question
from documents.verifying.judging import judged, judged_text
from documents.verifying.reading import Unreadable
from documents.verifying.said import as_data
from documents.verifying.standing import Answer, by_hash, by_number
from documents.verifying.uploads import MOST_BYTES, MOST_OF_A_FORM, InMemory

# In ten minutes: a whole office may stand behind one address.
LIMIT = Limit("verify", most=600, seconds=600)
# What is public changes: an answer may be kept, but is asked for again.
CHECKED = "public, no-cache"
UNREADABLE_FORM = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent, MultiPartParserError)


# It changes nothing and knows nobody, so nobody gains by sending it in another's name. Without a
# token the page sets no cookie, and programs can ask as people do.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """The page, with an answer where something was asked; as JSON where that is asked for."""
    asked = request.method == "POST" or any(map(request.GET.get, ("number", "sha256")))
    if not asked and not _wants_json(request):
        return _answered(request, Question(), [])
    if wait := LIMIT.wait(request):
        return _refused(request, wait)
    if request.method != "POST":
        return _answered(request, Question(request.GET), [])
    said = request.META.get("CONTENT_LENGTH") or ""
    if said.isdecimal() and int(said[:18]) > MOST_OF_A_FORM:
        return _too_large(request)
    handler = InMemory(request)
    request.upload_handlers = [handler]
    try:
        sent = request.POST or request.FILES
        form = Question(request.POST if sent else request.GET, request.FILES)
    except UNREADABLE_FORM:
        return _too_large(request)
    if handler.too_large:
        return _too_large(request)
    return _answered(request, form, [])


def _answered(request: HttpRequest, form: Question, answers: list[Answer]) -> HttpResponse:
    status = 200
    if form.is_bound:
        if form.is_valid():
            try:
                answers = _answers(request, form.cleaned_data)
            except Unreadable as why:
                form.add_error(None, str(why))
        # Whoever asks nothing is shown the form, and what to do with it.
        shown = form.is_valid() or (form.has_error("__all__", NOTHING) and not _wants_json(request))
        status = 200 if shown else 400
    if _wants_json(request) and form.is_bound:
        response: HttpResponse = _as_json(request, form, answers, status)
    else:
        context = {"form": form, "answers": answers, "most": MOST_BYTES // 1024 // 1024}
        response = render(request, "documents/verify.html", context, status=status)
    response["Cache-Control"] = "no-store" if request.method == "POST" else CHECKED
    patch_vary_headers(response, ["Accept"])
    if form.is_bound:
        response["X-Robots-Tag"] = "noindex"
    return response


def _answers(request: HttpRequest, asked: dict[str, Any]) -> list[Answer]:
    """What is said of the one thing that was asked.

    Raises:
        Unreadable: it is a file or text that can not be compared.
    """
    if asked["number"]:
        return by_number(asked["number"], get_language() or "id")
    if asked["sha256"]:
        return by_hash(asked["sha256"])
    if asked["file"]:
        return [judged(asked["file"].read(), request)]
    return [judged_text(asked["text"], request)]


def _wants_json(request: HttpRequest) -> bool:
    if request.GET.get("format"):
        return request.GET["format"] == "json"
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"


def _as_json(
    request: HttpRequest, form: Question, answers: list[Answer], status: int
) -> JsonResponse:
    if form.errors:
        problems = [
            {"field": "" if name == "__all__" else name, "problem": str(problem)}
            for name, found in form.errors.items()
            for problem in found
        ]
        return JsonResponse({"problems": problems}, status=status)
    return JsonResponse(as_data(answers, request.build_absolute_uri("/")[:-1]), status=status)


def _too_large(request: HttpRequest) -> HttpResponse:
    form = Question({})
    form.is_valid()
    form.errors.clear()
    said = _("The file is larger than %(most)d MB. Type the number instead.")
    form.add_error(None, said % {"most": MOST_BYTES // 1024 // 1024})
    response = _answered(request, form, [])
    response.status_code = 413
    return response


def _refused(request: HttpRequest, wait: datetime.timedelta) -> HttpResponse:
    response = too_many(request, wait)
    if not _wants_json(request):
        return response
    refused = JsonResponse({"problems": [{"field": "", "problem": _("Too many requests")}]})
    refused.status_code = 429
    for name in ("Retry-After", "Cache-Control"):
        refused[name] = response[name]
    return refused
