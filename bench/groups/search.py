"""Searching, beside the textbook's `icontains` on the same texts."""

from collections.abc import Iterator

from bench import addresses
from bench.inventing import COMMON, MIDDLING, RARE, YEARS
from bench.rounds import NOTHING_KEPT, Run, Subject
from bench.servers import gunicorn, textbook
from bench.table import Row, at_least, at_most, costs, rates, ratio, row

YEAR = YEARS[len(YEARS) // 2]
NARROWED = f"agency=asisten-1&year={YEAR}"
QUESTIONS = {
    "one word, agency and year": f"q={MIDDLING}&{NARROWED}",
    "two words, agency and year": f"q={MIDDLING}+{COMMON}&{NARROWED}",
    "a word of one text in sixty": f"q={MIDDLING}",
    "two words": f"q={MIDDLING}+{COMMON}",
    "a rare word": f"q={RARE}",
    "a word of every fourth text": f"q={COMMON}",
}
NARROW = tuple(QUESTIONS)[:2]
PEOPLE = 2  # who ask at the same time: one for each process


def measure(run: Run) -> Iterator[Row]:
    stock, small = run.stock(), run.smaller()
    asked = {name: f"/releases/?{query}" for name, query in QUESTIONS.items()}
    with (
        gunicorn(stock, env=NOTHING_KEPT) as ours,
        gunicorn(small, env=NOTHING_KEPT) as ours_small,
        textbook(stock) as theirs,
    ):
        found = run.interleaved(
            [
                Subject(f"{who}: {name}", server, [path], slow=True, connections=PEOPLE)
                for name, path in asked.items()
                for who, server in (
                    ("search", ours),
                    ("icontains", theirs),
                    ("smaller", ours_small),
                )
            ]
        )
    queries = addresses.queries(stock, list(asked.values()))
    for name, path in asked.items():
        yield row(f"search: {name}", found[f"search: {name}"], queries[path][0])
        yield row(f"icontains: {name}", found[f"icontains: {name}"])
    for name in asked:
        search = found[f"search: {name}"]
        against = ratio(rates(search), rates(found[f"icontains: {name}"]))
        what = f"search against icontains: {name}"
        if name in NARROW:
            yield at_least(what, 100, against, "× its requests a second, at 200,000")
        else:
            yield Row(what, measured=f"{against} × its requests a second")
    for name in asked:
        grown = ratio(costs(found[f"search: {name}"]), costs(found[f"smaller: {name}"]))
        what = f"search, {name}: {run.size:,} against {run.base:,}"
        yield at_most(what, 3, grown, "× the processor time")
