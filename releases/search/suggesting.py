"""Another word in the place of one that no public release has: most likely it is misspelled.

Candidates come from every word that was ever written. Which of them is offered depends on public
editions only: it has to stand in one as it is, and of equally close ones that of the most.
"""

from django.db.models import Q

from releases.models.edition import Edition
from releases.models.search import SearchTerm
from releases.search import matching
from releases.search.asking import Word
from releases.search.counting import up_to
from releases.search.index import SHORTEST
from releases.search.searching import Terms
from releases.search.words import WORD, composed

AT_ONCE = 40  # words that are asked for together
ENOUGH = 50  # editions: a word of more is as good


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
    part = word.part
    far = 1 if len(part) < 6 else 2
    if len(part) < SHORTEST or not part.isalpha():
        return ""
    by_distance: dict[int, list[str]] = {}
    near = SearchTerm.objects.filter(Q(head=part[:2]) | Q(tail=part[-2:]))
    for term in near.values_list("term", flat=True):
        apart = distance(part, term, far)
        if 0 < apart <= far:
            by_distance.setdefault(apart, []).append(term)
    for apart in sorted(by_distance):
        if found := _most_frequent(sorted(by_distance[apart])):
            return found
    return ""


def _most_frequent(terms: list[str]) -> str:
    best, most = "", 0
    public = Edition.objects.published()
    # All of them, however many: what is not public must not take the place of what is.
    for start in range(0, len(terms), AT_ONCE):
        some = terms[start : start + AT_ONCE]
        counts = up_to(ENOUGH, [public.filter(matching.written(term)) for term in some])
        for term, count in zip(some, counts, strict=True):
            if count > most:
                best, most = term, count
    return best


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
