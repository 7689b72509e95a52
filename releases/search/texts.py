"""What of a sealed edition is searched, as plain text, field by field."""

import html
import json
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from releases.figures import PLACE
from releases.search import times
from releases.search.words import stems_and_words

if TYPE_CHECKING:
    from releases.models import Edition, Topic

# Bytes of one field's stems. PostgreSQL takes a megabyte of different words of one text at most;
# a release of a hundred pages has a quarter of this.
LARGEST = 400_000

_BLOCK_END = re.compile(r"</(?:p|h\d|li|td|th|tr|figcaption|caption|blockquote)>|<br ?/?>")
_TAG = re.compile(r"<[^>]*>")


def plain(body: str) -> str:
    """A clean body without tags and without the places of its figures."""
    text = _TAG.sub("", _BLOCK_END.sub(" ", PLACE.sub(" ", body)))
    return " ".join(html.unescape(text).split())


def captions(edition: "Edition") -> str:
    """What stands below its pictures and in their place."""
    return " ".join(
        f"{one['caption']} {one['alt']}" for one in json.loads(edition.attachments_json)
    )


def stemmed(edition: "Edition", topics: "Iterable[Topic]") -> dict[str, str]:
    """An edition's row of the index, without its key and its rules.

    Args:
        edition: with its agency. Of a tombstone only the number is searched.
        topics: those it is listed under, which are not sealed with it.
    """
    said = {
        "title": edition.title,
        "lead": f"{edition.summary} {edition.dateline} {captions(edition)}",
        "body": plain(edition.body),
        "agency": _issuers(edition),
        "topics": " ".join(f"{topic.name} {topic.name_en}" for topic in topics),
    }
    if edition.withdrawn:
        said = dict.fromkeys(said, "")
    found = {name: stems_and_words(text, edition.language) for name, text in said.items()}
    return {name: _joined(stems) for name, (stems, _words) in found.items()} | {
        "number": number(edition),
        "title_words": _joined(found["title"][1]),
        "body_words": _joined(found["lead"][1] + found["body"][1]),
    }


def number(edition: "Edition") -> str:
    """The field of its numbers, once it has them.

    Behind them the marks of its time: no words of it, but found as words, so that the newest texts
    with one are found without the others.
    """
    text = " ".join(json.loads(edition.numbers_json))
    found, _words = stems_and_words(text, edition.language)
    return _joined([*found, *times.marks(edition.published_at)])


def _issuers(edition: "Edition") -> str:
    """The offices as their letterheads had them that day, and as they are called now."""
    sealed = [json.loads(edition.letterhead_json)]
    names = [edition.agency.name, edition.agency.short_name]
    for other in json.loads(edition.joint_json):
        sealed.append(other.get("letterhead", {}))
        names += [other.get("name", ""), other.get("short_name", "")]
    lines = [line for letterhead in sealed for line in letterhead.get("lines", [])]
    # Each word once: a letterhead says the same in other words.
    return " ".join(dict.fromkeys(" ".join([*names, *lines]).split()))


def _joined(found: list[str]) -> str:
    text = " ".join(found)
    if len(text) * 4 <= LARGEST or len(text.encode()) <= LARGEST:
        return text
    return text.encode()[:LARGEST].decode(errors="ignore").rpartition(" ")[0]
