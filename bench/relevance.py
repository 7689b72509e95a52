"""How well known texts are found again: MRR@10 and Recall@10, beside three usual ways of searching.

    .venv/bin/python bench/relevance.py CORPUS.jsonl [--database sqlite|postgres|both]
        [--queries FILE] [--number 300] [--seed 1] [--limit ROWS]

The corpus is one JSON object a line, with `title` and `body` in plain text, and, where there are
any, `id` (else the line's place, from 0), `summary`, and `language` (else `id`). Its titles and
bodies become releases in a throwaway database, through the newsroom's own index, and are asked for
through its own search. A summary is not shown to any of them.

A query is some words of what is said of one text, and that text is wanted: its summary where it has
one, else one sentence of its body, drawn by the seed. `--queries` takes others instead: one JSON
object a line, with `query` (or `q`, `text`) and the `id` (or `doc_id`, `wanted`) of a text.
"""

import argparse
import datetime
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import uuid
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

SIZES = (2, 3, 4, 6)  # words of a query
BEST = 10
SENTENCE = re.compile(r"(?<=[.!?])\s+")

Query = dict[str, Any]  # text, wanted (place in the corpus), size
Method = Callable[[str], list[int]]  # a query's text to places in the corpus, best first


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--database", choices=["sqlite", "postgres", "both"], default="both")
    parser.add_argument("--queries", type=Path, help="instead of drawn ones")
    parser.add_argument("--number", type=int, default=300, help="queries to draw of each size")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--limit", type=int, help="the first rows of the corpus only")
    parser.add_argument("--json", action="store_true", help="the figures as JSON")
    return parser.parse_args()


def rows_of(path: Path, limit: int | None) -> list[dict]:
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines if line.strip()]
    return rows[:limit]


def told(done: int, of: int, what: str) -> None:
    end = "\n" if done == of else "\r"
    sys.stderr.write(f"{what}: {done}/{of}{end}")
    sys.stderr.flush()


# --- Queries ---


def drawn(rows: list[dict], number: int, seed: int) -> list[Query]:
    from releases.search.stop_words import STOP_WORDS

    chance = random.Random(seed)  # noqa: S311
    queries = []
    for size in SIZES:
        places = list(range(len(rows)))
        chance.shuffle(places)
        taken = 0
        for place in places:
            words = _words_of(rows[place], size, chance, STOP_WORDS)
            if words:
                queries.append({"text": " ".join(words), "wanted": place, "size": size})
                taken += 1
            if taken == number:
                break
    return queries


def _words_of(row: dict, size: int, chance: random.Random, stop_words: frozenset[str]) -> list[str]:
    said = [row["summary"]] if row.get("summary") else SENTENCE.split(row.get("body") or "")
    choices = []
    for text in said:
        words = dict.fromkeys(re.findall(r"[^\W\d_]{3,}", text))
        content = [word for word in words if word.lower() not in stop_words]
        if len(content) >= max(size, 5):
            choices.append(content)
    return chance.sample(chance.choice(choices), size) if choices else []


def given(path: Path, rows: list[dict]) -> list[Query]:
    places = {str(row.get("id", place)): place for place, row in enumerate(rows)}
    queries = []
    for one in rows_of(path, None):
        text = next(one[key] for key in ("query", "q", "text") if key in one)
        wanted = str(next(one[key] for key in ("id", "doc_id", "wanted") if key in one))
        if wanted in places:
            query = {"text": text, "wanted": places[wanted], "size": len(text.split())}
            queries.append(query)
        else:
            sys.stderr.write(f"no text has the id {wanted}\n")
    return queries


# --- The newsroom's own search ---


def loaded(rows: list[dict]) -> dict[int, int]:
    """Put the corpus into the database and its index. Returns the place of each edition."""
    from django.contrib.auth.models import User
    from django.db import transaction

    from agencies.models import Agency
    from releases.models import Edition, Release
    from releases.search import index

    User.objects.create(username="bench")
    agency = Agency.objects.create(name="Dinas Uji", short_name="Diuji", slug="diuji")
    day = datetime.date(2020, 1, 1)
    moment = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
    places: dict[int, int] = {}
    for start in range(0, len(rows), 500):
        some = rows[start : start + 500]
        with transaction.atomic():
            releases = Release.objects.bulk_create(
                Release(
                    agency=agency,
                    title=row["title"][:300],
                    date=day,
                    uid=uuid.uuid4(),
                    edited_by_id=User.objects.get().pk,
                )
                for row in some
            )
            editions = Edition.objects.bulk_create(
                Edition(
                    release=release,
                    position=1,
                    uid=release.uid,
                    path=f"2020/01/{start + place}",
                    agency=agency,
                    language=row.get("language") or "id",
                    date=day,
                    title=row["title"][:300],
                    body=f"<p>{_escaped(row.get('body') or '')}</p>",
                    numbers_json=json.dumps([f"{start + place}/UJI"]),
                    letterhead_json="{}",
                    contacts_json="[]",
                    published_at=moment + datetime.timedelta(minutes=start + place),
                    public_from=moment,
                    sealed_at=moment,
                    sha256="0" * 64,
                )
                for place, (row, release) in enumerate(zip(some, releases, strict=True))
            )
            places |= {one.pk: start + place for place, one in enumerate(editions)}
            for _done in index.rewrite([one.pk for one in editions]):
                pass
        told(start + len(some), len(rows), "indexed")
    return places


def _escaped(text: str) -> str:
    return text.replace("\x00", "").replace("&", "&amp;").replace("<", "&lt;")


def ours(places: dict[int, int]) -> Method:
    from releases.search.searching import search

    return lambda text: [places[key] for key in search(text)[:BEST]]


# --- The usual ways ---


def icontains(places: dict[int, int]) -> Method:
    from django.db.models import Q

    from releases.models import Edition

    def ask(text: str) -> list[int]:
        met = Q()
        for word in text.split():
            met &= Q(title__icontains=word) | Q(summary__icontains=word) | Q(body__icontains=word)
        found = Edition.objects.filter(met).newest_first()[:BEST]
        return [places[key] for key in found.values_list("pk", flat=True)]

    return ask


def postgresql_indonesian(rows: list[dict]) -> Method:
    from django.db import connection

    cursor = connection.cursor()
    cursor.execute("CREATE TABLE plain (place int, vector tsvector)")
    for place, row in enumerate(rows):
        cursor.execute(
            "INSERT INTO plain VALUES (%s, setweight(to_tsvector('indonesian', %s), 'A')"
            " || to_tsvector('indonesian', %s))",
            [place, row["title"], (row.get("body") or "").replace("\x00", "")],
        )

    def ask(text: str) -> list[int]:
        cursor.execute(
            "SELECT place FROM plain, websearch_to_tsquery('indonesian', %s) asked"
            " WHERE vector @@ asked ORDER BY ts_rank(vector, asked) DESC, place LIMIT %s",
            [text, BEST],
        )
        return [place for (place,) in cursor.fetchall()]

    return ask


def fts5_unicode61(rows: list[dict], joined: str) -> Method:
    import sqlite3

    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE plain USING fts5(title, body, tokenize='unicode61')")
    database.executemany(
        "INSERT INTO plain(rowid, title, body) VALUES (?, ?, ?)",
        [(place, row["title"], row.get("body") or "") for place, row in enumerate(rows)],
    )

    def ask(text: str) -> list[int]:
        words = [f'"{word}"' for word in re.findall(r"\w+", text)]
        found = database.execute(
            "SELECT rowid FROM plain WHERE plain MATCH ? ORDER BY bm25(plain, 5, 1), rowid LIMIT ?",
            [joined.join(words), BEST],
        )
        return [place for (place,) in found]

    return ask


# --- Figures ---


def measured(name: str, method: Method, queries: list[Query]) -> dict[str, dict[str, float]]:
    """MRR@10 and Recall@10 of a method, by the size of the query and of all."""
    ranks: dict[str, list[float]] = defaultdict(list)
    for done, query in enumerate(queries, start=1):
        answers = method(query["text"])
        rank = answers.index(query["wanted"]) + 1 if query["wanted"] in answers else 0
        for group in (str(query["size"]), "all"):
            ranks[group].append(1 / rank if rank else 0.0)
        if done % 50 == 0 or done == len(queries):
            told(done, len(queries), name)
    return {
        group: {
            "mrr": sum(these) / len(these),
            "recall": sum(1 for one in these if one) / len(these),
            "queries": len(these),
        }
        for group, these in ranks.items()
    }


def methods(engine: str, rows: list[dict]) -> Iterator[tuple[str, Method]]:
    places = loaded(rows)
    yield f"newsroom, {engine}", ours(places)
    yield f"icontains, {engine}", icontains(places)
    if engine == "postgres":
        yield "PostgreSQL indonesian", postgresql_indonesian(rows)
    else:
        yield "FTS5 unicode61, all words", fts5_unicode61(rows, " ")
        yield "FTS5 unicode61, any word", fts5_unicode61(rows, " OR ")


def run(engine: str, options: argparse.Namespace) -> dict[str, dict]:
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="newsroom-bench-"))
        os.environ["VAR_DIR"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "newsroom.settings"
        os.environ["DEBUG"] = "0"
        os.environ |= {"SECRET_KEY": uuid.uuid4().hex * 2, "ALLOWED_HOSTS": "localhost"}
        os.environ.pop("DATABASE_URL", None)
        if engine == "postgres":
            from tests.servers import postgres

            os.environ["DATABASE_URL"] = stack.enter_context(postgres.throwaway())
        import django
        from django.core.management import call_command
        from django.db import connection

        django.setup()
        call_command("migrate", verbosity=0)
        rows = rows_of(options.corpus, options.limit)
        if options.queries:
            queries = given(options.queries, rows)
        else:
            queries = drawn(rows, options.number, options.seed)
        figures = {name: measured(name, ask, queries) for name, ask in methods(engine, rows)}
        connection.close()
    return figures


def table(figures: dict[str, dict]) -> str:
    groups = sorted({group for one in figures.values() for group in one}, key=_place)
    head = [""] + [f"{group} words" if group.isdigit() else group for group in groups]
    lines = [head, ["---"] * len(head)]
    for name, one in figures.items():
        said = [f"{one[g]['mrr']:.3f} / {one[g]['recall']:.3f}" if g in one else "" for g in groups]
        lines.append([name, *said])
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _place(group: str) -> int:
    return int(group) if group.isdigit() else 1000


def main() -> None:
    options = arguments()
    if options.database != "both":
        figures = run(options.database, options)
    else:
        figures = {}
        for engine in ("sqlite", "postgres"):  # Django reads its settings once a process
            command = [sys.executable, __file__, *sys.argv[1:], "--database", engine, "--json"]
            answer = subprocess.run(command, stdout=subprocess.PIPE, check=True)  # noqa: S603
            figures |= json.loads(answer.stdout)
    if options.json:
        sys.stdout.write(json.dumps(figures))
    else:
        sys.stdout.write(f"MRR@10 / Recall@10\n\n{table(figures)}\n")


if __name__ == "__main__":
    main()
