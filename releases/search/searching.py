"""Asking a question of the index: which editions are found, in which order.

Words are counted, found and weighed over `Edition.objects.published()` alone, at the moment of
asking. The index also holds what is not public yet, and nothing of an answer may follow from that
(docs/decisions/0032-search.md).
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Q

from numbering.lookup import says_a_number
from releases.models.edition import Edition, EditionQuerySet
from releases.models.search import SearchEntry
from releases.search import asking, matching, ranking, times
from releases.search.asking import Question, Word
from releases.search.counting import Holding, each_up_to
from releases.search.ranking import FIELDS, Sought, Text, rarity
from releases.years import YearOf

MOST = 2_000  # editions that one question finds; a word of more than these only orders
RANKED = 500  # of them, the ones whose texts are compared
PUBLIC = 20_000  # how far the public editions are counted, to say how rare a word is
NEWEST = 1_000  # editions that words find which are that common
AMONG = (2_500, 12_500, 62_500)  # the newest editions that these are looked for among, before all
NUMBERED = 50


@dataclass(frozen=True)
class Terms:
    """What a question comes to, before it is asked of any editions.

    Attributes:
        question: what was asked.
        weighed: each word that stands somewhere in public, with its rarity; the rarest first.
        finding: those of them that find; the others stand in too many texts and only order.
        missing: words that stand nowhere in public.
    """

    question: Question
    weighed: tuple[tuple[Word, float], ...] = ()
    finding: tuple[Word, ...] = ()
    missing: tuple[Word, ...] = ()

    @property
    def only_ordering(self) -> list[Word]:
        if self.question.phrases:
            return []
        return [word for word, _weight in self.weighed if word not in self.finding]

    @property
    def all_common(self) -> bool:
        """Whether every word stands in too many texts: then all of them are to be met, and only the
        newest texts that do are read."""
        return bool(self.weighed) and not self.finding

    @property
    def most(self) -> int:
        """How many editions they find at most."""
        return NEWEST if self.all_common else MOST


class Row(NamedTuple):
    """An edition that was found, with what it is counted under."""

    pk: int
    release: int
    agency: int
    year: int
    genre: str
    joint: bool
    language: str
    met: tuple[bool, ...] = ()


@dataclass(frozen=True)
class Found:
    """What was found, each edition once, the newest first."""

    rows: list[Row]
    more: bool = False  # whether there are others that are not among them


def weigh(question: Question) -> Terms:
    """Count the words of a question in what is public."""
    public = Edition.objects.published()
    counted = [Holding(public, matching.any_of([word])) for word in question.words]
    if not counted:
        return Terms(question)
    texts, *holding = each_up_to([(PUBLIC, public), *((MOST + 1, one) for one in counted)])
    both = sorted(zip(holding, question.words, strict=True), key=lambda pair: pair[0])
    finding: list[Word] = []
    total = 0
    for count, word in both:
        total += count
        if count > 0 and total <= MOST:
            finding.append(word)
    return Terms(
        question,
        tuple((word, rarity(texts, count)) for count, word in both if count),
        tuple(finding),
        tuple(word for count, word in both if not count),
    )


def wanted(terms: Terms, span: Sequence[str] = ()) -> Q:
    """What an edition has to meet to be found.

    Args:
        span: marks of the time it was published in, if any; for `Terms.all_common` alone.
    """
    question = terms.question
    met = matching.demands(question, span)
    if question.phrases or not question.words:
        return Q(pk__in=[]) if question.text and question.says_nothing else met
    if terms.finding:
        return met & Q(matching.any_of(terms.finding))
    if terms.all_common:
        return met & Q(matching.all_of([word for word, _weight in terms.weighed], span))
    return Q(pk__in=[])


def found(terms: Terms, editions: EditionQuerySet) -> Found:
    """The editions that meet a question; the newest where there are too many.

    Args:
        editions: public ones.
    """
    return newest(terms, lambda span: editions.filter(wanted(terms, span)))


def newest(
    terms: Terms,
    meeting: Callable[[Sequence[str]], EditionQuerySet],
    flagged: bool = True,
    narrowed: bool = False,
) -> Found:
    """The newest editions that meet a question, with which of its words they meet.

    Of common words the time of the newest editions is read first, and more only where it does not
    have enough: the same is found as of all times, but not all that holds the words is read for it.

    Args:
        meeting: gives the editions that meet it; those of some stretch of time, or all.
        flagged: whether it is asked which words are met.
        narrowed: whether so much else is asked that the newest will not have enough.
    """
    met = {f"met{at}": matching.any_of([word]) for at, word in enumerate(terms.finding) if flagged}
    for span in _spans() if terms.all_common and not narrowed else ():
        rows = read_rows(meeting(span), terms.most)
        if rows.more:
            return rows
    return read_rows(meeting(()).annotate(**met), terms.most, list(met))


def _spans() -> Iterator[list[str]]:
    """Marks of the time of the newest editions, then of more of them.

    By their count, not by the calendar: an office may have rested for years, or have an archive
    that nobody adds to.
    """
    moments = Edition.objects.published().newest_first().values_list("published_at", flat=True)
    newest = moments.first()
    for count in AMONG:
        oldest = moments[count : count + 1].first()
        if newest is None or oldest is None:
            return
        yield times.between(oldest, newest)


def read_rows(editions: EditionQuerySet, most: int, flags: Sequence[str] = ()) -> Found:
    """The newest of some editions, with what they are counted under."""
    columns = ("pk", "release", "agency", YearOf("date"), "genre", "joint_json", "language")
    read = editions.newest_first().values_list(*columns, *flags)
    rows = [
        Row(pk, release, agency, year, genre, joint != "[]", language, tuple(met))
        for pk, release, agency, year, genre, joint, language, *met in read[: most + 1]
    ]
    return Found(rows[:most], more=len(rows) > most)


def ranked(terms: Terms, rows: Sequence[Row]) -> list[Row]:
    """The rows, which come newest first, the best answer first; of equal ones the newest."""
    weights = dict(terms.weighed)
    covered = [weights[word] for word in terms.finding]

    def cover(row: Row) -> float:
        return sum(weight for weight, met in zip(covered, row.met, strict=False) if met)

    by_cover = sorted(rows, key=lambda row: -round(cover(row), 9))
    best = {row.pk for row in by_cover[:RANKED]}
    return _weighed(terms, [row for row in rows if row.pk in best]) + by_cover[RANKED:]


def _weighed(terms: Terms, rows: list[Row]) -> list[Row]:
    weights = dict(terms.weighed)
    sought = [
        Sought(word.part, word.forms, weights[word])
        for word in terms.question.words
        if word in weights
    ]
    if not sought or len(rows) < 2:
        return rows
    names = [one.name for one in FIELDS]
    entries = SearchEntry.objects.filter(pk__in=[row.pk for row in rows])
    texts = {
        pk: Text(stems, title_words, body_words)
        for pk, title_words, body_words, *stems in entries.values_list(
            "pk", "title_words", "body_words", *names
        )
    }
    by_key = {row.pk: row for row in rows}
    newest = {pk: texts[pk] for pk in by_key if pk in texts}
    return [by_key[pk] for _weight, pk in ranking.order(newest, sought)]


def numbered(text: str, editions: EditionQuerySet) -> list[Row]:
    """The editions whose number a text is, or is a part of; the newest first."""
    if not says_a_number(text):
        return []
    return read_rows(editions.numbered(text), NUMBERED).rows


def search(text: str, editions: EditionQuerySet | None = None) -> list[int]:
    """What answers a text, best first: as the page of results has it, without its filters.

    Args:
        text: anything.
        editions: public ones; None for all that are public.

    Returns:
        Primary keys, at most MOST and NUMBERED of them.
    """
    editions = Edition.objects.published() if editions is None else editions
    terms = weigh(asking.read(text))
    first = [row.pk for row in numbered(text, editions)]
    answers = [row.pk for row in ranked(terms, found(terms, editions).rows)]
    return list(dict.fromkeys(first + answers))
