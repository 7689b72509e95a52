"""The dateline: place, sometimes office and date, before the first sentence of the body.

“JAKARTA SELATAN - ”, “Belem, Brasil — 13 November 2025 - ”, “BANDUNG (15/3) – ”,
“Jakarta, 15 November 2025. ”, “(Jakarta, 15/11/2025) ”. A first sentence may itself hold a dash,
so a beginning is only taken for a dateline by its shape, its length and what follows it; where
that leaves a doubt the reading says so.
"""

import re
from dataclasses import dataclass

from ingest import dates, layout, places

_LONGEST = 90
_WORD = r"(?:[A-Z][\w.'’]*(?:-[A-Z]\w*)*)"
_PLACE = re.compile(
    rf"(?:(?:Kab|Kota|Kec|Prov|St)\.?\s)?{_WORD}(?:\s(?:de|da|of|and|dan|el|{_WORD})){{0,3}}"
)
# What ends a dateline: a dash (doubled, long, with or without blanks) or, after a date, a colon.
_DASH = re.compile(r"(?<=[)\]])\s*:\s*|\s*(?:--+|[–—−])\s*|\s+-\s*|-\s+|-(?=[A-Z][a-z])")
_BRACKETED = re.compile(r"^[(\[]([^()\[\]]{4,60})[)\]]\s*(?:[-–—:.]+\s*)?")
_DATED_END = re.compile(r"\s*[)\]]?\s*(?:[.:]|--+|[-–—−]|,)?\s*")
# Words of offices and sentences with which no place begins.
_NO_PLACE = re.compile(
    r"\b(?:pemerintah|pemprov|pemkab|pemkot|kementerian|kemen\w+|menteri|presiden|wakil|gubernur"
    r"|bupati|wali|walikota|dinas|badan|lembaga|kepala|direktur|direktorat|ketua|tim|polisi|polri"
    r"|polda|polres\w*|bank|dewan|program|operasi|gerakan|hari|pekan|festival|rapat|dalam|untuk"
    r"|setelah|sebanyak|sejumlah|menjelang|pada|tanggal|sejak|hingga|sampai|lebaran|ramadan"
    r"|ramadhan|natal|covid|humas|kominfo|on|in|by|since|from|for|infopublik|antara|berita|siaran|the|a|an|after|today|ministry|minister|president|government"
    r"|department|january|february|march|april|may|june|july|august|september|october|november"
    r"|december|senin|selasa|rabu|kamis|jumat|sabtu|minggu)\b",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"\.(?:com|id|net|org)\b|\b(?:kominfo|diskominfo\w*|humas|kemen\w+|infopublik|antara|polda|"
    r"polres\w*|bpbd|bnpb|prokopim|\w+news)\b",
    re.IGNORECASE,
)
_ACRONYM = re.compile(r"[A-Z]{2,10}")
_OPENING = re.compile(r"[A-Z0-9À-Þ\"“‘'(]")


@dataclass(frozen=True)
class Dateline:
    """The beginning of a body. `rest` is the first paragraph without it, perhaps empty.

    `place` is None when the beginning only looks like a dateline. `dropped` is what stood beside
    place and date, such as the office; `head` is the whole beginning as printed.
    """

    place: str | None
    head: str
    rest: str
    date: dates.PrintedDate | None = None
    day_and_month: tuple[int, int] | None = None
    dropped: str = ""
    unsure: bool = False


def read(paragraph: str) -> Dateline | None:
    """Return the dateline with which `paragraph` begins, or None where there is no sign of one."""
    start = paragraph[: _LONGEST + 40]
    return _in_brackets(paragraph, start) or _dated(paragraph, start) or _dashed(paragraph, start)


def starts(line: str) -> bool:
    """Tell whether `line` begins with a dateline beyond doubt, so that the body begins there."""
    found = read(line)
    if found is None or found.place is None or found.unsure:
        return False
    # A headline may be “Jakarta – Bandung Tersambung Kereta Cepat”.
    rest = found.rest
    return not rest or (len(rest) >= 25 and not layout.is_headline_case(rest))


def _in_brackets(paragraph: str, start: str) -> Dateline | None:
    """“(Jakarta, 20/09/2025) Menteri …”, “[Bandung, 5 Mei 2021] – …”."""
    match = _BRACKETED.match(start)
    found = dates.find(match[1]) if match else []
    if match is None or not found:
        return None
    place = match[1][: found[0].start].strip(" ,/|")
    if not _PLACE.fullmatch(place):
        return None
    return Dateline(place, match.group().strip(), paragraph[match.end() :], found[0])


def _dated(paragraph: str, start: str) -> Dateline | None:
    """A place, a complete date, then a full stop, a colon, a dash or nothing at all."""
    found = dates.find(start)
    if not found or found[0].start > _LONGEST:
        return None
    date = found[0]
    before = start[: date.start].strip().rstrip("(,[/|–—- ").strip()
    if not before:
        return None
    end = _DATED_END.match(start, date.end)
    after = end.end() if end else date.end
    sign = start[date.end : after].strip(" )]")
    rest = paragraph[after:]
    # “Jakarta, 5 Mei 2021 pukul 10.00, petugas …” is a sentence.
    if rest and not _OPENING.match(rest):
        return None
    place, dropped, unsure = _place(before)
    head = paragraph[:after].strip()
    if place is None:
        looks = sign in {"-", "–", "—"}
        return Dateline(None, head, paragraph, date, unsure=True) if looks else None
    unsure = unsure or (bool(rest) and sign in {"", ","})
    return Dateline(place, head, rest, date, dropped=dropped, unsure=unsure)


def _dashed(paragraph: str, start: str) -> Dateline | None:
    """A place and a dash, perhaps with an office, a weekday, or day and month between them."""
    match = _DASH.search(start)
    if match is None or match.start() > _LONGEST:
        return _undashed(paragraph)
    before = start[: match.start()]
    rest = paragraph[match.end() :]
    # “Prabowo-Sandi”: a hyphen without blanks belongs to a word, but after “BANDUNG-”.
    tight = match.group() == "-"
    if (rest and not _OPENING.match(rest)) or (tight and not before.isupper()):
        return None
    day_and_month = dates.day_and_month(before)
    named = re.sub(r"[(\[]\s*[,/]?\s*[)\]]", "", dates.without_dates(before)).strip(" ,/|")
    place, dropped, unsure = _place(named)
    if tight and not (place and places.is_known(place)):
        return None
    head = paragraph[: match.end()].strip()
    if place is None:
        looks = len(before) <= 40 and (not named or _PLACE.fullmatch(named) is not None)
        return Dateline(None, head, paragraph, unsure=True) if looks else None
    # Capitals prove nothing where all is in capitals.
    unsure = unsure or tight or (rest[:60].isupper() and not places.is_known(place))
    return Dateline(place, head, rest, None, day_and_month, dropped, unsure)


def _undashed(paragraph: str) -> Dateline | None:
    """“WASHINGTON The …”: capitals of a known place whose dash has been lost on the way."""
    match = re.match(r"([A-Z]{4,}(?: [A-Z]{4,})?) (?=[A-Z][a-z])", paragraph)
    if match and places.is_known(match[1]):
        return Dateline(None, match[1], paragraph, unsure=True)
    return None


def _place(text: str) -> tuple[str | None, str, bool]:
    """Return the place in `text`, what stands beside it, and whether that is in doubt."""
    text = text.strip()
    bracket = re.search(r"\s*[(\[]([^()\[\]]{1,40})[)\]]$", text)
    dropped = [bracket[1]] if bracket else []
    if bracket:
        text = text[: bracket.start()]
    parts = [part.strip() for part in re.split(r"[,/|]", text) if part.strip()]
    kept: list[str] = []
    for part in parts:
        office = _OFFICE.search(part) or (kept and _ACRONYM.fullmatch(part))
        (dropped if office and not places.is_known(part) else kept).append(part)
    if not kept or len(kept) > 3 or not all(_PLACE.fullmatch(part) for part in kept):
        return None, "", True
    if _NO_PLACE.search(kept[0]) and not places.is_known(kept[0]):
        return None, "", True
    # Capitals are the habit of datelines, but “BNPB” is an office and three words may be a slogan.
    capitals = kept[0].isupper() and len(kept[0]) > 4 and kept[0].count(" ") < 2
    sure = capitals or places.is_known(kept[0])
    beside = all(places.is_known(part) for part in kept[1:])
    return ", ".join(kept), ", ".join(dropped), not (sure and beside)
