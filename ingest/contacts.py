"""People and desks named for questions: name, position, telephone, e-mail.

Releases print them in any order and on any number of lines, so each piece is sorted by what it
is: a position begins with the word of an office or a rank, a name is what remains.
"""

import re
from dataclasses import dataclass, field

from ingest import letterhead, phones
from ingest.reading import Contact

_ASKING = re.compile(
    r"^(?:untuk\s+)?(?:"
    r"narahubung|nara\s+hubung|kontak|contacts?|contact\s+person|cp|hubungi|penanggung\s*jawab|"
    r"(?:media|press)\s+(?:contacts?|inquiries|office)|informasi\s+media|"
    r"(?:for\s+)?(?:further|more|additional)\s+information|"
    r"(?:informasi|keterangan|info)(?:\s+(?:lebih\s+lanjut|selengkapnya|lanjut)|(?=\s*:))|autentikasi"
    r")\b",
    re.IGNORECASE,
)
_POSITION = re.compile(
    r"^(?:kepala|kabid|kabag|kasubag|kasubbag|kasi|kasubdit|karo|kadiv|kabiro|plt|plh|pj|"
    r"direktur|deputi|wakil|sekretaris|ketua|juru\s+bicara|koordinator|staf|asisten|pranata|"
    r"manajer|manager|head|director|spokesperson|officer|secretary|chief|deputy|press|"
    r"communications?|corporate|vice|general|kapolda|kapolres\w*|kapen\w*|kadispen\w*|inspektur)\b",
    re.IGNORECASE,
)
_PIECES = re.compile(r"\s[–-]\s|\s/\s|[();]|:\s")
_ITEM_NUMBER = re.compile(r"^(?:\d{1,2}[.)]|[•●▪*–-]\s)\s*")
_HOURS = re.compile(
    r"(?:senin|selasa|rabu|kamis|jumat|mon|tue|wed|thu|fri)\w*\b.*\d{1,2}[.:]\d{2}|^pukul\b",
    re.IGNORECASE,
)
_LANGUAGES = re.compile(
    r"(?:(?:bahasa|indonesian?|inggris|english|jawa|sunda|bali|mandarin|arab)"
    r"(?:\s*[,/&]\s*|\s+(?:dan|and)\s+|\s*$|\s+))+",
    re.IGNORECASE,
)
# A comma parts a name from a title as well: “Sri Wahyuni, M.Si”.
_NAME_AND_POSITION = re.compile(r",\s*(?=[^,]+)")
_EXTENSION = re.compile(r",?\s*\b(?:pesawat|pes|ext|ekstensi|extension)\b\.?\s*\d+", re.IGNORECASE)
_FILLER = re.compile(
    r"\b(?:dapat|silakan|bisa|hubungi|menghubungi|please|contact|lembaga|berita|media|pers|kami)\b",
    re.IGNORECASE,
)


@dataclass
class _Draft:
    block: int
    names: list[str] = field(default_factory=list)
    positions: list[str] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)
    email: str | None = None

    def contact(self) -> Contact:
        return Contact(
            name=self.names[0] if self.names else None,
            position=", ".join(line.strip(" ,") for line in self.positions) or None,
            phones=self.phones,
            email=self.email,
        )


class Contacts:
    """Gathers contacts line by line; `left` holds what is no part of one."""

    def __init__(self) -> None:
        self.left: list[str] = []
        self._drafts: list[_Draft] = []
        self._draft: _Draft | None = None

    def take(self, line: str, block: int) -> None:
        """Sort `line` into a contact, or into `left`. `block` counts the groups of lines."""
        if _HOURS.match(line) or _LANGUAGES.fullmatch(line):
            self.left.append(line)
        elif is_asking(line):
            self._begin(block)
            self._add(_after_asking(line))
        elif self._draft is None and not phones.read(line):
            self.left.append(line)
        else:
            if self._draft is None:
                self._begin(block, self._positions_above())
            elif self._is_another(line, block):
                self._begin(block)
            self._add(line)
        if self._draft is not None:
            self._draft.block = block

    def end(self) -> None:
        """Say that the lines that follow belong to no contact gathered so far."""
        self._draft = None

    def found(self) -> list[Contact]:
        """Return the contacts, those with nothing but a label left out."""
        contacts = [draft.contact() for draft in self._drafts]
        return [contact for contact in contacts if contact != Contact()]

    def _begin(self, block: int, positions: list[str] | None = None) -> None:
        self._draft = _Draft(block, positions=positions or [])
        self._drafts.append(self._draft)

    def _positions_above(self) -> list[str]:
        """The office or position in the lines just before a telephone number without a label."""
        positions: list[str] = []
        while self.left and is_position(self.left[-1]):
            positions.insert(0, self.left.pop())
        return positions

    def _is_another(self, line: str, block: int) -> bool:
        """Tell whether `line` names another person than the one being gathered."""
        draft = self._draft
        if draft is None or not (draft.names or draft.phones):
            return False
        if sum(map(str.isalnum, phones.read(line).rest)) < 2:
            return False
        if is_position(line):
            return bool(draft.phones and draft.positions)
        return bool(draft.names) and (draft.block != block or bool(draft.phones))

    def _add(self, line: str) -> None:
        draft = self._draft
        if draft is None or not line:
            return
        reach = phones.read(line)
        draft.phones = list(dict.fromkeys([*draft.phones, *reach.phones, *reach.faxes]))
        for email in reach.emails:
            if draft.email is None:
                draft.email = email
            else:
                self.left.append(email)
        if phones.has_web(reach.rest) or len(reach.rest) > 150:
            self.left.append(reach.rest)
            return
        for piece in _PIECES.split(_ITEM_NUMBER.sub("", reach.rest)):
            self._sort(draft, piece.strip())

    def _sort(self, draft: _Draft, piece: str) -> None:
        extension = _EXTENSION.search(piece)
        if extension:
            self.left.append(extension[0].strip(" ,"))
            piece = _EXTENSION.sub("", piece).strip(" ,")
        # “E” is what stood before an address, as “T” before a telephone number.
        if sum(map(str.isalnum, piece)) < 2:
            return
        if is_position(piece):
            draft.positions.append(piece)
        elif comma := next(
            (c for c in _NAME_AND_POSITION.finditer(piece) if is_position(piece[c.end() :])), None
        ):
            self._sort(draft, piece[: comma.start()])
            draft.positions.append(piece[comma.end() :])
        elif not draft.names:
            draft.names.append(piece.strip(" ,;"))
        else:
            self.left.append(piece)


def is_asking(line: str) -> bool:
    """Tell whether `line` begins with a label for contacts, as “Narahubung:” or “Contact:”."""
    return _ASKING.match(line) is not None


def is_position(line: str) -> bool:
    """Tell whether `line` begins as a position or the name of an office does."""
    return _POSITION.match(line) is not None or letterhead.is_office(line)


def _after_asking(line: str) -> str:
    """Return what follows “Narahubung:”, “Informasi lebih lanjut hubungi” and the like."""
    label, colon, rest = line.partition(":")
    if colon and len(label) < 80 and not phones.read(label):
        return rest.strip()
    asking = _ASKING.match(line)
    return _FILLER.sub("", line[asking.end() :] if asking else line).strip(" :,.–-")
