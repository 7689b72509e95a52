"""The closing lines below a body: end marks, place and date, contacts, addresses on the web."""

import re
from dataclasses import dataclass, field

from ingest import contacts, dates, numbers, phones
from ingest.layout import Unit, is_item, is_prose
from ingest.reading import Contact

_END_MARK = re.compile(
    r"(?:\(?\s*[*#=_~–-](?:\s?[*#=_~–-])*\s*\)?|-\s?30\s?-|[-–]*\s?(?:o0o|selesai|sekian|end|ends)"
    r"\s?[-–]*|\([*]*/?[\w. /]{0,20}\))",
    re.IGNORECASE,
)
_INLINE_MARK = re.compile(r"\s?\((?:\*+|#+)\)$|\s?\*{3}$|\s?#{3}$")
_ELSEWHERE = re.compile(
    r"^(?:website|web|situs|laman|youtube|facebook|fb|instagram|ig|twitter|x|tiktok|threads|"
    r"linkedin|media\s+sosial|sosial\s+media|sumber|foto|teks|penulis|editor|redaksi|tag|tags|"
    r"tautan|baca\s+(?:juga|selengkapnya)|unduh|lampiran|tembusan)\b(?:$|[^.]{0,80}?[:@])|^[@#]\w",
    re.IGNORECASE,
)
# What our own papers and those of others say beside a QR code.
_GENUINE = re.compile(
    r"^(?:apakah\s+lembar|is\s+this\s+sheet|(?:pindai|scan)\s+(?:the\s+)?(?:qr|kode|code))"
    r"|/verify/\?number=",
    re.IGNORECASE,
)
# No release closes with more; a hostile text may.
_MOST_LINES = 300


@dataclass
class Closing:
    """The closing as read. `left` are the lines no field has a place for."""

    date: dates.PrintedDate | None = None
    date_line: str = ""
    numbers: list[str] = field(default_factory=list)
    contacts: list[Contact] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


def split(body: list[Unit]) -> tuple[list[Unit], list[Unit], list[Unit]]:
    """Return the text, the sentences that stand below its closing lines, and those lines.

    The closing begins at its first mark, and with the names of offices directly above it.
    """
    start = next((place for place, unit in enumerate(body) if place and _begins(unit)), len(body))
    if start == len(body):
        start = _unmarked(body)
    while start > 1 and _is_signature(body[start - 1]):
        start -= 1
    late = [unit for unit in body[start:] if _is_text(unit)]
    below = [unit for unit in body[start:] if not _is_text(unit)]
    return body[:start], late, below


def read(units: list[Unit]) -> Closing:
    """Return date, numbers and contacts of the closing `units`, and the lines left over."""
    closing = Closing()
    gathering = contacts.Contacts()
    lines = [(unit.text, unit.block) for unit in units]
    for line, block in lines[:_MOST_LINES]:
        date = dates.alone(line)
        if date is not None and closing.date is None:
            closing.date, closing.date_line = date, line
        elif printed := numbers.alone(line):
            closing.numbers += printed
        elif _END_MARK.fullmatch(line) or _ELSEWHERE.match(line) or _GENUINE.search(line):
            gathering.left.append(line)
        else:
            gathering.take(line, block)
            continue
        gathering.end()
    closing.contacts = gathering.found()
    closing.left = gathering.left + [line for line, _block in lines[_MOST_LINES:]]
    return closing


def without_end_mark(paragraph: str) -> tuple[str, str]:
    """Return `paragraph` without an end mark such as “(*)”, and that mark or an empty string."""
    match = _INLINE_MARK.search(paragraph[-12:])
    if match is None:
        return paragraph, ""
    mark = match.group()
    return paragraph[: -len(mark)].rstrip(), mark.strip()


def _begins(unit: Unit) -> bool:
    text, line = unit.text, unit.lines[0]
    if _END_MARK.fullmatch(text) or dates.alone(text) or numbers.alone(text):
        return True
    if _GENUINE.search(text):
        return True
    if len(text) >= 200 or is_item(line) or (is_prose(text) and not line.endswith(":")):
        return False
    reach = phones.read(text)
    # “Kontak Erat Berkurang di Tiga Provinsi” is a heading.
    asked = contacts.is_asking(line) and (":" in line or reach or line.count(" ") < 4)
    elsewhere = _ELSEWHERE.match(line) is not None
    return bool(asked or elsewhere or (reach and len(reach.rest) < 60))


def _unmarked(body: list[Unit]) -> int:
    """Return where the body ends above a position and a name that nothing else marks."""
    start = len(body)
    while start > 1 and len(body[start - 1].text) < 80 and body[start - 1].text[-1] not in '.:;”"':
        start -= 1
    signed = (place for place in range(start, len(body)) if _is_signature(body[place]))
    return next(signed, len(body))


def _is_text(unit: Unit) -> bool:
    """Tell a sentence from “Untuk informasi lebih lanjut dapat menghubungi:”."""
    asking = contacts.is_asking(unit.text) and unit.text.endswith(":")
    return is_prose(unit.text) and not asking


def _is_signature(unit: Unit) -> bool:
    text = unit.text
    return len(text) < 120 and contacts.is_position(text) and text[-1] not in '.:;”"'
