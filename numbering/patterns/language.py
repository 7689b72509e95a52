"""The words of the pattern language: which fields there are, and what they mean."""

import re
from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

LARGEST_SERIAL = 999_999_999  # nine digits, so that it fits a 32-bit database column

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")

KNOWN_FIELDS = (
    "{serial}, {serial:3}, {day}, {day:02}, {month}, {month:02}, {month:roman}, "
    "{month:name}, {month:NAME}, {month:abbr}, {month:ABBR}, "
    "{month:name-en}, {month:NAME-en}, {month:abbr-en}, {month:ABBR-en}, "
    "{year}, {year:2}, {year-1998}, {year-1998:roman}, {fiscal}, {fiscal:2}"
)

# One letter behind the serial of an addendum. I, V and X would read as Roman months.
SUFFIXES = frozenset("ABCDEFGHJKLMNOPQRSTUWYZ")

_STYLES = {
    "serial": ":[1-9]|",
    "day": ":02|",
    "month": ":02|:roman|:(?:name|NAME|abbr|ABBR)(?:-en)?|",
    "year": ":2|-[1-9][0-9]{0,3}(?::roman)?|",
    "fiscal": ":2|",
}

# The digits of the fields that always print as many.
_DIGITS = {"day:02": 2, "month:02": 2, "year": 4, "year:2": 2}

_MEANINGS = {
    "literal": gettext_lazy("printed as it stands"),
    "brace": gettext_lazy("not understood: a brace without a partner"),
    "unknown": gettext_lazy("not understood: no such field"),
    "serial": gettext_lazy("the running number"),
    "day": gettext_lazy("the day of the month"),
    "day:02": gettext_lazy("the day of the month as a number of two digits"),
    "month": gettext_lazy("the month as a number"),
    "month:02": gettext_lazy("the month as a number of two digits"),
    "month:roman": gettext_lazy("the month as a Roman numeral"),
    "month:name": gettext_lazy("the month in Indonesian, such as Maret"),
    "month:NAME": gettext_lazy("the month in Indonesian, such as MARET"),
    "month:abbr": gettext_lazy("three letters of the month in Indonesian, such as Mar"),
    "month:ABBR": gettext_lazy("three letters of the month in Indonesian, such as MAR"),
    "month:name-en": gettext_lazy("the month in English, such as March"),
    "month:NAME-en": gettext_lazy("the month in English, such as MARCH"),
    "month:abbr-en": gettext_lazy("three letters of the month in English, such as Mar"),
    "month:ABBR-en": gettext_lazy("three letters of the month in English, such as MAR"),
    "year": gettext_lazy("the year"),
    "year:2": gettext_lazy("the last two digits of the year"),
    "fiscal": gettext_lazy("the fiscal year"),
    "fiscal:2": gettext_lazy("the fiscal year, with two digits for each year"),
}

_PART = re.compile(r"\{[^{}]*\}|[^{}]+|[{}]")
_FIELD = re.compile(r"\{([a-z]+)(.*)\}")


@dataclass(frozen=True)
class Part:
    """A piece of a pattern: a literal, a field, or what is not understood."""

    text: str  # as typed, a field with its braces
    kind: str  # "serial", "day", "month", "year", "fiscal", "literal", "brace" or "unknown"
    style: str = ""  # ":3", ":02", ":roman", ":name", ":2", "-1998" or "-1998:roman"

    @property
    def is_field(self) -> bool:
        return self.kind in _STYLES

    @property
    def is_in_letters(self) -> bool:
        return self.is_roman or (self.kind == "month" and self.style not in ("", ":02"))

    @property
    def is_roman(self) -> bool:
        return self.style.endswith(":roman")

    @property
    def digits(self) -> int:
        """How many digits the field always prints; 0 where the number of them changes."""
        return _DIGITS.get(self.kind + self.style, 0)

    @property
    def first_char(self) -> str:
        """What the part prints first, or for a field a specimen of it."""
        return self._specimen[:1]

    @property
    def last_char(self) -> str:
        return self._specimen[-1:]

    @property
    def _specimen(self) -> str:
        if not self.is_field:
            return self.text
        return "I" if self.is_in_letters else "1"

    @property
    def constant(self) -> int:
        """The years that a volume leaves out: 1998 in {year-1998}, 0 in any other part."""
        return int(self.style[1:].removesuffix(":roman")) if self.style.startswith("-") else 0


def split(pattern: str) -> list[Part]:
    """Cut a pattern into its parts, in reading order.

    Args:
        pattern: any text; nothing is refused here, and no character is lost.

    Returns:
        The parts; two literals never touch.
    """
    return [_part(text) for text in _PART.findall(pattern)]


def _part(text: str) -> Part:
    if text in ("{", "}"):
        return Part(text, "brace")
    if not text.startswith("{"):
        return Part(text, "literal")
    field = _FIELD.fullmatch(text)
    if field and field[1] in _STYLES and re.fullmatch(_STYLES[field[1]], field[2]):
        return Part(text, field[1], field[2])
    return Part(text, "unknown")


def letter_after_serial(parts: list[Part]) -> str:
    """Find the letter that leaves no room for a suffix.

    Args:
        parts: those of a pattern.

    Returns:
        The serial's field with the letter or field directly after it, such as "{serial}e", or
        nothing where no letter is printed there.
    """
    for serial, after in pairwise(parts):
        if serial.kind == "serial" and after.first_char.isalpha():
            return serial.text + (after.text if after.is_field else after.first_char)
    return ""


def fields(pattern: str) -> frozenset[str]:
    """Tell which kinds of field a pattern prints.

    Args:
        pattern: any text.

    Returns:
        Some of "serial", "day", "month", "year", "fiscal".
    """
    return frozenset(part.kind for part in split(pattern) if part.is_field)


def explain(pattern: str) -> list[tuple[str, str]]:
    """Describe a pattern part by part, for the person who types it.

    Args:
        pattern: any text; what `check` refuses is described as not understood.

    Returns:
        Pairs of a part as typed and its meaning in the reader's language, in reading order.
    """
    return [(part.text, _meaning(part)) for part in split(pattern)]


def _meaning(part: Part) -> str:
    if part.constant and part.is_roman:
        return _("the year minus %(constant)d as a Roman numeral") % {"constant": part.constant}
    if part.constant:
        return _("the year minus %(constant)d") % {"constant": part.constant}
    if part.kind == "serial" and part.style:
        digits = part.style[1:]
        return _("the running number, with zeros up to %(digits)s digits") % {"digits": digits}
    return str(_MEANINGS[part.kind + part.style])


def year_meant(field: Part, number: int) -> int | None:
    """Tell the year that a printed number stands for.

    Args:
        field: a {year…} or {fiscal…} field.
        number: what stands in its place, 0 or more.

    Returns:
        A year of four digits: 2020 for 2020, for 20 in {year:2} and for 22 in {year-1998}; None
        where the number stands for none. Two digits mean 2000 to 2099.
    """
    if field.style == ":2":
        return 2000 + number if 0 <= number <= 99 else None
    year = number + field.constant
    return year if number > 0 and 1000 <= year <= 9999 else None
