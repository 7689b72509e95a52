"""Writes Atom 1.0. Rules: RFC 4287; RFC 5005 for pages."""

from lxml import etree

from feeds.entries import Entry
from feeds.feed import Feed
from feeds.markup import NAMESPACES, add, document, fit

MEDIA_TYPE = "application/atom+xml"


def write(feed: Feed) -> bytes:
    root = etree.Element(f"{{{NAMESPACES['atom']}}}feed", nsmap={None: NAMESPACES["atom"]})
    root.set(f"{{{NAMESPACES['xml']}}}lang", fit(feed.language))
    add(root, "atom:title", feed.title)
    add(root, "atom:subtitle", feed.subtitle)
    add(root, "atom:id", feed.first)
    add(root, "atom:updated", feed.updated.isoformat(timespec="milliseconds"))
    add(root, "atom:link", rel="alternate", href=feed.page, type="text/html")
    for relation, address in feed.links:
        media_type = None if relation == "hub" else MEDIA_TYPE
        add(root, "atom:link", rel=relation, href=address, type=media_type)
    for entry in feed.entries:
        _write_entry(add(root, "atom:entry", xml_lang=entry.language), entry)
    return document(root, "feeds.css")


def _write_entry(element: etree._Element, entry: Entry) -> None:
    # A browser shows title, day, summary and link, in their order here.
    add(element, "atom:title", entry.title)
    add(element, "atom:published", entry.published.isoformat(timespec="milliseconds"))
    add(element, "atom:updated", entry.updated.isoformat(timespec="milliseconds"))
    if entry.summary:
        add(element, "atom:summary", entry.summary, type="text")
    add(element, "atom:link", rel="alternate", href=entry.link, type="text/html")
    add(element, "atom:id", entry.id)
    for author in entry.authors:
        person = add(element, "atom:author")
        add(person, "atom:name", author.name)
        add(person, "atom:uri", author.url)
    for number in entry.numbers:
        add(element, "atom:category", term=number)
    for topic in entry.topics:
        add(element, "atom:category", term=topic.slug, label=topic.name)
    for file in entry.enclosures:
        add(
            element,
            "atom:link",
            rel="enclosure",
            href=file.url,
            type=file.media_type,
            length=file.size,
            title=file.title,
        )
    add(element, "atom:content", entry.content, type="html")
