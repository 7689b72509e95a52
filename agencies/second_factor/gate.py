"""No page of the desk answers whom the second factor is missing, whichever app it belongs to."""

import re
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.cache import add_never_cache_headers

from agencies.second_factor.door import to_the_door
from agencies.second_factor.standing import Standing, standing_of

AT_THE_DESK = re.compile(f"(?:(?:{'|'.join(code for code, _name in settings.LANGUAGES)})/)?admin/")
# Here people come in and go out, whoever they are.
DOORS = {"admin:login", "admin:logout", "admin:jsi18n", "second-factor:step"}
SETTING_UP = {f"second-factor:{page}" for page in ("own", "app", "key", "codes")}


class SecondFactorGate:
    """Stands before every address below `admin/`, as the resolver has found it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponseRedirect | None:
        found = request.resolver_match
        if found is None or not AT_THE_DESK.match(found.route) or found.view_name in DOORS:
            return None
        if not request.user.is_authenticated:
            return None  # the page itself leads to the door
        standing = standing_of(request)
        if standing is Standing.SECOND_STEP:
            response = to_the_door(request)
        elif standing is Standing.SET_UP and found.view_name not in SETTING_UP:
            response = redirect("second-factor:own")
        else:
            return None
        add_never_cache_headers(response)
        return response
