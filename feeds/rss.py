"""Writes RSS 2.0.

Rules: the RSS 2.0 specification and the best practices profile of the RSS Advisory Board, which
asks for `atom:link rel="self"`; `content:encoded` from the RSS content module; RFC 5005 for pages.
"""

from email.utils import format_datetime
from html import escape

from lxml import etree

from feeds.entries import Entry
from feeds.feed import Feed
from feeds.markup import NAMESPACES, add, document

MEDIA_TYPE = "application/rss+xml"


def write(feed: Feed) -> bytes:
    prefixes = {name: NAMESPACES[name] for name in ("atom", "content", "dc")}
    rss = etree.Element("rss", {"version": "2.0"}, nsmap=prefixes)
    channel = add(rss, "channel")
    add(channel, "title", feed.title)
    add(channel, "link", feed.page)
    add(channel, "description", feed.subtitle)
    add(channel, "language", feed.language)
    if feed.entries:
        add(channel, "lastBuildDate", format_datetime(feed.updated))
    for relation, address in feed.links:
        media_type = None if relation == "hub" else MEDIA_TYPE
        add(channel, "atom:link", rel=relation, href=address, type=media_type)
    for entry in feed.entries:
        _write_item(add(channel, "item"), entry)
    return document(rss, "feeds.css")


def _write_item(item: etree._Element, entry: Entry) -> None:
    # A browser shows title, day, description and link, in their order here.
    add(item, "title", entry.title)
    add(item, "pubDate", format_datetime(entry.published))
    # Readers take it for HTML.
    add(item, "description", escape(entry.summary, quote=False))
    add(item, "link", entry.link)
    add(item, "guid", entry.id, isPermaLink="false")
    for author in entry.authors:
        add(item, "dc:creator", author.name)
    for tag in entry.tags:
        add(item, "category", tag)
    # Readers expect no more than one.
    for picture in entry.pictures[:1]:
        add(item, "enclosure", url=picture.url, length=picture.size, type=picture.media_type)
    add(item, "atom:updated", entry.updated.isoformat(timespec="milliseconds"))
    add(item, "dc:language", entry.language)
    add(item, "content:encoded", entry.content)
