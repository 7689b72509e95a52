"""One parser under atheris, in a process of its own: `python -m drills.fuzzed TARGET RUNS FOLDER`.

What decides a branch is watched in all modules of the house, so they are imported here and not
before. The same seed is given to every run.
"""

import json
import sys
import time
from pathlib import Path

SECONDS = 2.0  # of the processor, that any text may take
HANGS = 30  # seconds until a text that does not end is ended
MEGABYTES = 2_000
LETTERS = 2_000  # bytes of a text
HOUSE = ["agencies", "api", "documents", "feeds", "ingest", "numbering", "pages", "releases"]


def main(name: str, runs: int, folder: Path) -> None:
    import atheris
    import django

    with atheris.instrument_imports(include=HOUSE):
        django.setup()
        import newsroom.urls  # noqa: F401 - all that answers
        from drills.parsers import TARGETS, holds

    from django.conf import settings

    settings.DEBUG = False
    target = TARGETS[name]
    corpus = folder / "corpus"
    corpus.mkdir()
    for nth, seed in enumerate(target.seeds):
        (corpus / str(nth)).write_text(seed)
    # A text of JSON in ASCII, but for what libFuzzer writes in another way.
    words = [json.dumps(word.encode().decode("latin-1")) for word in target.words]
    (folder / "words").write_text("".join(f"{_as_bytes(word)}\n" for word in words))

    def one(data: bytes) -> None:
        text = data.decode("utf-8", "replace")
        begun = time.process_time()
        target.read(text)
        taken = time.process_time() - begun
        holds(taken < SECONDS, f"read within {SECONDS:g} s", round(taken, 1), text)

    flags = [
        *(f"-runs={runs}", "-seed=1", f"-timeout={HANGS}", f"-rss_limit_mb={MEGABYTES}"),
        *(f"-max_len={LETTERS}", f"-dict={folder / 'words'}", f"-artifact_prefix={folder}/"),
        *("-print_final_stats=1", str(corpus)),
    ]
    atheris.Setup([sys.argv[0], *flags], one)
    atheris.Fuzz()


def _as_bytes(quoted: str) -> str:
    return quoted.replace("\\u00", "\\x").replace("\\n", "\\x0a")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
