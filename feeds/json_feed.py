"""Writes JSON Feed. Rules: JSON Feed version 1.1, jsonfeed.org."""

import json
from typing import Any

from feeds.entries import Entry
from feeds.feed import Feed
from feeds.markup import fit

MEDIA_TYPE = "application/feed+json"


def write(feed: Feed) -> bytes:
    said: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "description": feed.subtitle,
        "home_page_url": feed.page,
        "feed_url": feed.own,
        "next_url": feed.older,
        "language": feed.language,
        "hubs": [{"type": "WebSub", "url": feed.hub}] if feed.hub else [],
    }
    items = [_item(entry) for entry in feed.entries]
    return json.dumps(_fit(_without_nothing(said)) | {"items": items}, ensure_ascii=False).encode()


def _item(entry: Entry) -> dict[str, Any]:
    said = {
        "id": entry.id,
        "url": entry.link,
        "title": entry.title,
        "content_html": entry.content,
        "summary": entry.summary,
        "image": next((one.url for one in entry.pictures), ""),
        "date_published": entry.published.isoformat(timespec="milliseconds"),
        "date_modified": entry.updated.isoformat(timespec="milliseconds"),
        "authors": [{"name": one.name, "url": one.url} for one in entry.authors],
        "tags": entry.tags,
        "language": entry.language,
        "attachments": [
            {
                "url": one.url,
                "mime_type": one.media_type,
                "title": one.title,
                "size_in_bytes": one.size,
            }
            for one in entry.enclosures
        ],
        # What the format has no words for: it lets a publisher add its own below a `_`.
        "_newsroom": _without_nothing(
            {
                "numbers": entry.numbers,
                "kind": entry.kind,
                "genre": entry.genre,
                "note": entry.note,
                "topics": [topic.slug for topic in entry.topics],
            }
        ),
    }
    return _fit(_without_nothing(said))


def _without_nothing(said: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in said.items() if value}


def _fit(value: Any) -> Any:
    """The same without control characters, which readers choke on, in every text of it."""
    if isinstance(value, dict):
        return {name: _fit(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_fit(one) for one in value]
    return fit(value) if isinstance(value, str) else value
