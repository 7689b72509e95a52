"""The formats a feed is written in, by the last part of its address."""

from collections.abc import Callable
from dataclasses import dataclass

from feeds import atom, json_feed, rss
from feeds.feed import Feed


@dataclass(frozen=True)
class Format:
    name: str  # as people call it
    media_type: str  # of links that lead to it
    sent_as: str
    write: Callable[[Feed], bytes]


# Browsers show application/xml with our stylesheet. What is sent as application/rss+xml or
# application/atom+xml they show as source, or keep as a file (decision 41).
XML = "application/xml; charset=utf-8"

FORMATS = {
    "rss.xml": Format("RSS", rss.MEDIA_TYPE, XML, rss.write),
    "atom.xml": Format("Atom", atom.MEDIA_TYPE, XML, atom.write),
    "feed.json": Format("JSON", json_feed.MEDIA_TYPE, json_feed.MEDIA_TYPE, json_feed.write),
}


class FormatConverter:
    """The last part of a feed's address."""

    regex = "|".join(name.replace(".", r"\.") for name in FORMATS)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
