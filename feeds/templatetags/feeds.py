"""The feeds of a page: for browsers and readers in its head, for people where they look."""

from typing import Any

from django import template
from django.urls import reverse

from feeds.writing import FORMATS

register = template.Library()


@register.inclusion_tag("feeds/links.html")
def feed_links(title: object, channel: str, argument: str = "", query: str = "") -> dict[str, Any]:
    """`<link rel="alternate">` to a feed in every format.

    Args:
        title: what it is about.
        channel: the name of its address, such as "agency".
        argument: what stands in that address, such as the agency's slug.
        query: what it is narrowed by, or "".
    """
    found = [
        (form.media_type, form.name, feed_address(channel, argument, query, name))
        for name, form in FORMATS.items()
    ]
    return {"title": title, "found": found}


@register.simple_tag
def feed_address(channel: str, argument: str = "", query: str = "", form: str = "rss.xml") -> str:
    """The address of a feed, as RSS unless told otherwise."""
    arguments = [argument] if argument else []
    address = reverse(f"feeds:{channel}", args=[*arguments, form])
    return f"{address}?{query}" if query else address
