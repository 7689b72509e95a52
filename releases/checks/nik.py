"""A NIK, the number of a person in Indonesia's population register.

Its form: Government Regulation 37/2007, article 37. Six digits of the region, six of the day of
birth (for women the day plus 40), four of a serial from 0001. The provinces are those whose
codes exist. A family's number has the same form, and is as private.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from releases.checks.rule import Level, Remark, Rule
from releases.checks.texts import masked, texts_of

if TYPE_CHECKING:
    from releases.models import Release

# One blank, dot or dash may stand between any two digits, and no further digit around them. In
# web addresses stand other long numbers.
SIXTEEN = re.compile(r"(?<![\w/=])(?<!\d[ .,-])\d(?:[ .-]?\d){15}(?!\w)(?![ .,-]\d)")
FORM = re.compile(
    r"""
    (?:1[1-9]|21|3[1-6]|5[1-3]|6[1-5]|7[1-6]|8[12]|9[1-6]) \d{4}    # province, and what is in it
    (?:0[1-9]|[12]\d|3[01]|4[1-9]|[56]\d|7[01])                     # day of birth
    (?:0[1-9]|1[0-2]) \d{2}                                         # month, year
    (?!0000) \d{4}
    """,
    re.VERBOSE,
)
THOUSANDS = re.compile(r"\d(?:\.\d{3}){5}")


def find(release: "Release") -> Iterator[Remark]:
    found = {(field, number): None for field, text in texts_of(release) for number in niks(text)}
    for field, number in found:
        yield Remark(
            _(
                "“%(number)s” looks like a NIK or the number of a family card. Take it out: it "
                "can be misused, and stays public for good."
            )
            % {"number": masked(number)},
            field,
        )


def niks(text: str) -> list[str]:
    """What in a text can be a NIK, as typed."""
    sixteens = [match.group() for match in SIXTEEN.finditer(text)]
    return [
        number
        for number in sixteens
        if FORM.fullmatch(re.sub(r"\D", "", number)) and not THOUSANDS.fullmatch(number)
    ]


RULE = Rule(
    code="nik",
    name=gettext_lazy("NIK in the text"),
    reason=gettext_lazy("With a person’s NIK others borrow money and register SIM cards."),
    level=Level.ERROR,
    field="body",
    find=find,
)
