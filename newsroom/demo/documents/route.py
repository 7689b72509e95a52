"""The route and timetable of a bus corridor, as a PDF of one page (ISO 32000-1)."""

import datetime

STOPS = (
    *("Tirtaloka Airport", "Cargo Village", "Padang Lalang", "Simpang Bahtera", "Polytechnic"),
    *("Nusa Kencana Hospital", "Taman Selasih", "Pasar Lama", "City Hall", "Regional Library"),
    *("Alun-alun", "Central Station", "Jalan Pelita", "Jalan Melati Putih", "Maritime Museum"),
    *("Kampung Tenun", "Selasih Bridge", "Fish Market", "Old Lighthouse", "Bandar Sagara Market"),
    "Ferry Port",
)
MINUTES = 55
FIRST, LAST = datetime.timedelta(hours=5), datetime.timedelta(hours=21, minutes=35)
NOTES = (
    "Every 10 minutes from 6 am to 9 am and from 4 pm to 7 pm, every 15 minutes at other times.",
    "Free from 6 to 19 July 2026; from 20 July Rp4,000, with one change within 90 minutes.",
    "All stops have step-free access, tactile paving and audible announcements.",
)
HEADS = ("Minutes", "First bus", "Last bus")
TIMES = (330, 410, 490)
TITLE = "Corridor 5: route, stops and timetable"


def pdf() -> bytes:
    """The page, in the fonts that every reader of PDFs has."""
    page = drawn().encode("cp1252")
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R /Lang (en) >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /R 5 0 R /B 6 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(page), page),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
        b"<< /Title (%s) >>" % TITLE.encode("ascii"),
    )
    content, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, start=1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return content + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R /Info 7 0 R >>\n"
        b"startxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table, len(objects) + 1, len(content))
    )


def drawn() -> str:
    """What stands on the page, in the operators of PDF; a point is 1/72 inch, from below left."""
    lines = [
        "0.12 0.31 0.47 rg 0 772 595 70 re f 0.79 0.64 0.15 rg 0 768 595 4 re f",
        _words(56, 806, TITLE, 20, "B", "1 1 1"),
        _words(56, 786, "Trans Tirtaloka, from Monday, 6 July 2026", 11, "R", "1 1 1"),
        _words(90, 742, "Stop", 10, "B"),
        *(_words(x, 742, head, 10, "B") for x, head in zip(TIMES, HEADS, strict=True)),
        f"0.12 0.31 0.47 RG 4 w 66 {_height(0)} m 66 {_height(len(STOPS) - 1)} l S",
    ]
    for row, stop in enumerate(STOPS):
        minutes = round(MINUTES * row / (len(STOPS) - 1))
        later = datetime.timedelta(minutes=minutes)
        y = _height(row)
        lines.append(f"1 1 1 rg 0.79 0.64 0.15 RG 2 w 61 {y - 5} 10 10 re B")
        lines.append(_words(90, y - 4, stop, 11, "R"))
        cells = (str(minutes), _clock(FIRST + later), _clock(LAST + later))
        lines += [_words(x, y - 4, cell, 11, "R") for x, cell in zip(TIMES, cells, strict=True)]
    lines += [_words(56, 118 - 18 * row, note, 10, "R") for row, note in enumerate(NOTES)]
    return "\n".join(lines)


def _clock(since_midnight: datetime.timedelta) -> str:
    hours, minutes = divmod(since_midnight // datetime.timedelta(minutes=1), 60)
    return f"{hours:02}.{minutes:02}"


def _height(row: int) -> int:
    return 720 - 28 * row


def _words(
    x: float, y: float, words: str, size: int, font: str, colour: str = "0.08 0.09 0.11"
) -> str:
    return f"BT {colour} rg /{font} {size} Tf {x} {y} Td ({words}) Tj ET"
