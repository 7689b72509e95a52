"""Every table that a kept page is made of is watched: a new one can't be forgotten."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from newsroom.keeping.middleware import asks_for_a_page, may_be_kept
from newsroom.keeping.watched import WATCHED
from tests.newsroom.gate import (
    LANGUAGES,
    PUBLIC,
    every_address,
    root,
)
from tests.newsroom.test_gate import about  # noqa: F401 - a fixture
from tests.thoroughness import once

pytestmark = once

# Papers are files, which are never kept, and slow to make.
PAGES = {pattern: one for pattern, one in PUBLIC.items() if not pattern.endswith("<paper:kind>")}

COLUMNS = {watched.table: {"id", *watched.columns} for watched in WATCHED if watched.columns}
# Read, and not watched: why a change of it changes no page.
FOR_A_REASON = {"releases_searchwords": "made of releases_searchentry by SQLite itself"}
ASKED = [
    *(
        "?q=taman",
        "?q=1158&sort=newest",
        "?q=takada",
        "?q=taman&year=2020&agency=diskabar&topic=taman",
    ),
    *("?topic=taman&genre=correction&from=2020-03-01&sort=oldest", "?agency=diskabar&month=3"),
]


@pytest.fixture
def read(client, about):  # noqa: F811
    """The SQL that pages were made with which may be kept, by their addresses."""
    found = {}
    for language in LANGUAGES:
        lists = [f"{root(language)}releases/{query}" for query in ASKED]
        for address in [*lists, *every_address(PAGES, language, about)]:
            with CaptureQueriesContext(connection) as asked:
                response = client.get(address)
                response.getvalue()
            if asks_for_a_page(response.wsgi_request) and may_be_kept(response):
                found[address] = "\n".join(one["sql"] for one in asked)
    return found


def test_what_pages_read_is_watched(read):
    tables = set(connection.introspection.table_names())
    watched = {one.table for one in WATCHED}
    assert len(read) > 30
    seen: set[str] = set()
    for address, sql in read.items():
        named = set(re.findall(r"\w+", sql)) & tables
        assert named <= watched | FOR_A_REASON.keys(), address
        seen |= named
    if FOR_A_REASON.keys() & seen:
        seen.add("releases_searchentry")
    assert watched <= seen  # what no page is made of would make them old for nothing
    for table, columns in COLUMNS.items():
        for address, sql in read.items():
            assert set(re.findall(rf'"{table}"\."(\w+)"', sql)) <= columns, address
