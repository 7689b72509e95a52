"""Another word in the place of one that no public release has: most likely it is misspelled.

Candidates come from every stem that was ever written. Which of them is offered depends on public
editions only: a stem has to stand in one, the more the better, and the word is shown as it is
written there.
"""

from collections import Counter

from django.db.models import Q

from releases.models.edition import Edition
from releases.models.search import SearchTerm
from releases.search import matching
from releases.search.asking import Word
from releases.search.counting import up_to
from releases.search.searching import Terms
from releases.search.texts import plain
from releases.search.words import WORD, composed, folded, stem

AT_ONCE = 40  # words that are asked for together
ENOUGH = 50  # editions: a word of more is as good
LOOKED_AT = 3  # editions in which it is looked how the word is written


def suggestion(terms: Terms) -> str:
    """What was typed with other words in the places of those that stand nowhere.

    Returns:
        The text, or "" where nothing better is known.
    """
    better = {word.typed: found for word in terms.missing if (found := likely(word))}
    if not better:
        return ""
    return WORD.sub(lambda found: better.get(found[0], found[0]), composed(terms.question.text))


def likely(word: Word) -> str:
    """The public word that is closest to one; of equally close ones the most frequent; or ""."""
    far = 1 if len(word.part) < 6 else 2
    if len(word.part) < 4 or not word.part.isalpha():
        return ""
    by_distance: dict[int, list[str]] = {}
    for form in word.forms:
        near = SearchTerm.objects.filter(Q(head=form[:2]) | Q(tail=form[-2:]))
        for term in near.values_list("term", flat=True):
            apart = distance(form, term, far)
            if 0 < apart <= far:
                by_distance.setdefault(apart, []).append(term)
    for apart in sorted(by_distance):
        if found := _most_frequent(sorted(set(by_distance[apart]))):
            return _as_written(found, word.part)
    return ""


def _most_frequent(terms: list[str]) -> str:
    best, most = "", 0
    public = Edition.objects.published()
    # All of them, however many: what is not public must not take the place of what is.
    for start in range(0, len(terms), AT_ONCE):
        some = terms[start : start + AT_ONCE]
        counts = up_to(ENOUGH, [public.filter(matching.Holds([[term]])) for term in some])
        for term, count in zip(some, counts, strict=True):
            if count > most:
                best, most = term, count
    return best


def _as_written(term: str, part: str) -> str:
    """How the newest public editions write a stem; of several ways the one most like `part`."""
    holding = Edition.objects.published().filter(matching.Holds([[term]])).newest_first()
    ways: Counter[str] = Counter()
    for edition in holding[:LOOKED_AT]:
        text = f"{edition.title} {edition.summary} {edition.dateline} {plain(edition.body)}"
        for found in WORD.finditer(composed(text)):
            parts = folded(found[0])
            if len(parts) == 1 and stem(parts[0], edition.language) == term:
                ways[parts[0]] += 1
    far = max(len(part), 4)
    return min(ways, key=lambda way: (distance(part, way, far), -ways[way], way), default=term)


def distance(one: str, other: str, far: int) -> int:
    """How many letters are wrong, missing, too many, or changed places with their neighbour.

    Args:
        far: more than so many are not counted.

    Returns:
        The distance (Damerau and Levenshtein's, each letter moved once), or far + 1.
    """
    if abs(len(one) - len(other)) > far:
        return far + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, start=1):
        next_row = [at]
        for place, another in enumerate(other, start=1):
            cost = min(row[place] + 1, next_row[-1] + 1, row[place - 1] + (letter != another))
            swapped = at > 1 and place > 1 and (letter, one[at - 2]) == (other[place - 2], another)
            next_row.append(min(cost, before[place - 2] + 1) if swapped else cost)
        if min(next_row) > far:
            return far + 1
        before, row = row, next_row
    return min(row[-1], far + 1)
