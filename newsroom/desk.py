"""The desk: Django's admin, with a name of its own and the audit, without two of its habits."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import admin
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from agencies.desk import DeskRequest
from agencies.permissions import asked_once, somewhere
from agencies.roles import Action
from agencies.second_factor.door import Door
from agencies.second_factor.standing import Standing, standing_of
from agencies.sign_in import TOO_MANY, SignInForm


class DeskSite(admin.AdminSite):
    site_title = site_header = _("Press desk")
    index_title = _("Today at the desk")

    @method_decorator(never_cache)
    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The door, with 429 Too Many Requests where that is what the page says.

        Whoever is in already is led to the first page, unless they are to sign in again.
        """
        again = "again" in request.GET and self.has_permission(request)
        came = self.has_permission(request) and standing_of(request) is not Standing.SECOND_STEP
        if request.method == "GET" and came and not again:
            return redirect("admin:index")
        context = {
            **self.each_context(request),
            "title": _("Sign in again") if again else _("Log in"),
            "subtitle": None,
            "app_path": request.get_full_path(),
            "username": request.user.get_username(),
            "again": again,
            **(extra_context or {}),
        }
        if not (request.GET.get("next") or request.POST.get("next")):
            context["next"] = reverse("admin:index")
        door = Door.as_view(
            authentication_form=SignInForm, template_name="admin/login.html", extra_context=context
        )
        request.current_app = self.name
        response: HttpResponse = door(request)  # type: ignore[assignment]
        form = (getattr(response, "context_data", None) or {}).get("form")
        if form is not None and form.has_error(NON_FIELD_ERRORS, TOO_MANY):
            response.status_code = 429
        return response

    def admin_view(self, view: Callable, cacheable: bool = False) -> Any:
        """No page of the desk is kept by a cache, but for the words of its scripts.

        Who may do what is read once for each page. "Save as new" is offered nowhere, but Django's
        form does it for whoever asks: it would make a second release of one that is opened.
        """

        @wraps(view)
        def page(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            if request.method == "POST" and "_saveasnew" in request.POST:
                raise PermissionDenied
            with asked_once():
                return view(request, *args, **kwargs)

        return super().admin_view(page, cacheable and view == self.i18n_javascript)

    def index(
        self, request: DeskRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        """What waits and what goes out, before Django's own list of what there is."""
        from releases.admin.dashboard import today  # pages are registered with this very site

        return super().index(request, {"today": today(request.user), **(extra_context or {})})

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """Without the shortcut to any object's own address, which asks nobody's permission."""
        urls: list[Any] = super().get_urls()
        return [url for url in urls if getattr(url, "name", "") != "view_on_site"]

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """With the audit, which is a page and no model."""
        apps: list[Any] = super().get_app_list(request, app_label)
        if app_label is None and somewhere(request.user, Action.MANAGE):
            address = reverse("audit:acts")
            page = {
                "name": _("Who did what"),
                "object_name": "Audit",
                "admin_url": address,
                "view_only": True,
            }
            apps.append(
                {"name": _("Audit"), "app_label": "audit", "app_url": address} | {"models": [page]}
            )
        return apps
