"""The notices above a page."""

from collections.abc import Iterable

from django import template

from pages.models import Notice

register = template.Library()


@register.simple_tag(takes_context=True)
def running_notices(context: template.Context) -> Iterable[Notice]:
    """The notices that run now: one query a page. None on pages that are made without a request."""
    return Notice.objects.running() if context.get("request") else ()
