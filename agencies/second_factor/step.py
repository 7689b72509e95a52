"""The second step: a code or a key, a few tries at a time, and only then is somebody signed in."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authentication_failed, authenticator_used
from django import forms
from django.contrib import admin, messages
from django.contrib.auth import login
from django.contrib.auth.models import User
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from agencies.network import place_of
from agencies.second_factor import keys
from agencies.second_factor.codes import shown_by_code
from agencies.second_factor.door import expect_nobody, expected
from agencies.second_factor.held import Kind, codes_left, factors_of
from agencies.second_factor.standing import has_passed
from agencies.sign_in import CODES, TOO_MANY, begin, succeeded

IN_DIGITS = {"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}


class StepForm(forms.Form):
    """One of the two is sent. What was shown is `shown` then."""

    code = forms.CharField(
        label=gettext_lazy("Code"),
        required=False,
        max_length=40,
        widget=forms.TextInput(IN_DIGITS),
    )
    credential = forms.CharField(required=False, max_length=20_000, widget=forms.HiddenInput)

    def __init__(self, request: HttpRequest, person: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        self.request, self.person = request, person
        self.shown: Authenticator | None = None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        code, credential = cleaned.get("code"), cleaned.get("credential")
        if self.errors:
            return cleaned
        if not code and not credential:
            raise forms.ValidationError({"code": _("Type a code, or use a key.")})
        attempt = begin(str(self.person.pk), place_of(self.request), CODES)
        if credential:
            self.shown = keys.shown_by_key(self.person, credential)
            wrong = _("That was none of your keys, or it took too long. Try again.")
        else:
            self.shown = shown_by_code(self.person, code or "")
            wrong = _("This code is not right, or was used already. Wait for the next one.")
        if self.shown is None:
            self._tell_of_failure()
            raise forms.ValidationError({NON_FIELD_ERRORS if credential else "code": wrong})
        succeeded(attempt)
        return cleaned

    def _tell_of_failure(self) -> None:
        authentication_failed.send(
            sender=Authenticator,
            request=self.request,
            user=self.person,
            authenticator=factors_of(self.person).first(),
            reauthentication=False,
        )


@method_decorator([never_cache, sensitive_post_parameters()], name="dispatch")
class Step(View):
    http_method_names = ["get", "head", "post"]

    def get(self, request: HttpRequest) -> HttpResponse:
        came = expected(request)
        if came is None:
            return _to_the_first_step()
        return self._page(request, StepForm(request, came[0]))

    def post(self, request: HttpRequest) -> HttpResponse:
        came = expected(request)
        if came is None:
            return _to_the_first_step()
        person, go_on = came
        form = StepForm(request, person, request.POST)
        if not form.is_valid() or form.shown is None:
            return self._page(request, form)
        expect_nobody(request)
        login(request, person)
        has_passed(request, person)
        authenticator_used.send(
            sender=Authenticator,
            request=request,
            user=person,
            authenticator=form.shown,
            reauthenticated=False,
            passwordless=False,
        )
        if form.shown.type == Kind.RECOVERY_CODES:
            messages.warning(request, _left(person))
        return redirect(go_on)

    def _page(self, request: HttpRequest, form: StepForm) -> HttpResponse:
        has = {one.type for one in factors_of(form.person)}
        has_keys = Kind.WEBAUTHN in has
        by_key = has_keys and keys.has_a_name(request)
        form.fields["code"].widget.attrs["autofocus"] = not by_key
        context = admin.site.each_context(request) | {
            "title": _("Second step"),
            "form": form,
            "person": form.person,
            "by_app": Kind.TOTP in has,
            "has_keys": has_keys,
            "by_key": by_key,
            "options": keys.ask_for_one(form.person) if by_key else "",
        }
        too_many = form.has_error(NON_FIELD_ERRORS, TOO_MANY)
        return TemplateResponse(
            request, "admin/second_factor/step.html", context, status=429 if too_many else 200
        )


def _left(person: User) -> str:
    """What is said to whoever came in by a recovery code."""
    left = codes_left(person)
    said = ngettext(
        "You signed in with a recovery code. %(left)d is left: make new ones in time.",
        "You signed in with a recovery code. %(left)d are left: make new ones in time.",
        left,
    )
    return said % {"left": left}


def _to_the_first_step() -> HttpResponse:
    return redirect(f"{reverse('admin:login')}?next={reverse('admin:index')}")
