"""The notices above a page."""

from collections.abc import Iterable

from django import template

from agencies.remembering import remembered
from pages.models import Notice

register = template.Library()


@register.simple_tag(takes_context=True)
def running_notices(context: template.Context) -> Iterable[Notice]:
    """The notices that run now. None on pages that are made without a request."""
    request = context.get("request")
    if request is None:
        return ()
    return remembered(request, "notices", lambda: list(Notice.objects.running()))
