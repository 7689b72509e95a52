"""docs/permissions.md as data: the tables below its headings, cell by cell."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "docs" / "permissions.md"

CELLS = re.compile(r"(?<!\\)\|")  # a bar behind a backslash is the cell's own

Row = dict[str, str]  # a cell by the heading of its column
Cells = dict[tuple[str, str], Row]  # by action (with its method) and role

SEEING = ("author", "editor", "approver", "registrar", "superuser")
# Who is meant by a word in the column "who".
GROUPS = {
    "everybody": (*SEEING, "none", "deactivated"),
    "staff": (*SEEING, "none"),
    "all": SEEING,
    "nobody": (),
    "writers": ("author", "editor", "approver", "superuser"),
}


@cache
def page() -> dict[str, list[Row]]:
    """The rows of each table, by the heading it stands below."""
    tables: dict[str, list[Row]] = {}
    heading, columns = "", None
    for line in PAGE.read_text().splitlines():
        if line.startswith("#"):
            heading, columns = line.lstrip("# "), None
        elif line.startswith("|"):
            cells = [cell.strip().strip("`") for cell in CELLS.split(line.strip("|"))]
            if columns is None:
                columns = cells
            elif not set(cells[0]) <= {"-", ":"}:
                tables.setdefault(heading, []).append(dict(zip(columns, cells, strict=True)))
    return tables


def people(who: str) -> Iterator[str]:
    """The roles that a cell names."""
    for word in who.split():
        yield from GROUPS.get(word, (word,))


def cells(heading: str, several: dict[str, list[str]] | None = None) -> Cells:
    """A table's rows by what is asked and by who asks; a row counts for each role it names.

    Args:
        heading: what the table stands below.
        several: words that stand for several actions, such as "every move". A row that names
            the action itself counts instead.

    Raises:
        ValueError: two rows speak of the same.
    """
    found: Cells = {}
    common: Cells = {}
    for row in page()[heading]:
        method, _, named = row["what"].partition(" ")
        into = common if named in (several or {}) else found
        for one in (several or {}).get(named, [named]):
            for role in people(row["who"]):
                if (f"{method} {one}", role) in into:
                    raise ValueError(f"{heading}: two rows for {row['what']}, {role}")
                into[f"{method} {one}", role] = row
    return common | found
