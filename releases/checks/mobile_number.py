"""A mobile number in the text that is not one of those the office gives out.

Mobile numbers begin with 08, abroad with +62 8, and have 10 to 13 digits. Which are the
office's own is told by the letterheads and the public contacts of the release.
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

MOBILE = re.compile(
    r"""
    (?<!\w) (?<!\d[ .,-])
    (?: \(?\+?62\)? [ .-]? (?:\(0\))? | \(?0 ) 8[1-35789]\d \)?
    (?: [ .-]?\d ){6,9}+
    (?!\w) (?![ .,-]\d)
    """,
    re.VERBOSE,
)


def find(release: "Release") -> Iterator[Remark]:
    found = {
        (field, key(number)): number
        for field, text in texts_of(release)
        for number in mobile_numbers(text)
    }
    own = _given_out(release) if found else set()
    for (field, digits), number in found.items():
        if digits not in own:
            yield Remark(
                _(
                    "“%(number)s” looks like a personal mobile number. Take it out; or, if it "
                    "is for the public, add it to a public contact of this release."
                )
                % {"number": masked(number)},
                field,
            )


def mobile_numbers(text: str) -> list[str]:
    """The mobile numbers in a text, as typed."""
    dashes = str.maketrans(dict.fromkeys("‐‑–", "-"))
    return [match.group() for match in MOBILE.finditer(text.translate(dashes))]


def key(number: str) -> str:
    """A mobile number by its digits from the 8 on, however it is typed."""
    return re.sub(r"\D", "", number).removeprefix("62").lstrip("0")


def _given_out(release: "Release") -> set[str]:
    letterheads = [agency.letterhead_on(release.date) for agency in release.issuers()]
    lines = [contact.phones for contact in release.contacts.all() if contact.public]
    lines += [f"{sheet.phones}\n{sheet.faxes}" for sheet in letterheads if sheet]
    return {key(number) for text in lines for number in mobile_numbers(text)}


RULE = Rule(
    code="mobile-number",
    name=gettext_lazy("Mobile number in the text"),
    reason=gettext_lazy("A private number in a release rings for years, and can’t be called back."),
    level=Level.WARNING,
    field="body",
    find=find,
)
