"""An edition as a Word document: real styles, the letterhead as header, page numbers in the footer.

It reads the same tree as the sheet does. Its words are set in Times New Roman, which every word
processor has, or a face of the same widths.
"""

import json
from collections.abc import Sequence
from datetime import datetime
from importlib import metadata
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from documents.keeping import kept, key_of
from documents.marks import Mark
from documents.paper import Paper, paper
from documents.photos import FIRST_DAY
from documents.pictures import logo, picture
from documents.word_text import WordText
from releases.models import Edition

VERSION = "1"
FACE = "Times New Roman"
MARGIN = Cm(2.4)
TEXT_WIDTH = Cm(21 - 4.8)
BLACK = RGBColor(0, 0, 0)
SIZES = {"Title": 14, "Heading 2": 12.5, "Heading 3": 11.5, "Heading 4": 11.5, "Caption": 9.5}


def docx(edition: Edition, marks: Sequence[Mark]) -> Path:
    """The file of a document. The same edition and marks are the same bytes."""
    printed = paper(edition, marks)
    said = printed.said | {"sealed": ""}
    version = f"{VERSION} {metadata.version('python-docx')}"
    key = key_of("docx", version, json.dumps(said, sort_keys=True))
    return kept(edition, key, "docx", lambda: written(printed))


def written(printed: Paper) -> bytes:
    """A document's bytes."""
    said = printed.said
    document: Any = Document()
    _set_up(document, said)
    _header_and_footer(document, said)
    for mark in said["marks"]:
        _boxed(document, mark)
    for nth, line in enumerate(
        [said["heading"], f"{said['words']['NUMBER']}: {', '.join(said['numbers'])}", said["date"]]
    ):
        paragraph = _centred(document.add_paragraph())
        paragraph.add_run(line).bold = nth == 0
        paragraph.paragraph_format.space_after = Pt(8 if nth else 0)
    if said["headline"]:
        _centred(document.add_paragraph(said["headline"], "Title"))
    if said["removed"]:
        document.add_paragraph().add_run(said["removed"]).italic = True
    pictures = {name: picture(one) for name, one in printed.pictures.items()}
    text = WordText(document, said["words"], pictures, TEXT_WIDTH)
    text.write([*said["blocks"], *said["gallery"], *said["films"]])
    _what_belongs_to_it(document, said, text)
    file = BytesIO()
    document.save(file)
    return _without_the_time(file)


def _set_up(document: Any, said: dict[str, Any]) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = MARGIN
    section.top_margin, section.bottom_margin = Cm(1.8), Cm(2.2)
    for name in ("Normal", *SIZES):
        style = document.styles[name]
        style.font.name, style.font.color.rgb = FACE, BLACK
        style.font.size = Pt(SIZES.get(name, 11.5))
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        fonts.set(qn("w:cs"), FACE)
    title = document.styles["Title"]
    title.font.bold = True
    for border in title.element.pPr.findall(qn("w:pBdr")):
        title.element.pPr.remove(border)
    document.styles["Normal"].paragraph_format.space_after = Pt(8)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), said["language"])
    document.styles["Normal"].element.rPr.append(language)
    made = datetime(*said["day"])
    core = document.core_properties
    # Word takes no more than 255 characters of each.
    core.title, core.author = said["title"][:255], "; ".join(said["author"])[:255]
    core.language, core.keywords = said["language"], ", ".join(said["numbers"])[:255]
    core.created = core.modified = made
    core.comments = core.last_modified_by = ""


def _header_and_footer(document: Any, said: dict[str, Any]) -> None:
    section = document.sections[0]
    section.different_first_page_header_footer = True
    head = section.first_page_header
    head.is_linked_to_previous = False
    for one in said["letterheads"]:
        _letterhead(head, one)
    document.styles["Footer"].paragraph_format.tab_stops.clear_all()  # one in the middle
    numbers = f"{said['heading']} {said['words']['number']} {', '.join(said['numbers'])}"
    for foot in (section.first_page_footer, section.footer):
        foot.is_linked_to_previous = False
        paragraph = foot.paragraphs[0]
        paragraph.paragraph_format.tab_stops.add_tab_stop(TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT)
        _bordered(paragraph, "top", 4)
        words = " · ".join([numbers, *(mark["word"] for mark in said["marks"])])
        paragraph.add_run(f"{words}\t{said['words']['page']} ")
        _field(paragraph, "PAGE")
        paragraph.add_run(f" {said['words']['of']} ")
        _field(paragraph, "NUMPAGES")
        for run in paragraph.runs:
            run.font.size = Pt(8.5)


def _letterhead(head: Any, said: dict[str, Any]) -> None:
    paragraph = head.paragraphs[0] if not head.paragraphs[0].text else head.add_paragraph()
    if said["logo"]:
        drawn = paragraph.add_run().add_picture(BytesIO(logo(said["logo"])()), height=Cm(1.9))
        drawn._inline.docPr.set("descr", "")
        paragraph.add_run().add_break()
    for line in said["lines"]:
        run = paragraph.add_run(line)
        run.bold, run.font.size = True, Pt(13)
        run.add_break()
    city = f"{said['city'].upper()} {said['postcode']}".strip()
    small = [*said["rest"], *filter(None, [city])]
    run = paragraph.add_run("\n".join(small))
    run.font.size = Pt(9.5)
    _centred(paragraph)
    _bordered(paragraph, "bottom", 18)


def _boxed(document: Any, mark: dict[str, str]) -> None:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(12)
    paragraph.add_run(mark["word"]).bold = True
    paragraph.add_run(f"\n{mark['text']}").font.size = Pt(10)
    for side in ("top", "left", "bottom", "right"):
        _bordered(paragraph, side, 10)


def _what_belongs_to_it(document: Any, said: dict[str, Any], text: WordText) -> None:
    words = said["words"]
    if said["files"]:
        document.add_paragraph(words["files"], "Heading 2")
        for file in said["files"]:
            paragraph = document.add_paragraph(style="List Bullet")
            text.link(paragraph, file["name"], file["address"])
            paragraph.add_run(f" ({file['label']})")
    if said["contacts"]:
        document.add_paragraph(words["contacts"], "Heading 2")
        for contact in said["contacts"]:
            paragraph = document.add_paragraph()
            paragraph.add_run(contact["name"]).bold = True
            position = f", {contact['position']}" if contact["position"] else ""
            paragraph.add_run("\n".join([position, *contact["rest"]]))
    paragraph = document.add_paragraph()
    _bordered(paragraph, "top", 4)
    paragraph.add_run(f"{words['check']} ").bold = True
    text.link(paragraph, said["verify"], said["verify"])


def _centred(paragraph: Any) -> Any:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    return paragraph


def _bordered(paragraph: Any, side: str, eighths: int) -> None:
    """A line at a side of a paragraph, so many eighths of a point thick."""
    properties = paragraph._p.get_or_add_pPr()
    borders = properties.find(qn("w:pBdr"))
    if borders is None:
        borders = OxmlElement("w:pBdr")
        properties.insert_element_before(
            borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
        )
    line = OxmlElement(f"w:{side}")
    for name, value in (("val", "single"), ("sz", str(eighths)), ("space", "4"), ("color", "auto")):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)


def _field(paragraph: Any, name: str) -> None:
    """What the word processor counts: PAGE, NUMPAGES."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    run = OxmlElement("w:r")
    size = OxmlElement("w:rPr")
    half_points = OxmlElement("w:sz")
    half_points.set(qn("w:val"), "17")
    size.append(half_points)
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(size)
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


def _without_the_time(packed: BytesIO) -> bytes:
    """The same archive, in which no file says when it was packed."""
    anew = BytesIO()
    with ZipFile(packed) as before, ZipFile(anew, "w") as after:
        for name in before.namelist():
            after.writestr(ZipInfo(name, FIRST_DAY), before.read(name), ZIP_DEFLATED)
    return anew.getvalue()
