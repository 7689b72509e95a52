"""Dates as a press office writes them in English: "Saturday, 28 March 2020, 10:00 WIB"."""

DATE_FORMAT = "l, j F Y"
TIME_FORMAT = "H:i T"
DATETIME_FORMAT = "l, j F Y, H:i T"
YEAR_MONTH_FORMAT = "F Y"
MONTH_DAY_FORMAT = "j F"
SHORT_DATE_FORMAT = "j M Y"
SHORT_DATETIME_FORMAT = "j M Y, H:i"
DATE_INPUT_FORMATS = ["%Y-%m-%d", "%d/%m/%Y", "%d %B %Y", "%d %b %Y"]
