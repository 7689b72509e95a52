"""The head of the sheet: the office's lines, its address, city and postcode, how to reach it.

An Indonesian postcode has five digits; the order “lines, address, telephone, city and postcode” is
that of official letterheads, and each part may be absent or share its line with another.
"""

import re
from dataclasses import dataclass, field

from ingest import phones, places
from ingest.reading import Letterhead

_ADDRESS = re.compile(
    r"^(?:alamat\s*:?\s*)?(?:jalan|jl|jln|komplek|kompleks|kawasan|gedung|gd|graha|menara|wisma|"
    r"plaza|jend|street)\b|\b(?:jalan|jln?)\b\.?\s.*\d|\b(?:lantai|lt)\b\.?\s*\d"
    r"|^\d{1,5}\s+[A-Z][\w. ]+\b(?:street|avenue|road|nw|blvd)\b",
    re.IGNORECASE,
)
# “JALAN LAYANG 3 KM DIRESMIKAN” may be a headline; an address has the number of a house.
# What ends in a city and its postcode is an address, whatever the house is called.
_ENDS_IN_CITY = re.compile(r",\s*[A-Za-z.' ]{3,40}[ ,–-]+\d{5}$")
_HOUSE = re.compile(
    r"\b(?:no|nomor|kav|blok|lt|lantai|rt|rw|km)\b\.?\s*[\dA-Z]{1,4}\b|\s\d{1,4}[A-Z]?\s*(?:,|$)"
    r"|\d-\d|\d{5}",
    re.IGNORECASE,
)
_STREET = re.compile(r"\s(?=(?:jalan|jln?)\b.*\d)", re.IGNORECASE)
_POSTCODE = re.compile(r"(?:kode\s*pos\s*[:.]?\s*)?(?<![\d.-])(\d{5})(?![\d.-])", re.IGNORECASE)
_COUNTRY = re.compile(r"[\s,–-]*\bindonesia\b\.?$", re.IGNORECASE)
_OFFICE = re.compile(
    r"^(?:pemerintah|pemprov|pemkab|pemkot|kementerian|kementrian|kemenko|dinas|badan|lembaga|biro|"
    r"bagian|bidang|sekretariat|sekretaris|direktorat|departemen|kepolisian|polda|polres|polresta|"
    r"kantor|balai|pusat|komisi|dewan|mahkamah|kejaksaan|bank|otoritas|republik|humas|hubungan|"
    r"universitas|unit|satuan|tentara|komando|inspektorat|rumah sakit|rsud|perusahaan|"
    r"pt|perum|kedutaan|konsulat|ministry|department|office|agency|embassy|bureau|authority|"
    r"commission|city of|government|united|republic|diskominfo\w*|provinsi|kabupaten|kota)\b",
    re.IGNORECASE,
)


@dataclass
class _Found:
    lines: list[str] = field(default_factory=list)
    address: list[str] = field(default_factory=list)
    city: str | None = None
    postcode: str | None = None
    phones: list[str] = field(default_factory=list)
    faxes: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


def belongs(line: str) -> bool:
    """Tell whether `line` can only be of a letterhead's lower part: address, telephone, city."""
    if len(line) > 200:
        return False
    together = places.unspace(line)
    return bool(
        (_ADDRESS.search(line) and _HOUSE.search(line))
        or phones.read(line)
        or phones.has_web(line)
        or (_POSTCODE.search(together) and _city_alone(together))
    )


def may_belong(line: str) -> bool:
    """Tell whether `line` may be of that lower part where only a letterhead is expected."""
    return belongs(line) or _ADDRESS.search(line) is not None or _city_alone(places.unspace(line))


def is_office(line: str) -> bool:
    """Tell whether `line` begins as the name of an office does."""
    return _OFFICE.match(places.unspace(line)) is not None


def read(lines: list[str]) -> tuple[Letterhead, list[str]]:
    """Return the letterhead that `lines` print, and the lines or parts that have no place in it."""
    found = _Found()
    for line in lines:
        _read_line(found, line)
    return (
        Letterhead(
            lines=found.lines,
            address=_joined(found.address) or None,
            city=found.city,
            postcode=found.postcode,
            phones=found.phones,
            faxes=found.faxes,
        ),
        found.left,
    )


def _read_line(found: _Found, line: str) -> None:
    reach = phones.read(line)
    found.phones += reach.phones
    found.faxes += reach.faxes
    found.left += reach.emails
    rest = reach.rest
    if phones.has_web(rest):
        found.left.append(rest)
        return
    if not rest:
        return
    street = _STREET.search(rest) if is_office(rest) and not found.address else None
    if street:
        found.lines.append(rest[: street.start()].strip(" ,"))
        rest = rest[street.end() :]
    is_address = bool(_ADDRESS.search(rest) or (_ENDS_IN_CITY.search(rest) and not is_office(rest)))
    lower = is_address or bool(reach) or bool(found.address) or bool(found.phones)
    rest = _take_city(found, rest, lower=lower)
    if not rest:
        return
    if is_address:
        found.address.append(rest)
    elif not lower:
        found.lines.append(rest)
    elif found.address and re.match(r"^(?:kel|kec|kelurahan|kecamatan|desa)\b", rest, re.I):
        found.address.append(rest)
    elif is_office(rest):
        found.lines.append(rest)
    else:
        found.left.append(rest)


def _take_city(found: _Found, line: str, *, lower: bool) -> str:
    """Take city and postcode out of `line`, and return what remains of it."""
    if found.postcode:
        return line
    together = _COUNTRY.sub("", places.unspace(line))
    if _city_alone(together) and not _ADDRESS.search(together):
        match = _POSTCODE.search(together)
        city = _POSTCODE.sub("", together).strip(" ,.–-")
        if match is not None or lower:
            found.postcode = match[1] if match else None
            found.city = city or found.city
            return ""
        return line
    match = _POSTCODE.search(together)
    if match is None or not lower:
        return line
    found.postcode = match[1]
    before = together[: match.start()].rstrip(" ,.–-")
    after = together[match.end() :].strip(" ,.–-")
    found.city = _last_place(before)
    if found.city:
        before = before[: -len(found.city)].rstrip(" ,.–-")
    return " ".join(part for part in (before, after) if part)


def _last_place(text: str) -> str | None:
    """Return the city at the end of an address: known words, or what follows the last comma."""
    words = text.split()
    for count in (3, 2, 1):
        tail = " ".join(words[-count:])
        if len(words) >= count and places.is_known(tail.rpartition(", ")[2]):
            return tail.rpartition(", ")[2]
    tail = text.rpartition(",")[2].strip()
    return tail if "," in text and re.fullmatch(r"[A-Za-z.' ]{3,40}", tail) else None


def _city_alone(line: str) -> bool:
    """“JAKARTA 10110”, “Bandung – 40115”, or a known city by itself."""
    name = _POSTCODE.sub("", _COUNTRY.sub("", line)).strip(" ,.–-")
    if _POSTCODE.search(line):
        return re.fullmatch(r"[A-Za-z.’' ]{0,40}", name) is not None
    return places.is_known(name)


def _joined(parts: list[str]) -> str:
    return ", ".join(part.strip(" ,") for part in parts)
