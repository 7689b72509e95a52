"""The same page in the other languages."""

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import get_language_info

register = template.Library()


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
            "url": translate_url(request.get_full_path(), code),
        }
        for code, _name in settings.LANGUAGES
    ]
