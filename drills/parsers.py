"""What is read of strangers, and what has to hold of it: number, text, HTML, question, request.

Each target is a function of any text at all, with texts of our own to begin with and words to put
in between. It raises Broken where a promise of the parser does not hold; anything else that it
raises is a fault as well. None needs atheris: the suite reads the texts to begin with.
"""

import re
import zlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from html import escape
from html.parser import HTMLParser
from typing import Any
from urllib.parse import unquote_to_bytes

from django.test import Client

from ingest import door, encoding, text
from ingest.formats import html as html_file
from ingest.formats.refusal import RefusedFile
from ingest.refusing import Refused
from numbering import lookup, patterns
from numbering.models import Number
from releases import body, finding, sanitiser
from releases.models import Edition, Release
from releases.pasting import tidied
from releases.search import asking, matching, searching, snippets

UNSEEN = "rahasiabelumterbit"  # the headline of a draft that the drill leaves in its newsroom
_LABEL = re.compile(r"\A[^\d:]*:\s*")  # of any words, which is dropped before one is proposed
SAYING = "Taman baca dibuka di Kota Uji, bukan gedung rapat. Café & “ruang” 1.158 buku½."


class Broken(AssertionError):
    """A parser does not keep what it promises; the text says which promise, and of what."""


@dataclass(frozen=True)
class Target:
    """One parser that is tried.

    Attributes:
        what: it reads, in the words of the report.
        read: reads a text and looks at what came out.
        runs: how many texts, at full size.
        seeds: texts to begin with.
        words: what is put into them.
        engine: whether its answers depend on the database.
    """

    what: str
    read: Callable[[str], None]
    runs: int
    seeds: tuple[str, ...]
    words: tuple[str, ...]
    engine: bool = False


def holds(promise: bool, said: str, *seen: object) -> None:
    """Raises Broken: it does not."""
    if not promise:
        raise Broken(f"{said}: {', '.join(map(repr, seen))}"[:1_000])


# --- Numbers: a pattern in the first line, what is read by it in the others ---


def number(given: str) -> None:
    pattern, _end, copied = given.partition("\n")
    line = copied[: patterns.LONGEST_READ]
    key = patterns.key(line)
    holds(patterns.key(key) == key, "the key of a key is that key", key)
    keys = patterns.keys_in(line)
    holds(len(keys) <= 6 and all(keys), "at most six keys, none of them empty", keys)
    lookup.meaning(copied)
    holds(lookup.reads_as(line, line) or not keys, "a number reads as itself", line)
    patterns.explain(pattern)
    parts = patterns.parse(pattern, line)
    try:
        holds(patterns.read(pattern, line) == parts, "read and parse say the same", pattern, line)
    except patterns.Unreadable as reason:
        holds(parts is None and bool(str(reason)), "a refusal says why", pattern, line)
    if not patterns.check(pattern):
        _written_and_read(pattern, zlib.crc32(given.encode()))
        if parts:
            _read_and_written(pattern, parts)
    _proposed([one for one in copied.split("\n") if one][: patterns.proposing.MOST_TEXTS])


def _written_and_read(pattern: str, chosen: int) -> None:
    on = date(2000, 4, 1) + timedelta(days=chosen % 36_000)
    serial, month = chosen % patterns.LARGEST_SERIAL + 1, chosen % 12 + 1
    with suppress(ValueError):  # a year that it can't print
        printed = patterns.format_number(pattern, serial, on, month)
        parts = patterns.parse(pattern, printed)
        holds(parts is not None and parts.serial == serial, "read as written", pattern, printed)


def _read_and_written(pattern: str, parts: Any) -> None:
    first, last = parts.fiscal or (None, None)
    for begins in range(1, 13):
        for year in dict.fromkeys((parts.year or first or 2000, last or 2000)):
            with suppress(ValueError):  # no such day, or not to be printed
                on = date(year, parts.month or 1, parts.day or 1)
                if parts.fiscal in (None, patterns.fiscal_year(on, begins)):
                    printed = patterns.format_number(
                        pattern, parts.serial, on, begins, parts.suffix
                    )
                    again = patterns.parse(pattern, printed)
                    holds(again == parts, "what was read is printed and read again", parts, again)
                    return


def _proposed(lines: list[str]) -> None:
    with suppress(patterns.Unproposable):
        for one in patterns.propose(lines):
            holds(not patterns.check(one.pattern), "what is proposed is accepted", one.pattern)
            for line, serial in zip(lines, one.serials, strict=True):
                line = _LABEL.sub("", line)
                parts = patterns.parse(one.pattern, line)
                read = parts is not None and parts.serial == serial
                holds(read, "what is proposed reads what was given", one.pattern, line)


# --- Releases as plain text ---


def plain(given: str) -> None:
    for data in (given.encode("utf-8", "ignore"), given.encode("utf-16", "ignore")):
        with suppress(Refused):
            decoded = encoding.decode(data)
            holds(encoding.clean(decoded) == decoded, "what is decoded is clean", decoded)
    source = "".join(_signs(encoding.clean(given)))
    for wrapped in (None, True, False):
        reading = text.parse(given, wrapped=wrapped)
        reading.as_json()
        for said in _strings(asdict(reading) | {"warnings": []}):
            holds(encoding.clean(said) == said, "what is read is clean", said)
        for word in _signs(" ".join((reading.title or "", *reading.paragraphs))):
            holds(word in source, "no word is read that does not stand there", word)
        kept = body.from_paragraphs(reading.paragraphs)
        harmless(kept)
        holds(sanitiser.clean(kept) == kept, "cleaning twice is as once", kept)


def _signs(said: str) -> list[str]:
    return re.findall(r"[^\W_]+", said)


def _strings(said: Any) -> list[str]:
    if isinstance(said, str):
        return [said]
    within = said.values() if isinstance(said, dict) else said if isinstance(said, list) else ()
    return [one for each in within for one in _strings(each)]


# --- HTML: pasted, typed, in a file ---


class _Seen(HTMLParser):
    """The tags and attributes that a reader's browser would meet."""

    def __init__(self) -> None:
        super().__init__()
        self.met: list[tuple[str, str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.met += [(tag, "", "")]
        self.met += [(tag, name, value or "") for name, value in attrs]

    def handle_comment(self, data: str) -> None:
        self.met += [("!--", "", data)]

    handle_decl = handle_pi = unknown_decl = handle_comment  # type: ignore[assignment]


def harmless(made: str) -> None:
    """Raises Broken: HTML holds what acts, or whatever else a body may not have."""
    seen = _Seen()
    seen.feed(made)
    seen.close()
    for tag, name, value in seen.met:
        holds(tag in sanitiser.TAGS, "no tag but those of a body", tag, made)
        may = {"", *sanitiser.ATTRIBUTES.get(tag, ())} | ({"rel"} if tag == "a" else set())
        holds(name in may, "no attribute but those of a body", name, made)
        # As a browser finds it: the URL Standard, section 4.4.
        scheme = re.match(r"[\x00-\x20]*([a-z][a-z0-9+.-]*):", re.sub(r"[\t\n\r]", "", value), re.I)
        fine = name != "href" or scheme is None or scheme[1].lower() in sanitiser.SCHEMES
        holds(fine, "no scheme but those of a body", value, made)


def html(given: str) -> None:
    typed = body.from_typed(given)
    for made in (sanitiser.clean(given), tidied(given).html, typed):
        harmless(made)
        holds(sanitiser.clean(made) == made, "cleaning twice is as once", made)
    pasted = tidied(given).html
    holds(tidied(pasted).html == pasted, "tidying twice is as once", pasted)
    shown = body.to_typed(typed)
    same = _parted(body.from_typed(shown)) == _parted(typed)
    holds(same, "what is opened and saved is as it was", typed, shown)
    for dateline in ("", "KOTA <UJI>"):
        with_it = body.with_dateline(typed, dateline).replace('<b class="dateline">', "<b>")
        harmless(with_it)
    with suppress(RefusedFile):
        document = html_file.read(given.encode("utf-8", "ignore")).as_json()
        harmless(door._of_document(document).body)


def _parted(made: str) -> str:
    return re.sub(r">\s+<", "><", made)  # blanks between blocks say nothing


# --- Questions of the search, and what is typed to find a release at the desk ---


def question(given: str) -> None:
    asked = asking.read(given)
    for words in (asked.words, *asked.phrases, *asked.without):
        spelled = [form for word in words for form in word.forms]
        holds(all(map(str.isalnum, spelled)), "stems are letters and digits", spelled)
    for part in (SAYING, given[: asking.LONGEST]):
        marked = snippets.highlighted(part, "id", asked)
        bare = re.sub("</?mark>", "", marked)
        holds(bare == escape(asking.composed(part)), "marked, and else as it stood", bare)
        part = re.sub("</?mark>", "", snippets.snippet(part, "en", asked))
        holds("<" not in part, "no tag but a mark", part)
    found = searching.search(given)
    public = set(Edition.objects.published().values_list("pk", flat=True))
    holds(len(found) == len(set(found)) and set(found) <= public, "public, and each once", found)
    strict = Edition.objects.published().filter(matching.everything(asked))
    loose = Edition.objects.published().filter(matching.demands(asked))
    holds(set(strict) <= set(loose), "who asks for all finds no more", given)
    list(Release.objects.filter(finding.meaning(given))[:2])
    list(Number.objects.filter(lookup.meaning(given))[:2])


# --- Requests: a line "GET /path?query", and lines of headers ---


def request(given: str) -> None:
    first, *lines = given.split("\n")
    method, _blank, address = first.partition(" ")
    path, _mark, query = address.partition("?")
    meta = {
        "REQUEST_METHOD": method if method in ("GET", "HEAD", "OPTIONS", "PROPFIND") else "GET",
        "PATH_INFO": _on_the_wire(unquote_to_bytes(path)),
        "QUERY_STRING": _on_the_wire(query.encode()),
        "REMOTE_ADDR": "",  # whose place is not known is not counted
    }
    for line in lines:
        name, colon, value = line.partition(":")
        if colon and name.isascii() and name.replace("-", "").isalpha():
            meta[f"HTTP_{name.upper().replace('-', '_')}"] = _on_the_wire(value.strip().encode())
    answer = Client().request(**meta)
    said = answer.getvalue()
    holds(answer.status_code < 500, "no answer of 5xx", answer.status_code, given)
    holds(UNSEEN.encode() not in said or UNSEEN in given, "no draft is told", given)
    for name, value in answer.items():
        holds(value.isprintable(), "a header is one line", name, value)


def _on_the_wire(data: bytes) -> str:
    return data.decode("latin-1")  # as WSGI hands over what it was sent (PEP 3333)


TARGETS = {
    "number": Target(
        "official numbers, and their patterns",
        number,
        50_000,
        (
            "{serial}/SP-HMS/{month:02}/{year}\nNomor: 0090 / SP HMS/III/2020 tentang taman baca",
            "SP.{serial:3}/{fiscal:2}/{year-1998:roman}\nSP.139/26-27/XXII\nSP.140/26-27/XXII",
            "{serial}/{year}{month:02}{day:02}\n12A/20240229 | 7/20240229",
            "B-{serial}/{month:NAME}/{year:2}\nB-7/MARET/20\nB-8/APRIL/20\nB-9/MEI/20",
        ),
        ("{serial}", "{year}", "{month:roman}", "{fiscal}", "{day:02}", "{year-1998}", "Nomor:"),
    ),
    "text": Target(
        "releases as plain text",
        plain,
        10_000,
        (
            "DINAS KABAR KOTA UJI\nJl. Melati No. 5, Kota Uji 12345\nTelp. (021) 555-0100\n\n"
            "SIARAN PERS\nNomor: 12/SP-HMS/03/2020\n\nTaman baca dibuka\n\n"
            "KOTA UJI, 28 Maret 2020 – Taman baca dibuka pada hari Sabtu.\n\nSemua boleh masuk."
            "\n\n"
            "Narahubung:\nAni Sari (Humas)\n0812-5550-100\nani@kabar.example",
            "*PRESS RELEASE*\nNo. 7/PR/III/2021\nA library is opened\n"
            "Test City (3/28/2021) -- It was opened.\n# # #\nContact: Budi, +62 21 555 0101",
            "S I A R A N   P E R S\nNo : 1\n\nJudul yang panjang\nsekali\n\n"
            "Kota Uji - Isi ber-\njalan.",
        ),
        ("SIARAN PERS", "Nomor: ", "KOTA UJI, ", " – ", "28 Maret 2020", "Narahubung:", "\n\n"),
    ),
    "html": Target(
        "HTML, pasted and in files",
        html,
        10_000,
        (
            '<h2>Judul</h2><p lang="id">Isi <b>tebal</b> <a href="https://kabar.example/?a=1&amp;b=2">'
            "tautan</a></p><ul><li>satu<ul><li>dua</li></ul></li></ul>",
            "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'>"
            "<span style='mso-list:Ignore'>1.<span>&nbsp;</span></span>Satu</p>"
            "<table><tr><td>a<td colspan=2>b</table>",
            "<svg><style><img src=x onerror=alert(1)></style></svg>"
            '<a href="jav&#x09;ascript:a()">x',
            "Paragraf\n\n[foto 1]\n\nlain & <lain>",
            '<img src="data:image/png;base64,iVBORw0KGgo=">'
            "<div><br>KOTA UJI, 28 Maret 2020 – a</div>",
        ),
        (
            *("<p>", "</p>", "<table>", "<td>", "<script>", "<!--", "-->", "<svg>", "<math>"),
            *("javascript:", " href=", " style=", " onclick=", "&#x", "&lt;", "<ol start=", "<br>"),
        ),
    ),
    "question": Target(
        "questions of the search and of the desk",
        question,
        2_000,
        (
            '"taman baca" -rapat gubernur',
            '-"gedung rapat" Café “ruang” 1158/SP-HMS/2020',
            "jum'at OR NEAR(a b) title:x a* ^b {c}",
            "pembukaan & !buku | <-> 'x':*",
        ),
        ('"', ' -"', " OR ", " NEAR(", "*", "taman", "baca", "dibuka", ":*", "<->", "ı", "ß", "ﬁ"),
        engine=True,
    ),
    "request": Target(
        "addresses, queries and headers",
        request,
        4_000,
        (
            "GET /releases/?q=taman&agency=diskabar&date_after=2020-01-01&page=2",
            "GET /en/releases/2020/03/?after=WzIsIjIwMjAvMDMvYSJd:x&before=y\nCookie: sessionid=a",
            'GET /number/1-SP-HMS-2020\nIf-None-Match: W/"a", *',
            "GET /verify/?number=1/SP-HMS/2020&hash=abc\nAccept-Language: en;q=0.1, x-*",
            "HEAD /feeds/agencies/diskabar/atom.xml?page=1\n"
            "If-Modified-Since: Sat, 28 Mar 2020 00:00:00 GMT",
            "GET /api/v1/search/?q=taman&limit=5\nOrigin: https://kabar.example\nAccept: */*",
            "PROPFIND /preview/abc/\nRange: bytes=0-1,5-",
            "GET /subscriptions/0f3a:sig/\nAccept-Encoding: gzip;q=0, br",
            "GET /admin/login/?next=//kabar.example/\nX-Forwarded-Host: kabar.example",
            "GET /sitemaps/2020.xml\nHost: localhost",
            "GET /corrections/?year=2020&page=zz",
        ),
        ("page=", "after=", "%00", "%ff", "٣", "/en/", "bytes=", "-", "&", "//", "..", "Range: "),
        engine=True,
    ),
}
