"""The closing lines below a body: end marks, place and date, contacts, addresses on the web."""

import re
from dataclasses import dataclass, field

from . import dates, letterhead, numbers, phones
from .layout import Unit, is_prose
from .reading import Contact

_END_MARK = re.compile(
    r"(?:\(?\s*[*#=_~–-](?:\s?[*#=_~–-])*\s*\)?|-\s?30\s?-|[-–]*\s?(?:o0o|selesai|sekian|end|ends)"
    r"\s?[-–]*|\([*]*/?[\w. /]{0,20}\))",
    re.IGNORECASE,
)
_INLINE_MARK = re.compile(r"\s?\((?:\*+|#+)\)$|\s?\*{3}$|\s?#{3}$")
_ASKING = re.compile(
    r"^(?:untuk\s+)?(?:"
    r"narahubung|nara\s+hubung|kontak|contacts?|penanggung\s*jawab|media\s+(?:contacts?|inquiries)|"
    r"press\s+(?:contacts?|office|inquiries)|(?:for\s+)?(?:further|more|additional)\s+information|"
    r"(?:informasi|keterangan|info)\s+(?:lebih\s+lanjut|selengkapnya|lanjut)|hubungi|"
    r"informasi\s+media|cp|contact\s+person)\b",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"^(?:website|web|situs|laman|youtube|facebook|fb|instagram|ig|twitter|x|tiktok|threads|"
    r"linkedin|media\s+sosial|sosial\s+media|sumber|foto|teks|penulis|editor|redaksi|tag|tags|"
    r"tautan|baca\s+(?:juga|selengkapnya)|unduh|lampiran|tembusan)\b[^.]{0,40}?(?::|@|$)|^[@#]\w",
    re.IGNORECASE,
)
_POSITION = re.compile(
    r"^(?:kepala|kabid|kabag|kasubag|kasubbag|kasi|kasubdit|karo|kadiv|kabiro|plt|plh|pj|"
    r"direktur|deputi|wakil|sekretaris|ketua|juru\s+bicara|koordinator|staf|asisten|pranata|"
    r"manajer|manager|head|director|spokesperson|officer|secretary|chief|deputy|press|"
    r"communications?|corporate|vice|general|kapolda|kapolres\w*|inspektur)\b",
    re.IGNORECASE,
)
_PIECES = re.compile(r"\s[–-]\s|\s/\s|[();]")
_ITEM_NUMBER = re.compile(r"^\d{1,2}[.)]\s*")
_FILLER = re.compile(
    r"\b(?:dapat|silakan|bisa|hubungi|menghubungi|please|contact|lembaga|berita|media|pers|kami)\b",
    re.IGNORECASE,
)
_DATE_LABEL = re.compile(
    r"^\s*(?:hari\s*[/,&]?\s*)?(?:tanggal|tgl|date|dated|hari)\b[\s.:,]*", re.IGNORECASE
)
_PLACE_OR_OFFICE = re.compile(r"[A-Z][\w.'’]*(?:\s[A-Z][\w.'’]*){0,3}")
_TIME = re.compile(
    r"(?:(?:pukul|pkl\.?|jam|at)?\s*\d{1,2}[.:]\d{2}\s*(?:wib|wita|wit|[ap]\.?m\.?)?)?",
    re.IGNORECASE,
)


@dataclass
class Closing:
    """The closing as read. `left` are the lines no field has a place for."""

    date: dates.PrintedDate | None = None
    numbers: list[str] = field(default_factory=list)
    contacts: list[Contact] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


@dataclass
class _Draft:
    names: list[str] = field(default_factory=list)
    positions: list[str] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)
    emails: list[str] = field(default_factory=list)
    block: int = 0

    def contact(self) -> Contact:
        return Contact(
            name=self.names[0] if self.names else None,
            position=_chained(self.positions) or None,
            phones=self.phones,
            email=self.emails[0] if self.emails else None,
        )


def split(body: list[Unit]) -> tuple[list[Unit], list[Unit]]:
    """Return the units of the body proper and those of its closing.

    The closing begins at its first mark, and with the names of offices directly above it.
    """
    start = next(
        (place for place, unit in enumerate(body) if place and _begins(unit)), len(body)
    )
    while start > 1 and _is_signature(body[start - 1]):
        start -= 1
    return body[:start], body[start:]


def without_end_mark(paragraph: str) -> tuple[str, str]:
    """Return `paragraph` without an end mark such as “(*)”, and that mark or an empty string."""
    match = _INLINE_MARK.search(paragraph[-12:])
    if match is None:
        return paragraph, ""
    mark = match.group()
    return paragraph[: -len(mark)].rstrip(), mark.strip()


def date_line(line: str) -> dates.PrintedDate | None:
    """Return the date of a line that holds no more than place, office and date."""
    if len(line) > 90:
        return None
    found = dates.find(line)
    if len(found) != 1:
        return None
    before = _DATE_LABEL.sub("", line[: found[0].start])
    parts = [part.strip() for part in re.split(r"[,:|(–—-]", before) if part.strip()]
    if len(parts) > 3 or not all(_PLACE_OR_OFFICE.fullmatch(part) for part in parts):
        return None
    return found[0] if _TIME.fullmatch(line[found[0].end :].strip(" .,)|–-")) else None


def read(units: list[Unit]) -> Closing:
    """Return date, numbers and contacts of the closing `units`, and the lines left over."""
    closing = Closing()
    draft: _Draft | None = None
    drafts: list[_Draft] = []
    for unit in units:
        for line in unit.lines:
            dated = date_line(line)
            if dated is not None:
                closing.left += [closing.date.text] if closing.date else []
                closing.date = dated
                draft = None
            elif _ASKING.match(line):
                draft = _Draft(block=unit.block)
                drafts.append(draft)
                _add(draft, _after_asking(line), closing)
            elif printed := numbers_in(line):
                closing.numbers += printed
                draft = None
            elif _END_MARK.fullmatch(line) or _ELSEWHERE.match(line):
                closing.left.append(line)
                draft = None
            elif draft is None and not phones.read(line):
                closing.left.append(line)
            else:
                if draft is None:
                    draft = _office_above(closing, unit)
                    drafts.append(draft)
                elif _is_another(draft, line, unit.block):
                    draft = _Draft()
                    drafts.append(draft)
                draft.block = unit.block
                _add(draft, line, closing)
    contacts = [draft.contact() for draft in drafts]
    closing.contacts = [contact for contact in contacts if contact != Contact()]
    return closing


def _add(draft: _Draft, line: str, closing: Closing) -> None:
    """Sort one line of a contact into name, position, telephone and e-mail."""
    if not line:
        return
    reach = phones.read(line)
    draft.phones = list(dict.fromkeys([*draft.phones, *reach.phones, *reach.faxes]))
    draft.emails += reach.emails
    rest = reach.rest if reach else line
    if not rest:
        return
    if phones.has_web(rest) or len(rest) > 150:
        closing.left.append(rest)
    else:
        for piece in _PIECES.split(_ITEM_NUMBER.sub("", rest)):
            _add_piece(draft, piece.strip(), closing)


def _add_piece(draft: _Draft, piece: str, closing: Closing) -> None:
    if not any(map(str.isalnum, piece)):
        return
    if _is_position(piece):
        draft.positions.append(piece)
    elif not draft.names:
        draft.names.append(piece.strip(" ,;"))
    else:
        closing.left.append(piece)


def _is_position(text: str) -> bool:
    return _POSITION.match(text) is not None or letterhead.is_office(text)


def _is_another(draft: _Draft, line: str, block: int) -> bool:
    """Tell whether `line` names another person than the one being gathered."""
    if not draft.names or not phones.read(line).rest or _POSITION.match(line):
        return False
    return draft.block != block or bool(draft.phones and not letterhead.is_office(line))


def _office_above(closing: Closing, unit: Unit) -> _Draft:
    """Begin a contact without a label: the office or position in the lines just before it."""
    draft = _Draft(block=unit.block)
    while closing.left and _is_position(closing.left[-1]):
        draft.positions.insert(0, closing.left.pop())
    return draft


def _begins(unit: Unit) -> bool:
    line = unit.lines[0]
    if _END_MARK.fullmatch(unit.text) or date_line(unit.text) or numbers_in(unit.text):
        return True
    if is_prose(unit.text) and not re.match(r"^[^.]{0,60}:$", line):
        return False
    short = len(unit.text) < 200
    reach = phones.read(unit.text) if short else phones.Reach()
    return short and bool(
        _ASKING.match(line) or _ELSEWHERE.match(line) or (reach and len(reach.rest) < 60)
    )


def _is_signature(unit: Unit) -> bool:
    text = unit.text
    return len(text) < 120 and _is_position(text) and text[-1] not in ".:;”\"" and text[0].isupper()


def _after_asking(line: str) -> str:
    """Return what follows “Narahubung:”, “Informasi lebih lanjut hubungi” and the like."""
    label, colon, rest = line.partition(":")
    if colon and len(label) < 80 and not phones.read(label):
        return rest.strip()
    asking = _ASKING.match(line)
    return _FILLER.sub("", line[asking.end() :] if asking else line).strip(" :,.–-")


def _chained(positions: list[str]) -> str:
    return ", ".join(position.strip(" ,") for position in positions)


def numbers_in(line: str) -> list[str]:
    """Return the official numbers of a line below the text that says nothing else."""
    if len(line) > 100:
        return []
    if numbers.is_number(line):
        return [line]
    found = numbers.read_line(line)
    return found.numbers if found and not found.rest else []


def is_text(unit: Unit) -> bool:
    """Tell whether `unit`, found below the first closing line, is a sentence of the body."""
    return is_prose(unit.text) and not _ASKING.match(unit.text) and not phones.read(unit.text)


def is_contact(unit: Unit) -> bool:
    """Tell whether `unit` begins with a label that asks for contact, as “Media Contact:”."""
    return _ASKING.match(unit.text) is not None and len(unit.text) < 300
