"""Counts and hashes of tables, by which two databases of one engine are compared.

The hash of a table (our own rule): the SHA-256 of each row's values as JSON, added up modulo
2**256. A sum does not depend on the order of the rows, which follows the collation of the machine.
It finds out damage; against somebody who writes into both, only signatures would help.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import Any, TypedDict

MODULUS = 2**256


class Table(TypedDict):
    rows: int
    sha256: str


def summed(rows: Iterable[Sequence[Any]]) -> Table:
    """The count and the hash of a table.

    Args:
        rows: their values: text, numbers, bytes or None, in the order of the columns.
    """
    count = total = 0
    for row in rows:
        said = json.dumps(row, ensure_ascii=False, default=bytes.hex).encode(errors="surrogatepass")
        total = (total + int.from_bytes(hashlib.sha256(said).digest())) % MODULUS
        count += 1
    return {"rows": count, "sha256": f"{total:064x}"}
