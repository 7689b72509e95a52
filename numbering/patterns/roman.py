"""Roman numerals, for volumes such as Th. XXVII; the months have a list of their own."""

LARGEST_ROMAN = 3999  # beyond it the numerals want signs that no keyboard has

_SIGNS = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC")),
    *((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)


def roman(number: int) -> str:
    """Write a number, 1 to LARGEST_ROMAN, in Roman numerals."""
    text = ""
    for value, sign in _SIGNS:
        count, number = divmod(number, value)
        text += sign * count
    return text


_NUMBERS = {roman(number): number for number in range(1, LARGEST_ROMAN + 1)}


def roman_number(word: str) -> int | None:
    """Tell which number a word in upper case writes in Roman numerals, if any."""
    return _NUMBERS.get(word)
