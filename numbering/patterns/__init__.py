"""The pattern language of official numbers: `{serial}/SP-HMS/{month:02}/{year}`.

    {serial} {serial:3}                       the running number; with zeros up to 3 digits
    {day} {day:02}                            7, 07
    {month} {month:02} {month:roman}          3, 03, III
    {month:name} {month:abbr}                 Maret, Mar; {month:NAME} MARET; {month:name-en} March
    {year} {year:2} {year-1998}               2020, 20, 22 (a volume); {year-1998:roman} XXII
    {fiscal} {fiscal:2}                       2026-2027, 26-27

All else is printed as it stands. Fields that always print as many digits may touch, as in
{year}{month:02}{day:02}; others stand apart. The serial of an addendum has a letter behind it:
1158A. Writing is exact; reading is forgiving. The rules are our own, taken from numbers that
offices really print. Nothing here touches the database.
"""

from .checking import LONGEST_NUMBER, check, check_suffix
from .language import LARGEST_SERIAL, explain, fields
from .proposing import Proposal, Unproposable, propose
from .reading import LONGEST_READ, Parts, key, keys_in, parse, read
from .unreadable import Unreadable
from .writing import around_serial, fiscal_year, format_number

__all__ = [
    "LARGEST_SERIAL",
    "LONGEST_NUMBER",
    "LONGEST_READ",
    "Parts",
    "Proposal",
    "Unproposable",
    "Unreadable",
    "around_serial",
    "check",
    "check_suffix",
    "explain",
    "fields",
    "fiscal_year",
    "format_number",
    "key",
    "keys_in",
    "parse",
    "propose",
    "read",
]
