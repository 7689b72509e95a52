"""What a document is: read, looked for among what is public, compared."""

import hashlib
from collections.abc import Sequence

from django.http import HttpRequest
from django.utils.translation import get_language

from documents.letters import STAND_IN
from documents.verifying.candidates import candidates, keys_on
from documents.verifying.comparing import (
    Difference,
    Pieces,
    Published,
    differences,
    is_part,
    is_whole,
    likeness,
    shingles,
    words_of,
)
from documents.verifying.letters import Letters, reduced
from documents.verifying.published import published, with_page
from documents.verifying.reading import text_of
from documents.verifying.standing import Answer, Verdict, by_hash, by_number, of_edition
from numbering import patterns
from releases.models import Edition

MOST_EDITIONS = 12  # of all releases that are looked at together
COMPARED = 3  # the editions that are most like it, letter by letter
Ranked = tuple[float, Edition, Published]  # how much a document is like an edition
ALIKE = 0.3  # from here on a document is held to be one of ours that was altered


def judged(content: bytes, request: HttpRequest) -> Answer:
    """What a file is.

    Raises:
        Unreadable: there is nothing to compare.
    """
    (known,) = by_hash(hashlib.sha256(content).hexdigest())
    if known.verdict != Verdict.UNKNOWN:
        return known
    return judged_text(text_of(content), request)


def judged_text(text: str, request: HttpRequest) -> Answer:
    """What a text is."""
    document = reduced(text)
    if not document.bare:
        return Answer(Verdict.UNKNOWN)
    if answer := _only_a_number(text.strip()):
        return answer
    releases = candidates(document)
    tombstones, editions = _to_compare(releases)
    found = _compared(document, editions, request)
    if found and found.verdict != Verdict.ALTERED:
        return found
    # Its words are not read any more: whoever holds a sheet with its number is told so.
    for tombstone in tombstones:
        if _bears_its_number(document, tombstone) and (answer := of_edition(tombstone)):
            return answer
    return found or Answer(Verdict.UNKNOWN)


def _only_a_number(text: str) -> Answer | None:
    """What a number is that was pasted as a text; None where it is no public number, or several."""
    if len(text) > patterns.LONGEST_READ or not any(map(str.isdecimal, text)):
        return None
    answers = by_number(text, get_language() or "id")
    current = answers[0].current
    whole = current and patterns.key(text) in map(patterns.key, current.numbers)
    return answers[0] if whole and len(answers) == 1 else None


def _to_compare(releases: list[int]) -> tuple[list[Edition], list[Edition]]:
    """The tombstones, and all editions of the others that may be read, newest first."""
    public = list(Edition.objects.published().filter(release__in=releases))
    public.sort(key=lambda one: releases.index(one.release_id))
    kept = [one.release_id for one in public if not one.withdrawn]
    seen = Edition.objects.history().filter(release__in=kept)
    whole = list(seen.select_related("agency", "release", "redaction").order_by("-public_from"))
    whole.sort(key=lambda one: releases.index(one.release_id))
    return [one for one in public if one.withdrawn], whole[:MOST_EDITIONS]


def _compared(document: Letters, editions: list[Edition], request: HttpRequest) -> Answer | None:
    """What a document is of some editions; None where it has nothing to do with any of them."""
    own = shingles(words_of(document))
    ranked: list[Ranked] = []
    for edition in editions:
        says = published(edition)
        ranked.append((likeness(shingles(words_of(says.words)), own), edition, says))
    ranked.sort(key=lambda one: -one[0])  # stable: of two that are as like, the newer
    best = ranked[:COMPARED]
    if answer := _faithful(document, best):
        return answer
    best = [one for one in best if one[0] >= ALIKE]
    for _share, edition, says in best:
        with_page(says, edition, request)
    if answer := _faithful(document, best) or _faithful_in_squares(document, best):
        return answer
    for _share, edition, says in best:
        if is_part(says, document):
            return _said(Verdict.PARTIAL, edition)
    best = best or [one for one in ranked if _bears_its_number(document, one[1])]
    if not best:
        return None
    _share, edition, says = best[0]
    return _said(Verdict.ALTERED, edition, differences(says, document, Pieces(says, document)))


def _faithful(document: Letters, editions: list[Ranked]) -> Answer | None:
    for _share, edition, says in editions:
        if is_whole(says, document, Pieces(says, document)):
            return of_edition(edition)
    return None


def _faithful_in_squares(document: Letters, editions: list[Ranked]) -> Answer | None:
    """The same for a sheet with squares in the place of letters that it can not show."""
    if STAND_IN not in document.text:
        return None
    squared = [(share, one, published(one, as_drawn=True)) for share, one, _says in editions]
    return _faithful(document, squared)


def _said(verdict: Verdict, edition: Edition, places: Sequence[Difference] = ()) -> Answer | None:
    answer = of_edition(edition)
    if answer:
        answer.verdict, answer.differences = verdict, list(places)
    return answer


def _bears_its_number(document: Letters, edition: Edition) -> bool:
    keys = keys_on(document.text)
    return any(patterns.key(number) in keys for number in edition.numbers)
