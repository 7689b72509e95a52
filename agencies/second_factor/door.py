"""The desk's door: a password, and for whoever has a second factor another step behind it.

Between the two nobody is signed in. The session says who has typed their password, for minutes.
"""

import datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.models import User
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from agencies.second_factor.held import factors_of

EXPECTED = "second_step_expected"
VALID = datetime.timedelta(minutes=10)


class Door(LoginView):
    """Who has a second factor is not signed in by their password: it leads to the second step."""

    def get_initial(self) -> dict[str, Any]:
        """Whoever signs in again has a name already."""
        return super().get_initial() | {"username": self.request.user.get_username()}

    def get_form(self, form_class: Any = None) -> Any:
        form = super().get_form(form_class)
        if form.initial["username"]:
            form.fields["username"].widget.attrs.pop("autofocus", None)
            form.fields["password"].widget.attrs["autofocus"] = True
        return form

    def get_default_redirect_url(self) -> str:
        return reverse("admin:index")

    def form_valid(self, form: Any) -> HttpResponse:
        person = form.get_user()
        if not factors_of(person).exists():
            return super().form_valid(form)
        expect(self.request, person, self.get_success_url())
        return redirect("second-factor:step")


def to_the_door(request: HttpRequest) -> HttpResponseRedirect:
    """Let somebody who is signed in sign in again, and then go on here."""
    back = request.path if request.method in ("GET", "HEAD") else reverse("admin:index")
    return redirect(f"{reverse('admin:login')}?{urlencode({'again': 1, 'next': back})}")


def expect(request: HttpRequest, person: User, go_on: str) -> None:
    """Remember who has typed their password, and where they want to go."""
    request.session.cycle_key()  # whoever may know the old one did not type it
    request.session[EXPECTED] = {
        "person": person.pk,
        "password": person.get_session_auth_hash(),
        "until": (timezone.now() + VALID).isoformat(),
        "go_on": go_on,
    }


def expected(request: HttpRequest) -> tuple[User, str] | None:
    """Who has typed their password a moment ago, and where to go on; None if nobody has."""
    known = request.session.get(EXPECTED)
    if not known or timezone.now() > datetime.datetime.fromisoformat(known["until"]):
        return None
    person = User.objects.filter(pk=known["person"], is_active=True, is_staff=True).first()
    if person is None:
        return None
    if not constant_time_compare(person.get_session_auth_hash(), known["password"]):
        return None
    return person, known["go_on"]


def expect_nobody(request: HttpRequest) -> None:
    request.session.pop(EXPECTED, None)
