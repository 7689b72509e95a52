"""Papers set by typst: data and a template become a PDF.

PDF/A-3a, to be kept, and PDF/UA-1, to be read aloud, are asked for together: typst then refuses
what either forbids. The same data and template give the same bytes, on the same version of typst.
"""

import datetime
import json
import tempfile
from collections.abc import Callable, Mapping
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from documents.letters import FONTS, STAND_IN, drawn

if TYPE_CHECKING:  # it is loaded with the first sheet
    import typst

TEMPLATES = Path(__file__).parent / "typst"
STANDARDS: list[Any] = ["a-3a", "ua-1"]
# What is not drawn, but read by machines to the letter.
LITERAL = {"sealed"}

# A picture's name in the data, and what gives its bytes.
Pictures = Mapping[str, Callable[[], bytes]]


@cache
def template(name: str) -> str:
    """A template's source: `sheet` or `register`."""
    parts = (TEMPLATES / f"{part}.typ" for part in ("common", name))
    return "\n".join(part.read_text(encoding="utf-8") for part in parts)


def version(name: str) -> str:
    """All that the bytes depend on besides the data."""
    return f"{metadata.version('typst')}\n{template(name)}"


def typeset(name: str, said: dict[str, Any], pictures: Pictures) -> bytes:
    """A paper as a PDF.

    Args:
        name: of the template.
        said: what it says. `day` is the date of the document: year, month, day.
        pictures: those that the data names.

    Raises:
        typst.TypstError: the template and the data do not fit together, or typst cannot read a
            picture.
    """
    import typst

    made = datetime.datetime(*said["day"], tzinfo=datetime.UTC)
    with tempfile.TemporaryDirectory(prefix="paper-") as folder:
        for file, content in pictures.items():
            Path(folder, file).write_bytes(content())
        compiler = typst.Compiler(
            template(name).encode(), root=folder, font_paths=_fonts(), ignore_system_fonts=True
        )
        pdf: Any = compiler.compile(
            format="pdf",
            sys_inputs={"data": json.dumps(_drawable(said), ensure_ascii=False)},
            pdf_standards=STANDARDS,
            timestamp=made,
        )
    return pdf


def _drawable(said: dict[str, Any]) -> dict[str, Any]:
    """The data with letters that can be drawn, and a note if some cannot."""
    literal = {name: said[name] for name in LITERAL & said.keys()}
    rest = {name: text for name, text in said.items() if name not in literal}
    shown = drawn(rest)
    squares = shown != rest and STAND_IN in json.dumps(shown, ensure_ascii=False)
    return shown | literal | {"squares": squares}


@cache
def _fonts() -> "typst.Fonts":
    """The bundled fonts alone: those of a system differ from one to the next."""
    import typst

    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)]
    )
