"""Addresses of a filled newsroom, and how many queries each takes: as JSON, for `bench.groups`.

    python -m bench.addresses [ADDRESS ...]

Without addresses it tells some; with them, the queries of each: where nothing is kept of it yet,
and of the next time. A process of its own, since Django reads its settings once.
"""

import json
import sys
from typing import Any

import django

from bench.stock import Stock

DETAILS = 40
PER_PAGE = 20


def told_by(stock: Stock) -> dict[str, Any]:
    """The addresses of a newsroom.

    Returns:
        `details` and `textbook_details`: lists of addresses; `deep` and `last`: pages 500 and last
        of the list, as one walks there.
    """
    return json.loads(stock.run("bench.addresses").splitlines()[-1])


def queries(stock: Stock, addresses: list[str]) -> dict[str, list[int]]:
    """By address: the queries of the first time and of the second."""
    return json.loads(stock.run("bench.addresses", *addresses).splitlines()[-1])


def _tell() -> dict[str, Any]:
    from releases.models import Edition

    public = Edition.objects.published().in_language("id").newest_first()
    chosen = list(public.exclude(kind="withdrawal").filter(language="id")[100 : 100 + DETAILS])
    if not chosen:
        chosen = list(public.exclude(kind="withdrawal").filter(language="id")[:DETAILS])
    plain = [one for one in chosen if one.path.startswith(f"{one.date:%Y/%m}")]
    count = public.count()
    return {
        "details": [one.get_absolute_url() for one in plain],
        "textbook_details": [f"/releases/{one.path.rpartition('/')[2]}/" for one in plain],
        "deep": _page(public, min(500, max(2, count // PER_PAGE // 2))),
        "last": _page(public, max(2, -(-count // PER_PAGE))),
        "pages": -(-count // PER_PAGE),
    }


def _page(public: Any, number: int) -> str:
    """Where "older" leads to, from the page before."""
    from django.test import RequestFactory

    from releases.paging import Ledgers

    ledgers = Ledgers(public, PER_PAGE, RequestFactory().get("/releases/"))
    before = public[(number - 1) * PER_PAGE - 1]
    first: Any = None  # a cursor does not ask on which page it stands
    return f"/releases/?after={ledgers.cursor(first, before, number)}"


def _counted(addresses: list[str]) -> dict[str, list[int]]:
    from django.db import connection
    from django.test import Client

    client = Client(HTTP_HOST="localhost")
    # What a process asks once, or at most twice a second: triggers, version, agencies, notices.
    client.get("/releases/?page=2")
    found: dict[str, list[int]] = {}
    for address in addresses:
        found[address] = []
        for _time in range(2):
            seen: list[str] = []

            def counted(execute: Any, sql: str, *rest: Any, seen: list[str] = seen) -> Any:
                seen.append(sql)
                return execute(sql, *rest)

            with connection.execute_wrapper(counted):
                client.get(address)
            found[address].append(len(seen))
    return found


if __name__ == "__main__":
    django.setup()
    told = _counted(sys.argv[1:]) if sys.argv[1:] else _tell()
    sys.stdout.write(f"\n{json.dumps(told)}\n")
