"""The pages on which people at the desk set up and take away their own second factor."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django import forms
from django.contrib import admin, messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from agencies.desk import DeskRequest
from agencies.second_factor import keys
from agencies.second_factor.changing import MOST, add, new_codes, remove
from agencies.second_factor.codes import app_data, step_of
from agencies.second_factor.door import to_the_door
from agencies.second_factor.drawing import qr_path
from agencies.second_factor.held import Kind, codes_left, factors_of, needs_one
from agencies.second_factor.standing import Standing, signed_in_lately, standing_of
from agencies.second_factor.step import IN_DIGITS

SET_UP = "second_factor_set_up"  # the secret of an app that is being set up
SHOWN = "recovery_codes_shown"  # until when fresh recovery codes may be looked at
SHOWN_FOR = 600  # seconds

View = Callable[..., HttpResponseBase]


class AppForm(forms.Form):
    """The first code of an app. `step` is then the one it belongs to."""

    code = forms.CharField(
        label=gettext_lazy("Code that the app shows now"),
        max_length=40,
        widget=forms.TextInput(IN_DIGITS | {"autofocus": False}),
    )
    step = 0

    def __init__(self, secret: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        self.secret = secret

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        step = step_of(self.secret, code)
        if step is None:
            said = _(
                "This code is not right. Type the one that the app shows now; if it never is, "
                "look at the clock of your telephone."
            )
            raise forms.ValidationError(said)
        self.step = step
        return code


class KeyForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Name of the key"),
        max_length=60,
        help_text=gettext_lazy("By which you know it again, such as: blue key ring, my laptop."),
    )
    credential = forms.CharField(required=False, max_length=20_000, widget=forms.HiddenInput)

    def __init__(self, request: DeskRequest, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        self.request = request
        self.made: dict[str, Any] = {}

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if keys.named(self.request.user, name):
            raise forms.ValidationError(_("You have a key of that name already."))
        return name

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        made = keys.made(cleaned.get("credential", ""))
        if made is None:
            said = _("The key did not answer, or not in time. Try again, and touch it when asked.")
            raise forms.ValidationError(said)
        self.made = made
        return cleaned


def after_signing_in_lately(view: View) -> View:
    """Let people sign in again before they change what protects their account."""

    @wraps(view)
    def page(request: DeskRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not signed_in_lately(request):
            return to_the_door(request)
        return view(request, *args, **kwargs)

    return page


@require_safe
def own(request: DeskRequest) -> HttpResponse:
    """What one has, and what one may do about it."""
    request.session.pop(SHOWN, None)
    factors = list(factors_of(request.user))
    has_app = any(one.type == Kind.TOTP for one in factors)
    return _page(
        request,
        "own",
        _("Your second factor"),
        factors=factors,
        may_add_an_app=not has_app and len(factors) < MOST,
        may_add_a_key=len(factors) < MOST,
        codes_left=codes_left(request.user),
        is_needed=needs_one(request.user),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@after_signing_in_lately
def app(request: DeskRequest) -> HttpResponse:
    """An app that shows codes is set up. Its secret stays the same until a code has come back."""
    if factors_of(request.user).filter(type=Kind.TOTP).exists():
        return redirect("second-factor:own")
    secret = request.session.setdefault(SET_UP, generate_totp_secret())
    form = AppForm(secret, request.POST if request.method == "POST" else None)
    if form.is_valid():
        request.session.pop(SET_UP)
        return _added(request, add(request, Kind.TOTP, app_data(secret, form.step)))
    address = get_adapter().build_totp_url(request.user, secret)
    return _page(
        request,
        "app",
        _("Set up an app"),
        form=form,
        address=address,
        qr=qr_path(address),
        secret=[secret[at : at + 4] for at in range(0, len(secret), 4)],
    )


@require_http_methods(["GET", "HEAD", "POST"])
@after_signing_in_lately
def key(request: DeskRequest) -> HttpResponse:
    """A key is added, which takes a browser with scripts."""
    form = KeyForm(request, request.POST if request.method == "POST" else None)
    if form.is_valid():
        data = {"name": form.cleaned_data["name"], "credential": form.made}
        return _added(request, add(request, Kind.WEBAUTHN, data))
    return _page(
        request,
        "key",
        _("Add a key"),
        form=form,
        options=keys.ask_for_a_new_one(request.user),
        has_a_name=keys.has_a_name(request),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@after_signing_in_lately
def removal(request: DeskRequest, pk: int) -> HttpResponse:
    """One's own app or key is taken away."""
    factors = list(factors_of(request.user))
    factor = next((one for one in factors if one.pk == pk), None)
    if factor is None:
        raise Http404
    if request.method == "POST":
        remove(request, factor)
        messages.success(request, _("%(factor)s was removed.") % {"factor": _name(factor)})
        return redirect("second-factor:own")
    return _page(
        request,
        "removal",
        _title_of_removal(factor),
        is_last=len(factors) == 1,
        is_needed=needs_one(request.user),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@after_signing_in_lately
def codes(request: DeskRequest) -> HttpResponse:
    """Recovery codes: fresh ones are shown for minutes, and never again."""
    if not factors_of(request.user).exists():
        return redirect("second-factor:own")
    if request.method == "POST":
        new_codes(request)
        _show_codes(request)
        return redirect("second-factor:codes")
    unused = _unused(request) if request.session.get(SHOWN, 0) > timezone.now().timestamp() else []
    if unused and request.GET.get("format") == "txt":
        response = HttpResponse("\n".join([*unused, ""]), content_type="text/plain; charset=utf-8")
        response["Content-Disposition"] = 'attachment; filename="recovery-codes.txt"'
        return response
    left = codes_left(request.user)
    return _page(request, "codes", _("Recovery codes"), codes=unused, codes_left=left)


def _unused(request: DeskRequest) -> list[str]:
    mine = Authenticator.objects.filter(user=request.user, type=Kind.RECOVERY_CODES).first()
    return mine.wrap().get_unused_codes() if mine else []


def _show_codes(request: DeskRequest) -> None:
    request.session[SHOWN] = timezone.now().timestamp() + SHOWN_FOR


def _added(request: DeskRequest, factor: Authenticator | None) -> HttpResponse:
    """Where to go on: to the recovery codes, if they came with it."""
    if factor is None:
        messages.warning(request, _("Nothing was added: you have that already."))
        return redirect("second-factor:own")
    messages.success(request, _("%(factor)s was added.") % {"factor": _name(factor)})
    if factors_of(request.user).count() > 1:
        return redirect("second-factor:own")
    _show_codes(request)
    return redirect("second-factor:codes")


def _name(factor: Authenticator) -> str:
    if factor.type == Kind.TOTP:
        return _("The app")
    return _("The key “%(name)s”") % {"name": factor.data["name"]}


def _title_of_removal(factor: Authenticator) -> str:
    if factor.type == Kind.TOTP:
        return _("Remove the app")
    return _("Remove the key “%(name)s”") % {"name": factor.data["name"]}


def _page(request: DeskRequest, name: str, title: str, **about: Any) -> HttpResponse:
    locked = standing_of(request) is Standing.SET_UP
    context = admin.site.each_context(request) | {"title": title, "locked": locked}
    if locked:
        context |= {"is_nav_sidebar_enabled": False, "available_apps": []}
    return TemplateResponse(request, f"admin/second_factor/{name}.html", context | about)
