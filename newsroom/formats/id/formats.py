"""Dates as people in Indonesia write them: "Sabtu, 28 Maret 2020 pukul 10.00 WIB"."""

DATE_FORMAT = "l, j F Y"
TIME_FORMAT = "H.i T"
DATETIME_FORMAT = r"l, j F Y \p\u\k\u\l H.i T"
YEAR_MONTH_FORMAT = "F Y"
MONTH_DAY_FORMAT = "j F"
SHORT_DATE_FORMAT = "j M Y"
SHORT_DATETIME_FORMAT = "j M Y, H.i"
DATE_INPUT_FORMATS = ["%d/%m/%Y", "%d-%m-%Y", "%d %B %Y", "%d %b %Y"]
