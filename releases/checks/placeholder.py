"""Text that was to be filled in: “XXX”, “TBD”, “lorem ipsum”, “[isi di sini]”.

Official texts have words that look alike, so these are left alone:

- XXX is thirty after “ke-”, an abbreviation (PON XXX), the name of an occasion (Muktamar XXX),
  or before a year; and three letters of a licence plate after a number (B 1234 XXX);
- TBC is tuberculosis in Indonesian, and so only counts in other languages or in brackets;
- “nama pejabat” and the like only count in brackets: warnings of fraud speak of it.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from releases.checks.rule import Level, Remark, Rule
from releases.checks.texts import texts_of

if TYPE_CHECKING:
    from releases.models import Release

CROSSES = re.compile(r"(?<![\w.@])(?<!\d[ -])(?:[Xx]{4,}|XXX|xxx)(?![\w@]|\.\w)")
OCCASIONS = (
    "Olimpiade|Olimpiada|Olympiad|Olympics?|Games|Bowl|Muktamar|Kongres|Congress|Munas|Nasional"
    "|Rakernas|Konferensi|Conference|Festival|Pekan|Wisuda|Angkatan|Gelombang|Edisi|Volume"
    "|Jilid|Bab|Bagian|Tahun|Ulang Tahun|Dies Natalis|Temu|Raya|Cabang"
)
THIRTIETH_OF = re.compile(rf"(?:\b(?i:ke)[- ]|\b[A-Z]{{3,5}} |\b(?i:{OCCASIONS}) )$")
OF_A_YEAR = re.compile(r"[ /,]{1,2}(?:[Tt]ahun )?(?:19|20)\d\d\b")

TO_FILL_IN = (
    "tbc|tbd|isi|diisi|tulis|ketik|masukkan|lengkapi|ganti|nama|jabatan|tanggal|tempat|lokasi"
    "|judul|kutipan|nomor|insert|fill|enter|add|type|your|name|title|date|place|quote|number"
)
BLANKS = re.compile(
    rf"""
    \b lorem \s ipsum \b
  | (?<!\[) \b TBD \b
  | \[ (?:{TO_FILL_IN}) \b (?!\s (?:disamar|samar|withheld|redacted)) [^\][\d]{{0,60}} \]
  | \( (?: (?:nama|jabatan|tanggal|tempat|lokasi|isi) \s di \s? sini
         | nama \s pejabat | nama \s dan \s jabatan ) \)
  | \b (?:tanggal|waktu|tempat|lokasi|nama|nomor) \s menyusul (?= \s* (?:[.,;)\]]|$))
    """,
    re.VERBOSE | re.IGNORECASE,
)
TBC = re.compile(r"(?<!\[)\bTBC\b")


def find(release: "Release") -> Iterator[Remark]:
    for field, text in texts_of(release):
        for blank in dict.fromkeys(placeholders(text, release.language)):
            yield Remark(
                _("“%(text)s” is still to be filled in. Write what belongs there.")
                % {"text": blank},
                field,
            )


def placeholders(text: str, language: str) -> Iterator[str]:
    """What in a text was to be filled in, as typed.

    Args:
        language: of the text, such as "id".
    """
    for match in CROSSES.finditer(text):
        if match.group() != "XXX" or not _is_thirty(text, match):
            yield match.group()
    yield from BLANKS.findall(text)
    if language != "id":
        yield from TBC.findall(text)


def _is_thirty(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - 30) : match.start()]
    return bool(THIRTIETH_OF.search(before) or OF_A_YEAR.match(text, match.end()))


RULE = Rule(
    code="placeholder",
    name=gettext_lazy("Placeholder text"),
    reason=gettext_lazy("What was to be filled in and was not is read by everybody."),
    level=Level.ERROR,
    field="body",
    find=find,
)
