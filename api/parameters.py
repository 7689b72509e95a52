"""What a request may say besides its address, and whether what it says makes sense.

What the list can be narrowed by is declared once, as the public list's filters; here stands how
each of them is written. The same says what the description of the API says of it.
"""

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from api.problems import wrong_parameters
from releases.filters import NEWEST, OLDEST, RELEVANCE, EditionFilter
from releases.models import Genre
from releases.search.asking import LONGEST

SLUG = {"type": "string", "pattern": "^[a-zA-Z0-9_-]+$", "maxLength": 80}
DAY = {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
# Something beside blanks, and no NUL. What Python alone or ECMAScript alone takes for a blank is
# named, so that whoever reads the description refuses what is refused here.
WORDS = r"^[^\u0000]*[^\s\u001c-\u001f\u0085\ufeff\u0000][^\u0000]*$"
CURSOR = {"type": "string", "pattern": "^[A-Za-z0-9_:=-]+$", "maxLength": 1000}
FEWEST, USUAL, MOST = 1, 20, 100  # releases on a page


@dataclass(frozen=True)
class Parameter:
    """A parameter of a query.

    Attributes:
        schema: how it is written, in the few words of JSON Schema that `complaint` knows.
    """

    name: str
    said: str | Promise
    schema: dict[str, Any]
    example: str | int
    required: bool = False


# One for each filter of the public list; a test compares the names.
FILTERS = (
    Parameter(
        "q",
        _("Words, “phrases”, -excluded words, or an official number in any spelling."),
        {"type": "string", "minLength": 1, "maxLength": LONGEST, "pattern": WORDS},
        "banjir",
    ),
    Parameter(
        "agency",
        _("The slug of an agency. What those below it issued is found, too."),
        SLUG,
        "dinas-pekerjaan",
    ),
    Parameter(
        "year",
        _("Year of the release date."),
        {"type": "integer", "minimum": 1, "maximum": 9999},
        2026,
    ),
    Parameter(
        "month",
        _("Month of the release date, of whatever year."),
        {"type": "integer", "minimum": 1, "maximum": 12},
        3,
    ),
    Parameter("from", _("First release date."), DAY, "2026-01-01"),
    Parameter("until", _("Last release date."), DAY, "2026-12-31"),
    Parameter(
        "genre", _("Kind of release."), {"type": "string", "enum": list(Genre.values)}, "statement"
    ),
    Parameter("topic", _("The slug of a topic."), SLUG, "transportasi"),
    Parameter(
        "language",
        _("Language of the text. Without it every language version is listed."),
        {"type": "string", "enum": [code for code, _name in settings.LANGUAGES]},
        "id",
    ),
    Parameter(
        "sort",
        _("Order. Without words there is no relevance, and the newest come first."),
        {"type": "string", "enum": [RELEVANCE, NEWEST, OLDEST]},
        NEWEST,
    ),
)
WALKING = (
    Parameter(
        "limit",
        _("How many on a page; 20 unless told."),
        {"type": "integer", "minimum": FEWEST, "maximum": MOST, "default": USUAL},
        50,
    ),
    Parameter(
        "after",
        _("A cursor, as next has it: what follows on it. It fits the same question only."),
        CURSOR,
        "WzIsIjIwMjYvMDMvamVtYmF0YW4iXQ:1x2y3z",
    ),
    Parameter(
        "before",
        _("A cursor, as previous has it: what stands before it."),
        CURSOR,
        "WzEsIjIwMjYvMDMvamVtYmF0YW4iXQ:4x5y6z",
    ),
)
LIST = (*FILTERS, *WALKING)


def read(asked: QueryDict, known: Iterable[Parameter]) -> dict[str, str]:
    """The values of a query, each once, all as they may be written.

    Raises:
        Problem: with everything that is wrong at once.
    """
    by_name = {one.name: one for one in known}
    errors = []
    for name, values in asked.lists():
        if name not in by_name:
            said = ", ".join(by_name) or "none"
            errors.append(error(name, f"There is no such parameter here. There are: {said}."))
        elif len(values) > 1:
            errors.append(error(name, "Give it once."))
        elif complaint_ := complaint(values[0], by_name[name].schema):
            errors.append(error(name, complaint_))
    for name, one in by_name.items():
        if one.required and name not in asked:
            errors.append(error(name, "It is required."))
    if "after" in asked and "before" in asked:
        errors.append(error("before", "Give `after` or `before`, not both."))
    if errors:
        raise wrong_parameters(errors)
    return {name: asked[name] for name in asked}


def error(name: str, detail: str) -> dict[str, str]:
    return {"parameter": name, "detail": detail}


def complaint(value: str, schema: dict[str, Any]) -> str:
    """What is wrong with how a value is written; "" where nothing is."""
    if not value:
        return "It is empty. Give it a value, or leave it out."
    if schema["type"] == "integer":
        return _of_a_number(value, schema["minimum"], schema["maximum"])
    if schema.get("format") == "date":
        return _of_a_day(value)
    if "enum" in schema and value not in schema["enum"]:
        return f"Give one of: {', '.join(schema['enum'])}."
    if len(value) > schema.get("maxLength", len(value)):
        return f"Give {schema['maxLength']} characters at most."
    if "pattern" in schema and not re.search(schema["pattern"].replace("$", r"\Z"), value):
        return f"It is not of the form {schema['pattern']}."
    return ""


def _of_a_number(value: str, least: int, most: int) -> str:
    if re.fullmatch("[0-9]{1,9}", value) and least <= int(value) <= most:
        return ""
    return f"Give a whole number from {least} to {most}."


def _of_a_day(value: str) -> str:
    try:
        datetime.datetime.strptime(value, "%Y-%m-%d")
    except ValueError:
        return "Give a day as YYYY-MM-DD."
    return "" if re.fullmatch(DAY["pattern"], value) else "Give a day as YYYY-MM-DD."


class EveryFilter(EditionFilter):
    """The filters of the public list, for one query whose values are well written."""

    def complaints(self) -> list[dict[str, str]]:
        """What the form has to say of them: a thing that is not there, days in the wrong order."""
        own = {"agency": "No agency is called so. /api/v1/agencies/ lists them."}
        return [
            error(name, own.get(name, " ".join(map(str, said))))
            for name, said in self.form.errors.items()
        ]
