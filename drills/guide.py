"""What a guide tells its reader to type: the fenced blocks of a section, as they are written.

Read from the file at each run, so that the guide is what is tried, and no copy of it.
"""

import re
import textwrap
from pathlib import Path

HEADING = re.compile(r"^(#+) (.+)$")
FENCE = re.compile(r"^ *```(\w*)$")


def blocks(guide: Path, section: str, language: str = "sh") -> list[str]:
    """The fenced blocks of one section, without their indentation.

    Args:
        guide: a file in Markdown.
        section: its heading, without the `#`; it ends where one of its rank or above begins.
        language: what stands behind the fence.

    Raises:
        LookupError: there is no such section, or nothing to type in it.
    """
    found: list[str] = []
    depth, inside, open_, lines = 0, False, "", list[str]()
    for line in guide.read_text(encoding="utf-8").splitlines():
        if lines or open_:
            if FENCE.match(line):
                if inside and open_ == language:
                    found.append(textwrap.dedent("\n".join(lines)) + "\n")
                open_, lines = "", []
            else:
                lines.append(line)
        elif fence := FENCE.match(line):
            open_ = fence[1] or "text"
        elif heading := HEADING.match(line):
            if heading[2] == section:
                depth, inside = len(heading[1]), True
            elif len(heading[1]) <= depth:
                inside = False
    if not found:
        raise LookupError(f"{guide.name} has nothing to type in a section {section!r}")
    return found
