"""Writing the index. Nothing else writes to its tables."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from agencies.models import Agency
from releases import shelves, tallies
from releases.models.edition import Edition
from releases.models.search import SearchEntry, SearchTerm
from releases.models.shelf import Shelf
from releases.models.tally import Tally
from releases.search.matching import WORDS, written
from releases.search.texts import number, stemmed
from releases.search.words import LONGEST, RULES
from releases.search.words import written as written_words

if TYPE_CHECKING:
    from releases.models import Topic

TABLES = ("releases_searchentry", "releases_searchterm", "releases_shelf", "releases_tally")
AT_ONCE = 200  # editions that are in memory together
TERMS_AT_ONCE = 5_000
SHORTEST = 4  # letters of a word that may be misspelled
FIELDS = (
    *("title", "lead", "body", "agency", "topics", "number"),
    *("title_words", "body_words"),
)


def write(editions: Sequence[Edition]) -> None:
    """Write the rows of editions as these are now, remember their words, and shelve them.

    Args:
        editions: sealed ones, with agency and topics prefetched where they are many.
    """
    entries = [
        SearchEntry(edition=one, rules=RULES, **stemmed(one, one.topics.all())) for one in editions
    ]
    SearchEntry.objects.bulk_create(
        entries,
        update_conflicts=True,
        unique_fields=["edition"],
        update_fields=[*FIELDS, "rules"],
    )
    _remember(_terms(*entries))
    shelves.put(editions)


def begin(edition: Edition, topics: Iterable["Topic"]) -> SearchEntry:
    """The row of an edition that is about to be sealed, and may lack its numbers.

    Its words are remembered at once. `complete` is still to be called.
    """
    entry = SearchEntry(rules=RULES, **stemmed(edition, topics))
    _remember(_terms(entry))
    return entry


def complete(entry: SearchEntry, edition: Edition) -> None:
    """Write the row of an edition that was just sealed."""
    entry.edition = edition
    entry.number = number(edition)
    entry.save(force_insert=True)


def rewrite(editions: Iterable[int]) -> Iterator[int]:
    """Write the rows of many editions again, a few at a time.

    Args:
        editions: their primary keys.

    Yields:
        How many are done.
    """
    wanted = Edition.objects.select_related("agency").prefetch_related("topics")
    keys = sorted(editions)
    for start in range(0, len(keys), AT_ONCE):
        some = keys[start : start + AT_ONCE]
        write(list(wanted.filter(pk__in=some)))
        yield start + len(some)


def outdated() -> list[int]:
    """The editions without a row, with one that was written by other rules, or on no shelf."""
    right = SearchEntry.objects.filter(rules=RULES, edition__in=Shelf.objects.values("edition"))
    return list(Edition.objects.exclude(pk__in=right.values("pk")).values_list("pk", flat=True))


def forget(edition: Edition) -> None:
    """After a redaction: empty its row, and forget the words that stand nowhere else."""
    before = SearchEntry.objects.filter(edition=edition).first()
    write([edition])
    for term in _terms(before) if before else ():
        if not Edition.objects.filter(written(term)).exists():
            SearchTerm.objects.filter(pk=term).delete()


def follow_topic(topic: "Topic") -> None:
    """After a topic was renamed, or another merged into it."""
    for _done in rewrite(topic.editions.values_list("pk", flat=True)):
        pass


def follow_agency(agency: Agency) -> None:
    """After an agency was saved: what its releases are found by, if it has another name."""
    newest = agency.editions.order_by("-pk").first()
    if newest is None or is_right(newest):
        return
    for _done in rewrite(agency.editions.values_list("pk", flat=True)):
        pass


def is_right(edition: Edition) -> bool:
    """Whether an edition's row says what it should, and it stands on the right shelves."""
    entry = SearchEntry.objects.filter(edition=edition, rules=RULES).first()
    if entry is None:
        return False
    right = stemmed(edition, edition.topics.all())
    same = all(getattr(entry, name) == text for name, text in right.items())
    return same and shelves.are_right(edition)


def rebuild_words() -> None:
    """On SQLite let the table of words be made anew from the rows; elsewhere it is a column."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {WORDS}({WORDS}) VALUES ('rebuild')")


def tidy() -> None:
    """Tell PostgreSQL what there is after much was written, so that it finds its way to it."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "ANALYZE releases_searchentry, releases_searchterm, releases_shelf, releases_tally"
            )


def is_whole() -> bool:
    """Whether what finds words has the words of the rows, as far as the engine itself can say."""
    if connection.vendor != "sqlite":
        return True  # a generated column can't differ
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            check = f"INSERT INTO {WORDS}({WORDS}, rank) VALUES ('integrity-check', 1)"
            cursor.execute(check)
    except DatabaseError:
        return False
    return True


def bring_up_to_date(**_kwargs: object) -> None:
    """After every `migrate`: index what is sealed and was not indexed, or by other rules."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return  # not all the way: the tables are not those of this code
    if keys := outdated():
        for done in rewrite(keys):
            sys.stdout.write(f"  Search index: {done}/{len(keys)}\n")
        tidy()
    if Edition.objects.exists() and not Tally.objects.exists():
        tallies.rewrite()


def agency_saved(
    sender: type[Agency], instance: Agency, created: bool, raw: bool, **_kwargs: object
) -> None:
    """What is saved of an agency may be its name. What is loaded brings its index along."""
    if not created and not raw:
        follow_agency(instance)


def _terms(*entries: SearchEntry) -> set[str]:
    words: set[str] = set()
    for entry in entries:
        words.update(entry.title_words.split(), entry.body_words.split())
    return _worth_remembering(words)


def _worth_remembering(words: Iterable[str]) -> set[str]:
    return {word for word in words if SHORTEST <= len(word) <= LONGEST and word.isalpha()}


def remember(texts: Iterable[str]) -> None:
    """Keep the words of texts before they are indexed, and before numbers are taken for them.

    Two that bring one new word wait for each other. If one of them had a counter by then, and
    the other came to need it, both would wait for ever.
    """
    _remember(_worth_remembering(word for text in texts for word in written_words(text)))


def _remember(terms: set[str]) -> None:
    # In one order, so that two approvals do not wait for each other; and not more at once than
    # every SQLite takes as parameters.
    ordered = sorted(terms)
    for start in range(0, len(ordered), TERMS_AT_ONCE):
        some = ordered[start : start + TERMS_AT_ONCE]
        known = set(SearchTerm.objects.filter(pk__in=some).values_list("pk", flat=True))
        SearchTerm.objects.bulk_create(
            [
                SearchTerm(term=term, head=term[:2], tail=term[-2:])
                for term in some
                if term not in known
            ],
            ignore_conflicts=True,
            batch_size=1000,
        )
