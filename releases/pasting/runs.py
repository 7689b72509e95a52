"""The text of one paragraph: split at blank lines, its blanks and marks put in order."""

import re

from releases.pasting.blocks import BREAK, Mark, Marks, Run

STRONG = Mark("strong")


def split(runs: list[Run]) -> list[list[Run]]:
    """The paragraphs that runs make: two breaks end one. None is without text."""
    parts: list[list[Run]] = [[]]
    blank: list[Run] = []
    for run in runs:
        if not run.text.strip():
            blank.append(run)
            continue
        if sum(1 for held in blank if held.text == BREAK) > 1:
            parts.append([])
            blank.clear()
        parts[-1] += [*blank, run]
        blank.clear()
    return [part for part in parts if part]


def settled(runs: list[Run]) -> list[Run]:
    """The same text with single blanks, none at its ends or beside a break, and plain marks.

    No-break spaces become blanks. No line is drawn under links.
    """
    kept: list[Run] = []
    for text, marks in runs:
        if text == BREAK:
            if not kept:
                continue
            _trim_end(kept)
        else:
            text = re.sub(r"\s+", " ", text)
            if not kept or kept[-1].text[-1].isspace():
                text = text.lstrip()
        if text:
            kept.append(Run(text, _plain(marks)))
    while kept and not kept[-1].text.strip():
        kept.pop()
    _trim_end(kept)
    return [_blank_like_its_neighbours(kept, index) for index in range(len(kept))]


def without_strong(runs: list[Run]) -> list[Run]:
    """The runs, not strong if all of them are: a heading stands out by itself."""
    if not all(STRONG in run.marks for run in runs):
        return runs
    return [Run(run.text, tuple(mark for mark in run.marks if mark != STRONG)) for run in runs]


def cut(runs: list[Run], length: int) -> list[Run]:
    """The runs without so many characters at their beginning."""
    rest = []
    for text, marks in runs:
        if len(text) > length:
            rest.append(Run(text[length:], marks))
        length = max(0, length - len(text))
    return rest


def _trim_end(runs: list[Run]) -> None:
    if runs and runs[-1].text != BREAK:
        text, marks = runs.pop()
        if text.rstrip():
            runs.append(Run(text.rstrip(), marks))


def _plain(marks: Marks) -> Marks:
    if any(mark.tag == "a" for mark in marks):
        return tuple(mark for mark in marks if mark.tag != "u")
    return marks


def _blank_like_its_neighbours(runs: list[Run], index: int) -> Run:
    """A blank or break keeps only the marks it shares with the text at one of its sides."""
    text, marks = runs[index]
    if text.strip() or not marks:
        return runs[index]
    before = shared(marks, runs[index - 1].marks)
    after = shared(marks, runs[index + 1].marks)
    return Run(text, marks[: max(before, after)])


def shared(one: Marks, other: Marks) -> int:
    """How many marks, from the outermost, are the same."""
    count = 0
    for mine, yours in zip(one, other, strict=False):
        if mine != yours:
            break
        count += 1
    return count
