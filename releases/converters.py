"""The parts of a release's address: a year of four digits, a month of two."""

from django.urls import register_converter
from django.urls.converters import IntConverter


class Year(IntConverter):
    regex = "[12][0-9]{3}"


class Month(IntConverter):
    regex = "0[1-9]|1[0-2]"

    def to_url(self, value: int | str) -> str:
        return f"{int(value):02}"


register_converter(Year, "yyyy")
register_converter(Month, "mm")
