"""Pages that nobody has asked for yet: nothing is kept, each is made anew."""

from collections.abc import Iterator
from typing import Any

from bench import addresses
from bench.inventing import YEARS
from bench.rounds import NOTHING_KEPT, Run, Subject
from bench.servers import Server, gunicorn, textbook
from bench.table import Row, at_least, at_most, costs, rates, ratio, row

YEAR = YEARS[len(YEARS) // 2]
# The same addresses at every size; those of single releases differ.
OTHERS = {
    "oldest first": "/releases/?sort=oldest",
    "by agency": "/releases/?agency=dinas-3",
    "by agency with others below it": "/releases/?agency=asisten-1",
    "by agency and year": f"/releases/?agency=dinas-3&year={YEAR}",
    "by topic": "/releases/?topic=topik-3",
    "by language": "/releases/?language=en",
    "a year": f"/releases/{YEAR}/",
    "a month": f"/releases/{YEAR}/05/",
    "an agency": "/agencies/dinas-3/",
    "a topic": "/topics/topik-3/",
    "first page": "/",
    "archive": "/archive/",
    "topics": "/topics/",
    "RSS": "/feeds/rss.xml",
}
TEXTBOOK = {
    "list, page 1": "/releases/",
    "list, last page": "/releases/?page=last",
    "by agency and year": f"/releases/?agency=dinas-3&year={YEAR}",
    "RSS": "/rss.xml",
}
FEW = 4  # connections: enough for all processes to have work


def measure(run: Run) -> Iterator[Row]:
    stock, small = run.stock(), run.smaller()
    with (
        gunicorn(stock, env=NOTHING_KEPT) as ours,
        gunicorn(small, env=NOTHING_KEPT) as ours_small,
        textbook(stock) as theirs,
    ):
        told, told_small = addresses.told_by(stock), addresses.told_by(small)
        pages = _pages(told)
        usual = {name: [path] for name, path in TEXTBOOK.items()}
        usual["list, page 500"] = [f"/releases/?page={min(500, max(1, told['pages'] // 2))}"]
        usual["a release"] = told["textbook_details"]
        subjects = [
            *_subjects("textbook", theirs, usual),
            *_subjects("cold", ours, pages),
            *_subjects("smaller", ours_small, _pages(told_small)),
        ]
        found = run.interleaved(subjects)
    queries = addresses.queries(stock, [paths[0] for paths in pages.values()])
    for name in usual:
        yield row(f"textbook: {name}", found[f"textbook: {name}"])
    for name, paths in pages.items():
        yield row(f"cold: {name}", found[f"cold: {name}"], queries[paths[0]][0])
    for name in ("list, page 1", "a release", "RSS"):
        against = ratio(rates(found[f"cold: {name}"]), rates(found[f"textbook: {name}"]))
        if name == "list, page 1":
            yield at_least(f"cold {name}", 3, against, "× the textbook's requests a second")
        else:
            yield Row(f"cold {name}, × the textbook's", measured=str(against))
    asked = queries["/releases/"][0]
    yield Row("queries of a cold list", target="1 or 2", measured=str(asked), holds=asked in (1, 2))
    for name in pages:
        grown = ratio(costs(found[f"cold: {name}"]), costs(found[f"smaller: {name}"]))
        what = f"cold {name}: {run.size:,} against {run.base:,}"
        if name.startswith("list"):
            yield at_most(what, 1.3, grown, "× the processor time")
        else:
            yield Row(what, measured=f"{grown} × the processor time")


def _pages(told: dict[str, Any]) -> dict[str, list[str]]:
    return {
        "list, page 1": ["/releases/"],
        "list, page 500": [told["deep"]],
        "list, last page": [told["last"]],
        "page 50": [f"/releases/?page={min(50, told['pages'])}"],
        "a release": told["details"],
    } | {name: [path] for name, path in OTHERS.items()}


def _subjects(who: str, server: Server, pages: dict[str, list[str]]) -> list[Subject]:
    return [
        Subject(f"{who}: {name}", server, paths, connections=FEW) for name, paths in pages.items()
    ]
