"""Which editions hold a word: the one condition that each engine answers from its own index.

Both are asked for the same stems, and neither for an order: their own ranks count what is not
public, or know nothing of rare words.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, F, Func, Q

from releases.search.asking import Phrase, Question, Word
from releases.search.words import forms

ENTRY = "releases_searchentry"
WORDS = "releases_searchwords"
IN_ORDER = ("title", "lead", "body")  # the fields in which words stand one after the other


class Holds(Func):
    """That an edition's row of the index holds stems.

    Args:
        any_of: groups of stems; of every group one is to be met.
        phrases: words between blanks; one of them has to stand as it is in one field.
        within: the fields, for phrases.
    """

    output_field = BooleanField()
    conditional = True

    def __init__(
        self,
        any_of: Iterable[Iterable[str]],
        phrases: Iterable[str] = (),
        within: Iterable[str] = IN_ORDER,
        key: str = "pk",
    ) -> None:
        super().__init__(F(key))
        self.groups = tuple(tuple(group) for group in any_of)
        self.phrases, self.within = tuple(phrases), tuple(within)

    @property
    def identity(self) -> tuple:
        return (*super().identity, self.groups, self.phrases, self.within)

    def __hash__(self) -> int:
        return hash(self.identity)

    def _phrased(self) -> tuple[str, list[str]]:
        tests = [f"' ' || w.{field} || ' ' LIKE %s" for field in self.within] * len(self.phrases)
        params = [f"% {phrase} %" for phrase in self.phrases for _field in self.within]
        return (f" AND ({' OR '.join(tests)})" if tests else ""), params

    def as_sql(
        self, compiler: Any, connection: BaseDatabaseWrapper, **_context: Any
    ) -> tuple[str, list[Any]]:
        edition, params = compiler.compile(self.source_expressions[0])
        holding, asked = self.holding(connection.vendor)
        return f"{edition} IN ({holding})", [*params, *asked]

    def holding(self, vendor: str) -> tuple[str, list[Any]]:
        """SQL that gives the keys, `edition_id`, of all that hold the stems, and its parameters."""
        return self._in_postgresql() if vendor == "postgresql" else self._in_sqlite()

    def _in_postgresql(self) -> tuple[str, list[Any]]:
        asked = _spelled(self.groups, "'{}'", " | ", " & ")
        phrased, patterns = self._phrased()
        found = f"SELECT w.edition_id FROM {ENTRY} w WHERE w.vector @@ %s::tsquery{phrased}"
        # It always begins with the words. PostgreSQL believes that a text is compared as fast as
        # two numbers, and would rather take the words out of one text after the other.
        found = f"WITH found AS MATERIALIZED ({found}) SELECT edition_id FROM found"
        return found, [asked, *patterns]

    def _in_sqlite(self) -> tuple[str, list[Any]]:
        asked = _spelled(self.groups, '"{}"', " OR ", " AND ")
        found = f"SELECT rowid AS edition_id FROM {WORDS} WHERE {WORDS} MATCH %s"
        if not self.phrases:
            return found, [asked]
        phrased, patterns = self._phrased()
        found = f"SELECT w.edition_id FROM {ENTRY} w WHERE w.edition_id IN ({found}){phrased}"
        return found, [asked, *patterns]


def _spelled(groups: Iterable[Iterable[str]], quoted: str, either: str, both: str) -> str:
    """Stems, which are letters and digits only, in an engine's own language."""
    return both.join(f"({either.join(map(quoted.format, group))})" for group in groups)


def any_of(words: Iterable[Word]) -> Holds:
    return Holds([[form for word in words for form in word.forms]])


def all_of(words: Iterable[Word], span: Sequence[str] = ()) -> Holds:
    """That all words stand there; in a text of some time, if it is given."""
    return Holds([*(word.forms for word in words), *([span] if span else [])])


def phrase(words: Phrase, span: Sequence[str] = ()) -> Holds:
    """That words stand one after the other, as stemmed in one language or another.

    Args:
        span: marks of the time it was published in, if any.
    """
    if len(words) == 1:
        return all_of(words, span)
    most = max(len(word.forms) for word in words)
    spelled = (
        " ".join(word.forms[min(place, len(word.forms) - 1)] for word in words)
        for place in range(most)
    )
    groups = [*(word.forms for word in words), *([span] if span else [])]
    return Holds(groups, dict.fromkeys(spelled))


def written(part: str) -> Holds:
    """That a word stands there as it is, folded, in the headline or the text."""
    return Holds([forms(part)], [part], ("title_words", "body_words"))


def demands(question: Question, span: Sequence[str] = ()) -> Q:
    """What every text that is found has to meet: the phrases, and none of what is excluded.

    Args:
        span: marks of the time that a text with the phrases was published in, if any.
    """
    met = Q()
    for words in question.phrases:
        met &= Q(phrase(words, span))
    for words in question.without:
        met &= ~Q(phrase(words))
    return met


def everything(question: Question) -> Q:
    """What a text has to meet that is to hold all that is asked. None does where nothing is."""
    if question.says_nothing:
        return Q(pk__in=[])
    met = demands(question)
    return met & Q(all_of(question.words)) if question.words else met
