"""The page behind an invitation, where somebody without a password chooses one.

It knows neither cookie nor session: the secret in its address is all there is. Hence no token
against forged requests either. Who could forge one would have to know the secret.
"""

from typing import Any

from django.contrib.admin import site
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.forms import SetPasswordForm
from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters

from agencies.discreet import HEADERS
from agencies.invitations import invited_with


class PasswordForm(SetPasswordForm):
    """Django's own, but what is wrong with a password is said even if it was typed differently."""

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(user, *args, label_suffix="", **kwargs)
        self.fields["new_password1"].label = gettext_lazy("Password")
        self.fields["new_password2"].label = gettext_lazy("The same password again")
        self.fields["new_password2"].help_text = ""

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if any(self.has_error("new_password2", code) for code in ("password_mismatch", "required")):
            self.validate_password_for_user(self.user, "new_password1")
        return cleaned


@method_decorator([csrf_exempt, sensitive_post_parameters()], name="dispatch")
class Accepting(View):
    """GET and HEAD show the form, POST chooses the password. Every bad secret is answered alike."""

    http_method_names = ["get", "head", "post"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = super().dispatch(request, *args, **kwargs)
        for name, said in HEADERS.items():
            response[name] = said
        return response

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        person = invited_with(token)
        if person is None:
            return _nothing()
        return _page(_("Choose your password"), person=person, form=PasswordForm(person))

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        with transaction.atomic():
            person = invited_with(token, lock=True)
            if person is None:
                return _nothing()
            form = PasswordForm(person, request.POST)
            if not form.is_valid():
                return _page(_("Choose your password"), person=person, form=form)
            form.save()
            LogEntry.objects.log_actions(
                user_id=person.pk,
                queryset=[person],
                action_flag=CHANGE,
                change_message=_("Accepted the invitation and chose a password."),
                single_object=True,
            )
        return _page(_("Your password is chosen"), person=person)


def _nothing() -> HttpResponse:
    return _page(_("This link opens nothing"), 404)


def _page(title: str, status: int = 200, **context: Any) -> HttpResponse:
    """A page that is rendered without its request, and so without asking who is signed in."""
    said = {"title": title, "site_title": site.site_title, "site_header": site.site_header}
    html = render_to_string("agencies/invitation.html", context | said)
    return HttpResponse(html, status=status)
