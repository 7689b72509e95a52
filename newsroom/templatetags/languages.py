"""The same page in the other languages."""

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import get_language_info

register = template.Library()


def _in_language(request: HttpRequest, code: str) -> str:
    """The address of a request's page in a language, also where there is no such page."""
    address = request.get_full_path()
    if request.resolver_match is not None:
        return translate_url(address, code)
    plain = address.removeprefix("/en") if address.startswith("/en/") else address
    return f"/en{plain}" if code == "en" else plain


@register.simple_tag(takes_context=True)
def page_in_languages(context: template.Context) -> list[dict[str, str]]:
    """The addresses of the present page in every language, with its code and own name."""
    request: HttpRequest | None = context.get("request")
    if request is None:  # the plainest error page
        return []
    return [
        {
            "code": code,
            "name": get_language_info(code)["name_local"],
            "url": _in_language(request, code),
        }
        for code, _name in settings.LANGUAGES
    ]
