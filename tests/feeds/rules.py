"""What the specifications ask of a feed, as faults found in its bytes.

RSS 2.0 with the best practices profile of the RSS Advisory Board, Atom 1.0 (RFC 4287), JSON Feed
1.1, and of all: whole addresses, dates with a zone, identities that are there once.
"""

import datetime
import json
import re
from collections import Counter
from collections.abc import Iterator
from email.utils import parsedate_to_datetime

import jsonschema
from lxml import etree, html

ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
LANGUAGE = re.compile(r"(id|en)\Z")
# RFC 3339, as RFC 4287 (3.3) asks for it: a capital T, and a zone.
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)\Z")
ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`]+\Z")
MEDIA_TYPE = re.compile(r"[a-z]+/[a-z0-9.+-]+\Z")
RELATIONS = {"self", "first", "next", "previous", "hub", "alternate", "enclosure"}
# The elements that RSS 2.0 knows, and how often the profile wants them: (at least, at most).
IN_A_CHANNEL = {
    **dict.fromkeys(("title", "link", "description", "language"), (1, 1)),
    "lastBuildDate": (0, 1),
    "item": (0, 50),
}
IN_AN_ITEM = {
    **dict.fromkeys(("title", "link", "description", "guid", "pubDate"), (1, 1)),
    **dict.fromkeys(("enclosure",), (0, 1)),
    "category": (0, 99),
}
IN_A_FEED = {
    **dict.fromkeys(("title", "subtitle", "id", "updated"), (1, 1)),
    "link": (3, 99),
    "entry": (0, 50),
}
IN_AN_ENTRY = {
    **dict.fromkeys(("title", "id", "updated", "published", "content"), (1, 1)),
    "summary": (0, 1),
    "author": (1, 99),
    "category": (1, 99),
    "link": (1, 99),
}
URL = {"type": "string", "pattern": "^https?://\\S+$"}
DAY = {"type": "string", "pattern": MOMENT.pattern.replace("\\Z", "$")}
WORDS = {"type": "string", "minLength": 1}
AUTHOR = {
    "type": "object",
    "required": ["name", "url"],
    "properties": {"name": WORDS, "url": URL},
    "additionalProperties": False,
}
ATTACHMENT = {
    "type": "object",
    "required": ["url", "mime_type"],
    "properties": {
        "url": URL,
        "mime_type": {"type": "string", "pattern": "^[a-z]+/[a-z0-9.+-]+$"},
        "title": WORDS,
        "size_in_bytes": {"type": "integer", "minimum": 1},
    },
    "additionalProperties": False,
}
ITEM = {
    "type": "object",
    "required": ["id", "url", "title", "content_html", "date_published", "date_modified"],
    "properties": {
        "id": WORDS,
        "url": URL,
        "title": WORDS,
        "content_html": WORDS,
        "summary": WORDS,
        "image": URL,
        "date_published": DAY,
        "date_modified": DAY,
        "authors": {"type": "array", "minItems": 1, "items": AUTHOR},
        "tags": {"type": "array", "items": WORDS},
        "language": {"enum": ["id", "en"]},
        "attachments": {"type": "array", "items": ATTACHMENT},
    },
    "patternProperties": {"^_[a-z]+$": {"type": "object"}},
    "additionalProperties": False,
}
JSON_FEED = {
    "type": "object",
    "required": ["version", "title", "home_page_url", "feed_url", "language", "items"],
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        "title": WORDS,
        "description": WORDS,
        "home_page_url": URL,
        "feed_url": URL,
        "next_url": URL,
        "language": {"enum": ["id", "en"]},
        "hubs": {
            "type": "array",
            "items": {"type": "object", "required": ["type", "url"], "properties": {"url": URL}},
        },
        "items": {"type": "array", "maxItems": 50, "items": ITEM},
    },
    "additionalProperties": False,
}


def faults(feed: bytes) -> list[str]:
    """What is wrong with a feed in any of the formats; nothing where all is well."""
    if feed.startswith(b"{"):
        return [*_of_json(json.loads(feed))]
    root = etree.fromstring(feed)
    return [*(_of_atom(root) if root.tag.startswith(ATOM) else _of_rss(root))]


def _counted(element, allowed: dict[str, tuple[int, int]], namespace: str = "") -> Iterator[str]:
    own = [one.tag for one in element if one.tag.startswith("{") == bool(namespace)]
    counts = Counter(tag.removeprefix(namespace) for tag in own)
    yield from (f"{element.tag}: unknown {name}" for name in counts.keys() - allowed.keys())
    for name, (least, most) in allowed.items():
        if not least <= counts[name] <= most:
            yield f"{element.tag}: {counts[name]} × {name}"


def _twice(name: str, found: list[str]) -> Iterator[str]:
    yield from (f"{name} twice: {one}" for one, count in Counter(found).items() if count > 1)


def _no_address(name: str, *found: str) -> Iterator[str]:
    yield from (f"{name} is no whole address: {one!r}" for one in found if not ADDRESS.match(one))


def _of_links(links: list, link_self: int = 1) -> Iterator[str]:
    relations = Counter(link.get("rel") for link in links)
    yield from (f"relation {one}" for one in relations.keys() - RELATIONS)
    if relations["self"] != link_self:
        yield f"self {relations['self']} times"
    yield from _twice("link", [f"{link.get('rel')} {link.get('href')}" for link in links])
    for link in links:
        yield from _no_address("link", link.get("href"))
        if link.get("rel") == "enclosure":
            yield from _of_enclosure(link.attrib, "href")


def _of_enclosure(attributes, address: str) -> Iterator[str]:
    yield from _no_address("enclosure", attributes[address])
    if not attributes["length"].isdecimal() or not int(attributes["length"]):
        yield f"length {attributes['length']}"
    if not MEDIA_TYPE.match(attributes["type"]):
        yield f"type {attributes['type']}"


def _of_content(text: str) -> Iterator[str]:
    if not text.strip():
        yield "no content"
        return
    for element in html.fragments_fromstring(f"<div>{text}</div>")[0].iter():
        for name in ("href", "src"):
            if (address := element.get(name)) and not address.startswith(("mailto:", "tel:")):
                yield from _no_address(f"{name} in the text", address)
        if sources := element.get("srcset"):
            yield from _no_address("srcset", *(one.split()[0] for one in sources.split(", ")))
        if element.get("style") or element.tag in ("script", "style", "iframe"):
            yield f"{element.tag} in the text"


def _of_moments(*found: str) -> Iterator[str]:
    for one in found:
        if not MOMENT.match(one):
            yield f"no moment of RFC 3339: {one}"
        elif datetime.datetime.fromisoformat(one).utcoffset() is None:
            yield f"without a zone: {one}"


def _of_rss(root) -> Iterator[str]:
    if root.tag != "rss" or root.get("version") != "2.0" or len(root) != 1:
        yield "no RSS 2.0"
    channel = root[0]
    yield from _counted(channel, IN_A_CHANNEL)
    yield from _no_address("link", channel.findtext("link"))
    yield from _of_links(channel.findall(f"{ATOM}link"))
    if not LANGUAGE.match(channel.findtext("language")):
        yield "language"
    items = channel.findall("item")
    yield from _twice("guid", [item.findtext("guid") for item in items])
    for item in items:
        yield from _counted(item, IN_AN_ITEM)
        yield from _no_address("link", item.findtext("link"))
        if item.find("guid").get("isPermaLink") != "false":
            yield "a guid that is no address says so"
        if parsedate_to_datetime(item.findtext("pubDate")).tzinfo is None:
            yield f"without a zone: {item.findtext('pubDate')}"
        for enclosure in item.findall("enclosure"):
            yield from _of_enclosure(enclosure.attrib, "url")
        yield from _of_moments(item.findtext(f"{ATOM}updated"))
        yield from _of_content(item.findtext(CONTENT))


def _of_atom(root) -> Iterator[str]:
    yield from _counted(root, IN_A_FEED, ATOM)
    yield from _of_links(root.findall(f"{ATOM}link"))
    yield from _no_address("id", root.findtext(f"{ATOM}id"))
    entries = root.findall(f"{ATOM}entry")
    yield from _of_moments(*(one.text for one in root.iter(f"{ATOM}updated", f"{ATOM}published")))
    yield from _twice("id", [entry.findtext(f"{ATOM}id") for entry in entries])
    for entry in entries:
        yield from _counted(entry, IN_AN_ENTRY, ATOM)
        yield from _of_links(entry.findall(f"{ATOM}link"), link_self=0)
        alternates = [one for one in entry.findall(f"{ATOM}link") if one.get("rel") == "alternate"]
        if len(alternates) != 1:
            yield f"{len(alternates)} alternates"
        if not re.match(r"urn:uuid:[0-9a-f-]{36}\Z", entry.findtext(f"{ATOM}id")):
            yield f"id {entry.findtext(f'{ATOM}id')}"
        content = entry.find(f"{ATOM}content")
        if content.get("type") != "html" or len(content):
            yield "content is not HTML"
        yield from _of_content(content.text or "")
        yield from (
            f"author without a name: {one}" for one in entry.iter(f"{ATOM}name") if not one.text
        )


def _of_json(feed: dict) -> Iterator[str]:
    for error in jsonschema.Draft202012Validator(JSON_FEED).iter_errors(feed):
        yield f"{error.json_path}: {error.message[:200]}"
    yield from _twice("id", [item["id"] for item in feed["items"]])
    for item in feed["items"]:
        yield from _of_content(item.get("content_html", ""))
