"""The names of the months, as numbers print them: Indonesian, and English for offices abroad."""

_INDONESIAN = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
)
_ENGLISH = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
# Older or longer spellings that offices still use.
_VARIANTS = {"PEBRUARI": 2, "PEB": 2, "AGT": 8, "AGS": 8, "SEPT": 9, "NOPEMBER": 11, "NOP": 11}

_NUMBERS = _VARIANTS | {
    spelling.upper(): month
    for names in (_INDONESIAN, _ENGLISH)
    for month, name in enumerate(names, start=1)
    for spelling in (name, name[:3])
}


def month_name(month: int, style: str) -> str:
    """Write the name of a month.

    Args:
        month: 1 to 12.
        style: ":name", ":NAME", ":abbr" or ":ABBR" (the first three letters), with "-en" behind
            it for English.

    Returns:
        "Maret", "MARET", "Mar" or "MAR"; "March" for ":name-en".
    """
    plain = style.removesuffix("-en")
    name = (_INDONESIAN if plain == style else _ENGLISH)[month - 1]
    if plain.lower() == ":abbr":
        name = name[:3]
    return name.upper() if plain.isupper() else name


def month_named(word: str) -> int | None:
    """Tell which month, 1 to 12, a word in upper case names, in either language, if any."""
    return _NUMBERS.get(word)
