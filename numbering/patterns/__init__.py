"""The pattern language of official numbers: `{serial}/SP-HMS/{month:02}/{year}`.

    {serial} {serial:3}                       the running number; with zeros up to 3 digits
    {month} {month:02} {month:roman}          3, 03, III
    {year} {year:2} {year-1998}               2020, 20, 22 (a volume)
    {fiscal} {fiscal:2}                       2026-2027, 26-27

All else is printed as it stands. Writing is exact; reading is forgiving. The rules are our own,
taken from numbers that offices really print. Nothing here touches the database.
"""

from .checking import LONGEST_NUMBER, check
from .language import LARGEST_SERIAL, explain, fields
from .reading import LONGEST_READ, Parts, key, parse
from .writing import fiscal_year, format_number

__all__ = [
    "LARGEST_SERIAL",
    "LONGEST_NUMBER",
    "LONGEST_READ",
    "Parts",
    "check",
    "explain",
    "fields",
    "fiscal_year",
    "format_number",
    "key",
    "parse",
]
