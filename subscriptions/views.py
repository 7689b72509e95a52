"""The pages of those who want to be told: the form, and what is behind the links in their mails.

None knows a cookie, so none has a token against forged requests. The form may be sent by anybody,
and says the same whoever's address it is; behind a link the secret in the address is all there is.
A link that is only opened changes nothing, since mail scanners open them all.
"""

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.views import View
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from agencies.discreet import HEADERS, KEPT
from agencies.sign_in import place_of
from agencies.too_many import too_many
from numbering.clock import database_now
from subscriptions import limits, tasks, tokens
from subscriptions.forms import PreferencesForm, SubscribeForm, from_query, of_subscriber
from subscriptions.models import Standing, Subscriber


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def subscribe(request: HttpRequest) -> HttpResponse:
    """The form, filled in from the address; sent, a mail with a link to confirm."""
    if request.method != "POST":
        begun = from_query(request.GET, get_language() or "id")
        return _form(request, SubscribeForm(initial=begun))
    form = SubscribeForm(request.POST)
    if not form.is_valid():
        return _form(request, form)
    place = place_of(request)
    if wait := limits.wait_for(place):
        return too_many(request, wait)
    if limits.may_mail(form.cleaned_data["email"], place):
        _ask(form)
    page = render(request, "subscriptions/sent.html", {"email": form.cleaned_data["email"]})
    page["Cache-Control"] = KEPT
    return page


def _form(request: HttpRequest, form: SubscribeForm) -> HttpResponse:
    page = render(request, "subscriptions/subscribe.html", {"form": form})
    if form.is_bound:
        page["Cache-Control"] = KEPT
    return page


@transaction.atomic
def _ask(form: SubscribeForm) -> None:
    """Keep what was chosen until it is confirmed. Of a subscriber nothing is changed from here."""
    subscriber, _new = Subscriber.objects.get_or_create(
        email=form.cleaned_data["email"],
        defaults={
            "asked_at": database_now(),
            "mail_language": form.cleaned_data["mail_language"],
        },
    )
    if subscriber.standing != Standing.ACTIVE:
        subscriber.asked_at = database_now()
        subscriber.choose(form.chosen)
    tasks.send_confirmation.enqueue(subscriber.pk)


@method_decorator(csrf_exempt, name="dispatch")
class BehindALink(View):
    """GET and HEAD show, POST does. Every secret that opens nothing is answered alike.

    Pages are rendered without their request, whose address their links would repeat.
    """

    http_method_names = ["get", "head", "post"]
    template_name = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = super().dispatch(request, *args, **kwargs)
        for name, said in HEADERS.items():
            response[name] = said
        return response

    def page(self, **context: Any) -> HttpResponse:
        return HttpResponse(render_to_string(self.template_name, context))

    @staticmethod
    def nothing() -> HttpResponse:
        return HttpResponse(render_to_string("subscriptions/no_link.html"), status=404)


class Confirming(BehindALink):
    """Somebody confirms that the address is theirs."""

    template_name = "subscriptions/confirm.html"

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        subscriber = tokens.confirmed_by(token)
        return self.page(subscriber=subscriber) if subscriber else self.nothing()

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        subscriber = tokens.confirmed_by(token)
        if subscriber is None:
            return self.nothing()
        subscriber.confirm()
        return self.page(subscriber=subscriber, done=True, own=tokens.own(subscriber))


class Preferences(BehindALink):
    """What somebody is told of, to be changed."""

    template_name = "subscriptions/preferences.html"

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        subscriber = tokens.owner(token)
        if subscriber is None:
            return self.nothing()
        form = PreferencesForm(initial=of_subscriber(subscriber), subscriber=subscriber)
        return self.page(form=form, subscriber=subscriber, own=token)

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        subscriber = tokens.owner(token)
        if subscriber is None:
            return self.nothing()
        form = PreferencesForm(request.POST, subscriber=subscriber)
        if saved := form.is_valid():
            subscriber.choose(form.chosen)
        return self.page(form=form, subscriber=subscriber, own=token, saved=saved)


class Ending(BehindALink):
    """Unsubscribing: by a button, or by a mail program in one click (RFC 8058).

    What was sent there goes with the address; nothing of it is kept. Once more is no error.
    """

    template_name = "subscriptions/end.html"

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        if tokens.uid_of(token) is None:
            return self.nothing()
        return self.page(subscriber=tokens.owner(token), own=token)

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        uid = tokens.uid_of(token)
        if uid is None:
            return self.nothing()
        Subscriber.objects.filter(uid=uid).delete()
        return self.page()
