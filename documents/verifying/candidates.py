"""Which public editions a document may be: by the numbers on it, or else by its words."""

import re
from urllib.parse import unquote

from documents.verifying.letters import Letters
from numbering import patterns
from numbering.models import Number, State
from releases.models import Edition
from releases.search.searching import search

MOST = 5  # releases
MOST_KEYS = 200
MOST_LINES = 300
MOST_WORDS = 24

# Words and digits held together by strokes or hyphens: 1158/SP-HMS/03/2020. It begins where a word
# does, and gives nothing back: of a word without end it takes one look.
_WITH_STROKES = re.compile(r"(?<![\w.-])[\w.-]++(?:\s?/\s?[\w.-]++)+|(?<!\w)\w++(?:-\w++){2,}")
_WORD = re.compile(r"[^\W\d_]{5,}")


def candidates(said: Letters) -> list[int]:
    """The releases that a document may be one of, the likeliest first.

    Returns:
        Primary keys of public releases, withdrawn ones among them; at most MOST by number, and
        at most MOST by words.
    """
    by_number = list(_by_number(said.text))
    by_words = list(_by_words(said.text)) if len(by_number) < MOST else []
    return list(dict.fromkeys([*by_number, *by_words]))


def keys_on(text: str) -> set[str]:
    """The keys of what may be a number in a text."""
    keys: set[str] = set()
    lines = [line for line in text.splitlines() if any(map(str.isdecimal, line))]
    for line in lines[: MOST_LINES // 2] + lines[MOST_LINES // 2 :][-MOST_LINES // 2 :]:
        said = unquote(line)[:1000]
        found = [said] if len(said) <= patterns.LONGEST_READ else []
        for one in [*found, *(part[0] for part in _WITH_STROKES.finditer(said))]:
            keys.update(patterns.keys_in(one[: patterns.LONGEST_READ]))
        if len(keys) > MOST_KEYS:
            break
    return keys


def _by_number(text: str) -> list[int]:
    keys = [key for key in keys_on(text) if any(map(str.isdecimal, key)) and "-" in key]
    numbers = Number.objects.filter(key__in=keys[: 2 * MOST_KEYS]).exclude(state=State.VOID)
    bearers = numbers.values("releasenumber__release")
    found = Edition.objects.published().filter(release__in=bearers).newest_first()
    return list(dict.fromkeys(found.values_list("release", flat=True)[: 4 * MOST]))[:MOST]


def _by_words(text: str) -> list[int]:
    """By a few long words of its beginning, middle and end: the search orders what has some."""
    words = list(dict.fromkeys(word.lower() for word in _WORD.findall(text[:100_000])))
    longest = sorted(words, key=len, reverse=True)[:MOST_WORDS]
    asked = [longest[:12], longest[12:]]
    found: list[int] = []
    for few in asked:
        if few:
            found += search(" ".join(few))[:MOST]
    releases = Edition.objects.published().filter(pk__in=found).values_list("pk", "release")
    by_edition = dict(releases)
    return list(dict.fromkeys(by_edition[pk] for pk in found if pk in by_edition))[:MOST]
