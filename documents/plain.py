"""An edition as plain text: a paragraph on each line, to be pasted anywhere."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from documents.keeping import kept, key_of
from documents.marks import Mark
from documents.paper import Paper, paper
from documents.tree import Block, Run
from releases.models import Edition

STEP = "    "
RULE = "-" * 40


def txt(edition: Edition, marks: Sequence[Mark]) -> Path:
    """The file of a text, in UTF-8."""
    text = as_text(paper(edition, marks))
    return kept(edition, key_of("txt", text), "txt", text.encode)


def as_text(printed: Paper) -> str:
    """All that the sheet says, from top to bottom."""
    return "\n".join(_parts(printed.said)) + "\n"


def _parts(said: dict[str, Any]) -> Iterator[str]:
    words = said["words"]
    for head in said["letterheads"]:
        city = f"{head['city']} {head['postcode']}".strip()
        yield from filter(None, [*head["lines"], *head["rest"], city])
        yield RULE
    for mark in said["marks"]:
        yield from ["", f"{mark['word']}: {' '.join(mark['text'].split())}"]
    numbers = ", ".join(said["numbers"])
    yield from ["", said["heading"], f"{words['NUMBER']}: {numbers}", said["date"]]
    yield from ["", said["headline"]] if said["headline"] else []
    yield from ["", said["removed"]] if said["removed"] else []
    for block in said["blocks"]:
        if lines := [*_lines(block, words)]:
            yield from ["", *lines]
    for figure in [*said["gallery"], *said["films"]]:
        yield from ["", *_lines(figure, words)]
    if said["files"]:
        yield from ["", words["files"]]
        yield from (f"- {one['name']} ({one['label']}): {one['address']}" for one in said["files"])
    if said["contacts"]:
        yield from ["", words["contacts"]]
        for contact in said["contacts"]:
            who = ", ".join(filter(None, [contact["name"], contact["position"]]))
            yield f"- {'; '.join([who, *contact['rest']])}"
    yield from ["", RULE, f"{words['check']} {said['verify']}"]


def _lines(block: Block, words: dict[str, str]) -> list[str]:
    match block["kind"]:
        case "paragraph" | "heading":
            return with_addresses(block["runs"]).split("\n")
        case "rule":
            return [RULE]
        case "quote":
            return [f"{STEP}{line}" for inner in block["blocks"] for line in _lines(inner, words)]
        case "list":
            return _items(block, words)
        case "table":
            return _rows(block, words)
        case "picture":
            said = block["caption"] or block["alt"]
            credit = f" {words['source']} {block['credit']}" if block["credit"] else ""
            return [f"[{words['picture']} {said}{credit}]"]
        case "film":
            return [f"[{words['film']} {block['caption']} {block['address']}]"]
    return []


def _items(block: Block, words: dict[str, str]) -> list[str]:
    lines = []
    for nth, item in enumerate(block["items"], start=block["start"]):
        inner = [line for one in item for line in _lines(one, words)]
        sign = f"{nth}." if block["ordered"] else "-"
        lines += [f"{sign} {line}" if not at else f"{STEP}{line}" for at, line in enumerate(inner)]
    return lines


def _rows(block: Block, words: dict[str, str]) -> list[str]:
    caption = [with_addresses(block["caption"])] if block["caption"] else []
    rows = (
        [" ".join(line for one in cell["blocks"] for line in _lines(one, words)) for cell in row]
        for row in block["rows"]
    )
    return [*caption, *(" | ".join(row) for row in rows)]


def with_addresses(runs: list[Run]) -> str:
    """Text, with the address of a link behind it where the text is not that address."""
    said = ""
    for run, after in zip(runs, [*runs[1:], None], strict=True):
        said += run["text"]
        href = run["href"]
        shown = href.removeprefix("mailto:").removeprefix("tel:")
        ends = after is None or after["href"] != href
        if href and ends and shown.rstrip("/").rpartition("//")[2] not in said:
            said += f" ({shown})"
    return said
