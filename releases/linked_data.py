"""What a release's page says to machines: schema.org's NewsArticle, as JSON-LD.

Nothing that the page does not say to people as well.
"""

import datetime
import json
from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from releases.models import Edition, Kind

# What could end the script element, or begin another one.
ESCAPES = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})


def linked_data(edition: Edition, topics: list[str], absolute: Callable[[str], str]) -> SafeString:
    """JSON-LD, fit to stand in a script element.

    Args:
        edition: one that is public.
        topics: what it is about, in words.
        absolute: makes a whole address of one that begins with a slash.
    """
    address = absolute(edition.own_url)
    issued = _moment(edition.published_at)
    said: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": edition.title,
        "description": edition.summary,
        "inLanguage": edition.language,
        "identifier": edition.numbers,
        "url": address,
        "mainEntityOfPage": address,
        "datePublished": edition.date.isoformat() if edition.historical else issued,
        # How old its text is from before this newsroom, nobody knows.
        "dateModified": "" if edition.historical else _moment(edition.public_from),
        "isAccessibleForFree": True,
        "publisher": [
            {
                "@type": "GovernmentOrganization",
                "name": name,
                "url": absolute(reverse("releases:agency", args=[slug])),
            }
            for name, slug in _issuers(edition)
        ],
        "image": [absolute(one.url) for one in edition.pictures] or [f"{address}card.png"],
        "keywords": topics,
    }
    if edition.kind == Kind.CORRECTION:
        said["dateModified"] = _moment(edition.public_from)
        said["correction"] = edition.note
    said = {name: value for name, value in said.items() if value}
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":")).translate(ESCAPES)
    return mark_safe(text)  # noqa: S308 - escaped for where it stands


def _moment(at: datetime.datetime) -> str:
    return timezone.localtime(at).isoformat(timespec="seconds")


def _issuers(edition: Edition) -> list[tuple[str, str]]:
    """The name and the slug of each agency that issued it."""
    partners = [(one["name"], one["agency"]) for one in edition.joint_with]
    return [(edition.agency.name, edition.agency.slug), *partners]
