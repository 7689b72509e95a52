"""Which numbers a text may mean: "1158", "1158 SP HMS", "6588-SP-HMS-04-2026", "No. 0090/HUMAS".

One rule for the whole site: the search, the register, the address of a number, the desk.
"""

from django.db.models import Q

from numbering import patterns


def meaning(text: str) -> Q:
    """What to ask of `Number` so that it reads as `text`.

    Args:
        text: a whole number, its beginning, some of its words with a digit among them, or a
            bare serial; in any case, with any signs, with Roman or Arabic months, and with
            or without zeros in front. A label such as "Nomor:" before it, and a date
            behind it, are not read.

    Returns:
        A condition on Number; one that nothing meets where the text says nothing.
    """
    meant = Q(pk__in=[])
    for key in patterns.keys_in(text[: patterns.LONGEST_READ]):
        meant |= _says(key)
    return meant


def _says(key: str) -> Q:
    says = Q(key=key) | Q(key__startswith=f"{key}-")
    words = key.split("-")
    if len(words) > 1 and any(word.isdecimal() for word in words):
        says |= Q(key__contains=f"-{key}-") | Q(key__endswith=f"-{key}")
    if key.isdecimal() and int(key) <= patterns.LARGEST_SERIAL:
        says |= Q(serial=int(key))
    return says


def says_a_number(text: str) -> bool:
    """Whether a text may mean a number at all: there is a digit in it."""
    return any(map(str.isdecimal, text[: patterns.LONGEST_READ]))


def reads_as(printed: str, text: str) -> bool:
    """Whether a number that stands in no register yet reads as `text`, by the same rule.

    Args:
        printed: the number.
        text: as for `meaning`. No serial is known yet: a bare one has to stand in front.
    """
    own = patterns.key(printed[: patterns.LONGEST_READ])
    for key in patterns.keys_in(text[: patterns.LONGEST_READ]):
        within = f"-{key}-" in f"-{own}-" and "-" in key and says_a_number(key)
        if within or f"{own}-".startswith(f"{key}-"):
            return True
    return False
