"""What somebody types to find releases at the desk, read as a condition.

Every word has to be met: by the text, by a number in any spelling, by the name of a person who
wrote, or by a state. What stands between quotation marks is one word.
"""

import html
import re
import unicodedata
from collections.abc import Iterable

from django.conf import settings
from django.contrib.auth.models import User
from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Concat
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, override

from numbering.models import Number
from releases.body import CONTROLS
from releases.models.edition import Edition, Kind
from releases.models.revision import Revision, What
from releases.models.state import State

LONGEST = 300  # characters, as many as a headline may have; what follows is not read
MOST_WORDS = 20

_WORD = re.compile(r'["“”„«»]([^"“”„«»]+)["“”„«»]|([^\s"“”„«»]+)')
_IN_THE_TEXT = ("title", "summary", "dateline", "paper_numbers")

# No state at the desk; yet it is what the list says of most.
PUBLIC = gettext_lazy("public")

# Who did this has written: began it, saved it, or submitted it.
WRITING = (What.EDIT, What.SUBMIT)


def words_of(text: str) -> list[str]:
    """The words that were typed, a phrase between quotation marks as one; at most MOST_WORDS."""
    read = unicodedata.normalize("NFC", CONTROLS.sub(" ", text[:LONGEST]))
    found = [" ".join((phrase or word).split()) for phrase, word in _WORD.findall(read)]
    return list(dict.fromkeys(filter(None, found)))[:MOST_WORDS]


def meaning(text: str) -> Q:
    """What to ask of `Release` so that it is what was typed.

    Args:
        text: anything. Case does not matter; nothing in it is a wildcard.

    Returns:
        A condition; one that nothing meets where the text says nothing.
    """
    words = words_of(text)
    if not words:
        return Q(pk__in=[])
    whole = " ".join(words)
    met = Q()
    for word in words:
        met &= _met(word)
    return met | _numbered(whole) | _standing(whole)


def states_named(text: str) -> list[str]:
    """The states that a word means, in any of the newsroom's languages."""
    said = " ".join(text.split()).casefold()
    return [state for state in State.values if said in {state, *_called(State(state).label)}]


def written_by(people: "QuerySet[User] | Iterable[User]") -> QuerySet:
    """The primary keys of the releases that any of `people` began, saved or submitted."""
    return Revision.objects.filter(action__in=WRITING, by__in=people).values("release")


def _met(word: str) -> Q:
    met = _standing(word) | Q(pk__in=written_by(_people(word)))
    for spelling in _spellings(word):
        # A body is kept as HTML, in which & < > are written in another way.
        met |= Q(body__icontains=html.escape(spelling, quote=False))
        for field in _IN_THE_TEXT:
            met |= Q(**{f"{field}__icontains": spelling})
    return met | _numbered(word) if any(map(str.isdecimal, word)) else met


def _numbered(text: str) -> Q:
    numbers = Number.objects.reading_as(text)
    return Q(pk__in=numbers.values("releasenumber__release")) | Q(reservation__in=numbers)


def _people(word: str) -> QuerySet[User]:
    """Those whose user name, or one of whose names, begins like this."""
    named = Q()
    for spelling in _spellings(word):
        named |= Q(username__istartswith=spelling) | Q(names__icontains=f" {spelling}")
    names = Concat(Value(" "), "first_name", Value(" "), "last_name")
    return User.objects.annotate(names=names).filter(named)


def _standing(text: str) -> Q:
    met = Q(state__in=states_named(text))
    if text.casefold() in _called(PUBLIC):
        public = Edition.objects.published().exclude(kind=Kind.WITHDRAWAL)
        met |= Q(pk__in=public.values("release"))
    return met


def _called(label: str | Promise) -> set[str]:
    """What a label says in each of the newsroom's languages."""
    names = set()
    for language, _name in settings.LANGUAGES:
        with override(language):
            names.add(str(label).casefold())
    return names


def _spellings(word: str) -> set[str]:
    """SQLite, and some databases of PostgreSQL, know the two cases of A to Z only."""
    if word.isascii():
        return {word}
    return {word, word.lower(), word.upper(), word.capitalize()}
