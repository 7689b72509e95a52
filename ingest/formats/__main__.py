"""One file in, one document out: `python -m ingest.formats docx`, run by `ingest.apart` alone.

The file comes on standard input. On standard output goes one JSON object: {"document": …}, or
{"refused": code, "most": limit}. The limits are set before anything that reads files is imported.
"""

import importlib
import json
import resource
import sys

MEMORY = 768 * 1024 * 1024
SECONDS = 12
ANSWER = 64 * 1024 * 1024
KINDS = ("docx", "html", "pdf")


def limit() -> None:
    """Bound memory, time and the answer; leave no core."""
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, ANSWER),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def main() -> None:
    kind = sys.argv[1]
    if kind not in KINDS:
        raise SystemExit(2)
    limit()
    refusal = importlib.import_module("ingest.formats.refusal")
    reader = importlib.import_module(f"ingest.formats.{kind}")
    try:
        answer = {"document": reader.read(sys.stdin.buffer.read()).as_json()}
    except refusal.RefusedFile as refused:
        answer = {"refused": refused.code, "most": refused.most}
    except (MemoryError, RecursionError):
        answer = {"refused": "bomb", "most": 0}
    sys.stdout.write(json.dumps(answer))


main()
