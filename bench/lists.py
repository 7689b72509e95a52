"""What a page of a list costs in a large newsroom, beside a small one.

    .venv/bin/python bench/lists.py [--small 2000] [--large 200000] [--rounds 9]
        [--database sqlite|postgres|both] [--only WORD]

A throwaway database is filled with invented releases: in twelve agencies and five years, a tenth of
them translated, some joint, corrected or scheduled. Each page is asked for through the whole of
Django, without a network, at the small size and then at the large one. Printed are the median of
the rounds in milliseconds, what the larger newsroom costs of the smaller one's time, and the
queries of a page.
"""

import argparse
import datetime
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import accumulate
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from agencies.tree import above  # noqa: E402

JOINT = '[{"agency":"dinas-a","letterhead":{},"name":"Dinas A","short_name":"A"}]'
TEXTS = 2_000  # different ones; a larger newsroom repeats them
YEARS = (2020, 2021, 2022, 2023, 2024)
FIRST = datetime.datetime(YEARS[0], 1, 1, 3, tzinfo=datetime.UTC)
MINUTES = (datetime.datetime(YEARS[-1], 12, 31, tzinfo=datetime.UTC) - FIRST).days * 24 * 60
CHUNK = TEXTS  # the first one has each of them
AGENCIES = {"provinsi": "", "sekda": "provinsi", "asisten-1": "sekda", "asisten-2": "sekda"}
LEAVES = [f"dinas-{letter}" for letter in "abcdefgh"]
TOPICS = [f"topik-{nth}" for nth in range(12)]
RARE, MIDDLING, COMMON = "langkasuka", "pertengahan", "pembangunan"

Rows = list[dict[str, Any]]


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--database", choices=["sqlite", "postgres", "both"], default="both")
    parser.add_argument("--small", type=int, default=2_000)
    parser.add_argument("--large", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--only", default="", help="only the rows with this in their name")
    return parser.parse_args()


def told(done: int, of: int, what: str) -> None:
    end = "\n" if done == of else "\r"
    sys.stderr.write(f"{what}: {done}/{of}{end}")
    sys.stderr.flush()


# --- The newsroom ---


class Filling:
    """Fills a newsroom, from where it was left to as many releases as are wanted."""

    def __init__(self) -> None:
        from django.contrib.auth.models import User

        from agencies.models import Agency
        from releases.models import Topic

        self.chance = random.Random(7)  # noqa: S311
        self.user = User.objects.create(username="bench")
        self.agencies: dict[str, Agency] = {}
        above = AGENCIES | {leaf: f"asisten-{nth % 2 + 1}" for nth, leaf in enumerate(LEAVES)}
        for slug, parent in above.items():
            self.agencies[slug] = Agency.objects.create(
                name=slug.title(), short_name=slug, slug=slug, parent=self.agencies.get(parent)
            )
        self.pairs = [(one.pk, one.parent_id) for one in self.agencies.values()]
        self.topics = [
            Topic.objects.create(name=slug.title(), name_en=f"{slug.title()} (en)", slug=slug)
            for slug in TOPICS
        ]
        syllables = [a + b for a in "bdgjklmnprst" for b in "aiueo"]
        self.words = ["".join(self.chance.sample(syllables, 3)) for _nth in range(8_000)]
        self.weights = list(accumulate(1 / (nth + 10) for nth in range(len(self.words))))
        self.texts: dict[tuple[int, int], str] = {}
        self.stems: dict[int, dict[str, Any]] = {}
        self.done = 0

    def to(self, number: int) -> None:
        from django.db import connection

        if connection.vendor == "sqlite":  # until the connection is closed
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA cache_size=-400000")
                cursor.execute("PRAGMA synchronous=OFF")
        while self.done < number:
            last = min(number, self.done + CHUNK)
            self._chunk(range(self.done + 1, last + 1))
            self.done = last
            told(last, number, "filled")
        connection.close()

    def _chunk(self, places: range) -> None:
        from django.db import transaction

        from releases.models import Edition, Release, SearchEntry, Shelf
        from releases.search import index

        with transaction.atomic():
            _inserted(Release, [self._release(place) for place in places])
            editions = [row for place in places for row in self._editions(place)]
            _inserted(Edition, editions)
            _inserted(
                Edition.topics.through,
                [
                    {"id": 3 * row["id"] + nth, "edition_id": row["id"], "topic_id": topic.pk}
                    for row in editions
                    for nth, topic in enumerate(self._topics(row["release_id"]))
                ],
            )
            self._join([place for place in places if place % 33 == 0])
        keys = [row["id"] for row in editions]
        if not self.stems:  # each text is stemmed once, and copied from then on
            for _done in index.rewrite(keys):
                pass
            entries = SearchEntry.objects.filter(pk__in=keys).values()
            self.stems |= {entry["edition_id"] % TEXTS: entry for entry in entries}
        else:
            with transaction.atomic():
                _inserted(
                    SearchEntry,
                    [self.stems[key % TEXTS] | {"edition_id": key} for key in keys],
                )
                _inserted(Shelf, [row for one in editions for row in self._shelves(one)])

    def _shelves(self, edition: dict[str, Any]) -> Rows:
        """What `releases.shelves.put` would write, without asking the database for it."""
        issuers = {edition["agency_id"]}
        if edition["joint_json"] != "[]":
            issuers.add(self.agencies["dinas-a"].pk)
        agencies = {one for issuer in issuers for one in above(self.pairs, issuer)}
        usual = {
            "edition_id": edition["id"],
            "year": edition["date"].year,
            "published_at": edition["published_at"],
        }
        places = [
            *({"agency_id": pk, "topic_id": None} for pk in agencies),
            *(
                {"agency_id": None, "topic_id": one.pk}
                for one in self._topics(edition["release_id"])
            ),
        ]
        first = 10 * edition["id"]
        return [usual | place | {"id": first + nth} for nth, place in enumerate(places)]

    def _release(self, place: int) -> dict[str, Any]:
        return {
            "id": place,
            "agency_id": self._agency(place).pk,
            "uid": uuid.UUID(int=place),
            "title": self._title(place),
            "date": self._moment(place).date(),
            "language": "en" if place % 10 == 0 else "id",
            "translation_of_id": place - 1 if place % 10 == 0 else None,
            "edited_by_id": self.user.pk,
            "created_at": self._moment(place),
            "updated_at": self._moment(place),
            "path": self._path(place),
        }

    def _editions(self, place: int) -> Rows:
        """One or two: of a few the first was corrected, of others the second was cancelled."""
        moment = self._moment(place)
        if place % 500 == 7:  # scheduled, for a day to come
            moment = datetime.datetime(2099, 1, 1, tzinfo=datetime.UTC)
        later = moment + datetime.timedelta(days=1)
        corrected = place % 20 == 0
        first = self._edition(place, 0, moment, moment, later if corrected else None)
        if place % 5:
            return [first]
        return [first, self._edition(place, 1, moment, later, None if corrected else later)]

    def _edition(
        self,
        place: int,
        nth: int,
        published_at: datetime.datetime,
        public_from: datetime.datetime,
        public_until: datetime.datetime | None,
    ) -> dict[str, Any]:
        return {
            "id": place + nth * 10_000_000,
            "release_id": place,
            "position": nth + 1,
            "uid": uuid.UUID(int=place),
            "path": self._path(place),
            "agency_id": self._agency(place).pk,
            "language": "en" if place % 10 == 0 else "id",
            "date": self._moment(place).date(),
            "title": self._title(place),
            "summary": self._said(place, 20),
            "body": f"<p>{self._said(place, 120)}</p>",
            "numbers_json": json.dumps([f"{place}/SP/UJI"]),
            "joint_json": JOINT if place % 33 == 0 else "[]",
            "letterhead_json": "{}",
            "contacts_json": "[]",
            "published_at": published_at,
            "public_from": public_from,
            "public_until": public_until,
            "sealed_at": published_at,
            "sha256": "0" * 64,
        }

    def _join(self, places: list[int]) -> None:
        from numbering.models import Number
        from releases.models import ReleaseNumber

        _inserted(
            Number,
            [
                {
                    "id": place,
                    "agency_id": self.agencies["dinas-a"].pk,
                    "text": f"{place}/SP/UJI",
                    "key": f"{place}spuji",
                    "date": self._moment(place).date(),
                    "origin": "historical",
                    "taken_at": self._moment(place),
                    "taken_by_id": self.user.pk,
                }
                for place in places
            ],
        )
        _inserted(
            ReleaseNumber,
            [
                {"id": place, "release_id": place, "number_id": place, "position": 1}
                for place in places
            ],
        )

    def _agency(self, place: int) -> Any:
        names = [*AGENCIES, *LEAVES]
        return self.agencies[names[place * 7 % len(names)]]

    def _topics(self, place: int) -> list[Any]:
        first = place % 12
        second = (first + 1 + place // 12 % 11) % 12
        return [self.topics[first], self.topics[second]][: 1 + place % 2]

    def _moment(self, place: int) -> datetime.datetime:
        # Not in the order of the keys: old releases are read in late.
        original = place - (place % 10 == 0)
        minutes = original * 7_919 % MINUTES
        return FIRST + datetime.timedelta(minutes=minutes, milliseconds=original)

    def _path(self, place: int) -> str:
        return f"{self._moment(place):%Y/%m}/siaran-{place}"

    def _title(self, place: int) -> str:
        marks = [
            word
            for word, one_in in ((COMMON, 4), (MIDDLING, 60), (RARE, 1_000))
            if place % TEXTS % one_in == 0
        ]
        return " ".join([*marks, self._said(place, 7)]).capitalize()

    def _said(self, place: int, words: int) -> str:
        key = place % TEXTS, words
        if key not in self.texts:
            drawn = self.chance.choices(self.words, cum_weights=self.weights, k=words)
            self.texts[key] = " ".join(drawn)
        return self.texts[key]


def _inserted(model: Any, rows: Rows) -> None:
    """Rows with what the model says of the columns that are not named; without its ORM, in bulk."""
    from django.db import connection

    fields = [field for field in model._meta.concrete_fields if not field.generated]
    names = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    sql = f"INSERT INTO {model._meta.db_table} ({names}) VALUES ({', '.join(['%s'] * len(fields))})"
    nothing = model()
    prepared = {
        one.column: one.get_db_prep_save(getattr(nothing, one.attname), connection)
        for one in fields
        if one.column not in rows[0]
    }
    values = [
        [
            one.get_db_prep_save(row[one.column], connection)
            if one.column in row
            else prepared[one.column]
            for one in fields
        ]
        for row in rows
    ]
    with connection.cursor() as cursor:
        cursor.executemany(sql, values)


# --- What is asked for ---


def pages() -> list[tuple[str, str]]:
    a_year = YEARS[2]
    return [
        ("list, page 1", "/releases/"),
        ("list, page 50", "/releases/?page=50"),
        ("list, older than page 50", "/releases/?after="),
        ("list, oldest first", "/releases/?sort=oldest"),
        ("by agency: one at the bottom", "/releases/?agency=dinas-c"),
        ("by agency: one with others below it", "/releases/?agency=asisten-1"),
        ("by agency, page 5", "/releases/?agency=asisten-1&page=5"),
        ("by year", f"/releases/?year={a_year}"),
        ("by year, as a page", f"/releases/{a_year}/"),
        ("by month, as a page", f"/releases/{a_year}/05/"),
        ("by agency and year", f"/releases/?agency=dinas-c&year={a_year}"),
        ("by topic", "/releases/?topic=topik-3"),
        ("by language", "/releases/?language=en"),
        ("an agency", "/agencies/dinas-c/"),
        ("a topic", "/topics/topik-3/"),
        ("a release", ""),
        ("first page", "/"),
        ("archive", "/archive/"),
        ("topics", "/topics/"),
        ("RSS", "/feeds/rss.xml"),
        ("RSS of an agency", "/feeds/agencies/dinas-c/rss.xml"),
    ]


def searches() -> list[tuple[str, str]]:
    return [
        ("a rare word", f"q={RARE}"),
        ("a word of one text in sixty", f"q={MIDDLING}"),
        ("a word of every fourth text", f"q={COMMON}"),
        ("two words", f"q={MIDDLING}+{COMMON}"),
        ("two words, agency and year", f"q={MIDDLING}+{COMMON}&agency=asisten-1&year={YEARS[2]}"),
    ]


def asked(client: Any) -> Iterator[tuple[str, Callable[[], Any]]]:
    """Each row of the table: its name, and what is done for it."""
    from releases.models import Edition

    for name, address in pages():
        if not address:
            address = Edition.objects.published().order_by("pk")[100].get_absolute_url()
        if address.endswith("after="):
            address += client.get("/releases/?page=50").context["page_obj"].after
        yield name, lambda address=address: _answered(client, address)
    for name, query in searches():
        yield f"search: {name}", lambda query=query: _answered(client, f"/releases/?{query}")
        yield f"icontains: {name}", lambda query=query: icontains(query)


def _answered(client: Any, address: str) -> None:
    answer = client.get(address)
    if answer.status_code != 200:
        raise SystemExit(f"{address} answers {answer.status_code}")


def icontains(query: str) -> None:
    """The usual way: every word somewhere, the newest twenty, and how many there are."""
    from django.db.models import Q
    from django.http import QueryDict

    from agencies.models import Agency
    from agencies.tree import AgencyTree
    from releases.models import Edition

    said = QueryDict(query)
    found = Edition.objects.published()
    for word in said["q"].split():
        found = found.filter(
            Q(title__icontains=word) | Q(summary__icontains=word) | Q(body__icontains=word)
        )
    if "agency" in said:
        agency = Agency.objects.get(slug=said["agency"])
        found = found.filter(agency__in=AgencyTree(Agency.objects.all()).family(agency))
    if "year" in said:
        found = found.filter(date__year=said["year"])
    found.count()
    list(found.for_ledger()[:20])


# --- Figures ---


def measured(rounds: int, only: str) -> dict[str, tuple[float, int]]:
    """The median of each row in milliseconds, and its queries."""
    from django.db import connection
    from django.test import Client

    client = Client(HTTP_HOST="localhost")
    figures = {}
    rows = [row for row in asked(client) if only in row[0]]
    for done, (name, ask) in enumerate(rows, start=1):
        queries: list[str] = []

        def counted(execute: Any, sql: str, *rest: Any, queries: list[str] = queries) -> Any:
            queries.append(sql)
            return execute(sql, *rest)

        with connection.execute_wrapper(counted):
            ask()
        times = []
        for _round in range(rounds if "icontains" not in name else min(rounds, 3)):
            begun = time.perf_counter()
            ask()
            times.append(1000 * (time.perf_counter() - begun))
        figures[name] = (statistics.median(times), len(queries))
        told(done, len(rows), "asked")
    return figures


def run(engine: str, options: argparse.Namespace) -> str:
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="newsroom-bench-"))
        os.environ |= {
            "VAR_DIR": folder,
            "DJANGO_SETTINGS_MODULE": "newsroom.settings",
            "DEBUG": "0",
            "HTTPS": "0",
            "SECRET_KEY": uuid.uuid4().hex * 2,
            "ALLOWED_HOSTS": "localhost",
            "LOG_LEVEL": "WARNING",
        }
        os.environ.pop("DATABASE_URL", None)
        if engine == "postgres":
            from tests.servers import postgres

            os.environ["DATABASE_URL"] = stack.enter_context(postgres.throwaway())
        import django
        from django.core.management import call_command
        from django.db import connection
        from django.test.utils import setup_test_environment

        django.setup()
        from releases import tallies

        setup_test_environment(debug=False)
        call_command("migrate", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        filling = Filling()
        both = []
        for number in (options.small, options.large):
            filling.to(number)
            tallies.rewrite()
            if engine == "postgres":  # which does so by itself, in a minute or two
                with connection.cursor() as cursor:
                    cursor.execute("VACUUM ANALYZE")
            both.append(measured(options.rounds, options.only))
        connection.close()
    return table(engine, options, *both)


def table(
    engine: str,
    options: argparse.Namespace,
    small: dict[str, tuple[float, int]],
    large: dict[str, tuple[float, int]],
) -> str:
    lines = [
        [f"{engine}, ms", f"{options.small:,}", f"{options.large:,}", "ratio", "queries"],
        ["---", "---:", "---:", "---:", "---:"],
    ]
    for name, (before, _queries) in small.items():
        after, queries = large[name]
        lines.append([name, f"{before:.1f}", f"{after:.1f}", f"{after / before:.2f}", str(queries)])
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def main() -> None:
    options = arguments()
    if options.database != "both":
        sys.stdout.write(run(options.database, options) + "\n")
        return
    for engine in ("sqlite", "postgres"):  # Django reads its settings once a process
        command = [sys.executable, __file__, *sys.argv[1:], "--database", engine]
        subprocess.run(command, check=True)  # noqa: S603


if __name__ == "__main__":
    main()
