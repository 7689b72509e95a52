"""The letters that the bundled fonts have, and what stands for the others.

A paper may hold no letter that its fonts cannot draw: PDF/A and PDF/UA forbid it. So such a letter
becomes a white square, and the paper says so.

Source: the table `cmap` of the OpenType specification, formats 4 and 12.
"""

import struct
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

FONTS = Path(__file__).parent / "fonts"
STAND_IN = "□"
# Never drawn: they only say how their neighbours are.
UNDRAWN = {"Cf", "Zl", "Zp"}
VARIATIONS = {*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)}


@cache
def drawable() -> frozenset[int]:
    """The code points for which there is a drawing, in every style of a family."""
    families: dict[str, set[int]] = {}
    for font in FONTS.glob("*.ttf"):
        family, found = font.name.partition("-")[0], _code_points(font.read_bytes())
        families[family] = families.get(family, found) & found
    return frozenset().union(*families.values())


def drawn(said: Any) -> Any:
    """The same texts, lists and dicts, with a square for every letter that cannot be drawn."""
    match said:
        case str():
            return said if said.isascii() else "".join(map(_letter, said))
        case list():
            return [drawn(one) for one in said]
        case dict():
            return {name: drawn(one) for name, one in said.items()}
    return said


def _letter(letter: str) -> str:
    code = ord(letter)
    if code in VARIATIONS:
        return ""
    if code < 0x80 or code in drawable() or unicodedata.category(letter) in UNDRAWN:
        return letter
    return STAND_IN


def _code_points(font: bytes) -> set[int]:
    tables = struct.unpack_from(">H", font, 4)[0]
    entries = (struct.unpack_from(">4s4xII", font, 12 + 16 * nth) for nth in range(tables))
    start = next(offset for name, offset, _length in entries if name == b"cmap")
    found: set[int] = set()
    for nth in range(struct.unpack_from(">H", font, start + 2)[0]):
        at = start + struct.unpack_from(">I", font, start + 4 + 8 * nth + 4)[0]
        match struct.unpack_from(">H", font, at)[0]:
            case 4:
                found |= _format_4(font, at)
            case 12:
                found |= _format_12(font, at)
    return found


def _format_4(font: bytes, at: int) -> set[int]:
    segments = struct.unpack_from(">H", font, at + 6)[0] // 2
    columns = f">{segments}H"
    ends = struct.unpack_from(columns, font, at + 14)
    starts, deltas, offsets = (
        struct.unpack_from(columns, font, at + 16 + 2 * segments * nth) for nth in (1, 2, 3)
    )
    found = set()
    for nth, (first, last) in enumerate(zip(starts, ends, strict=True)):
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = code
            if offsets[nth]:
                here = at + 16 + 2 * segments * 3 + 2 * nth
                glyph = struct.unpack_from(">H", font, here + offsets[nth] + 2 * (code - first))[0]
            if glyph and (glyph + deltas[nth]) % 0x10000:
                found.add(code)
    return found


def _format_12(font: bytes, at: int) -> set[int]:
    groups = struct.unpack_from(">I", font, at + 12)[0]
    found: set[int] = set()
    for nth in range(groups):
        first, last = struct.unpack_from(">II", font, at + 16 + 12 * nth)
        found.update(range(first, last + 1))
    return found
