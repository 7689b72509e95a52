"""Why a text does not read, in words for the registrar who enters a number given on paper."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy

from .language import LARGEST_SERIAL, explain

_INSTEAD = gettext_lazy(
    "Check %(found)s: in its place the pattern %(pattern)s has %(expected)s, %(meaning)s."
)

_SENTENCES = {
    "long": gettext_lazy("Shorten the text: no number has more than %(expected)s characters."),
    "pattern": gettext_lazy("Correct the pattern first: nothing reads by %(pattern)s."),
    "several": gettext_lazy("Enter only one number: more than one reads by %(pattern)s."),
    "literal": gettext_lazy(
        "Check %(found)s: in its place the pattern %(pattern)s prints %(expected)s."
    ),
    "few": gettext_lazy(
        "The text ends too soon: by the pattern %(pattern)s it goes on with %(expected)s."
    ),
    "many": gettext_lazy("Remove %(found)s: the pattern %(pattern)s ends before it."),
    "serial": gettext_lazy(
        "Check %(found)s: in its place the pattern %(pattern)s has the running number, from 1 to "
        "%(largest)d."
    ),
    "day": gettext_lazy(
        "Check %(found)s: in its place the pattern %(pattern)s has the day, from 1 to 31."
    ),
    "month": gettext_lazy(
        "Check %(found)s: in its place the pattern %(pattern)s has the month, which is 1 to 12, I "
        "to XII or a name such as Maret."
    ),
    "year": _INSTEAD,
    "fiscal": _INSTEAD,
    "fiscal end": gettext_lazy(
        "Check %(found)s: a fiscal year ends in the year after the one it begins in."
    ),
    "digits": _INSTEAD,
    "date": gettext_lazy("Check the day: there is no day %(found)s in that month."),
}


class Unreadable(ValueError):
    """A text does not read by a pattern; the message says why and what is expected."""


@dataclass(frozen=True)
class Misfit:
    """The first point at which a text and a pattern part."""

    place: int  # how many words of the text came before it
    why: str  # which of the sentences above
    found: str = ""
    expected: str = ""  # a piece of the pattern

    def sentence(self, pattern: str) -> str:
        """Say it in the reader's language, in full."""
        return str(_SENTENCES[self.why]) % {
            "found": self.found,
            "expected": self.expected,
            "pattern": pattern,
            "largest": LARGEST_SERIAL,
            "meaning": ", ".join(meaning for _, meaning in explain(self.expected)),
        }
