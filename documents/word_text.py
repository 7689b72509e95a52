"""The text of a release in a Word document: the tree's blocks as paragraphs, lists, tables."""

from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Length

from documents.tree import Block, Run

HIGHEST = Cm(9)
DEEPEST = 3  # levels of lists that Word's own styles know


class WordText:
    """Writes blocks into a document, or into a cell of it."""

    def __init__(
        self,
        document: Any,
        words: dict[str, str],
        pictures: Mapping[str, Callable[[], bytes]],
        width: Length,
    ) -> None:
        self.document, self.words, self.pictures, self.width = document, words, pictures, width

    def write(self, blocks: list[Block], into: Any = None, style: str = "") -> None:
        """Blocks, one after another.

        Args:
            into: a cell; None for the document itself.
            style: of the paragraphs, where it is not their own.
        """
        for block in blocks:
            self._write(block, into or self.document, style)

    def _write(self, block: Block, into: Any, style: str) -> None:
        match block["kind"]:
            case "paragraph":
                paragraph = into.add_paragraph(style=style or None)
                self.runs(paragraph, block["runs"], block["lang"])
            case "heading":
                paragraph = into.add_paragraph(style=f"Heading {block['level']}")
                self.runs(paragraph, block["runs"])
            case "list":
                self._list(block, into, 1)
            case "quote":
                self.write(block["blocks"], into, "Quote")
            case "table":
                self._table(block, into)
            case "picture":
                self._picture(block, into)
            case "film":
                paragraph = into.add_paragraph(f"{self.words['film']} {block['caption']} ")
                self.link(paragraph, block["address"], block["address"])
            case "rule":
                into.add_paragraph("* * *").alignment = WD_ALIGN_PARAGRAPH.CENTER

    # --- Text ---

    def runs(self, paragraph: Any, runs: list[Run], lang: str = "") -> None:
        for run in runs:
            if run["href"]:
                written = self.link(paragraph, run["text"], run["href"])
            else:
                written = paragraph.add_run(run["text"])
            self._mark(written, run["marks"], lang)

    @staticmethod
    def _mark(run: Any, marks: list[str], lang: str) -> None:
        font = run.font
        font.bold = "strong" in marks or None
        font.italic = "em" in marks or None
        font.strike = "s" in marks or None
        if "u" in marks:
            font.underline = True
        if "sub" in marks:
            font.subscript = True
        if "sup" in marks:
            font.superscript = True
        if lang:
            language = OxmlElement("w:lang")
            language.set(qn("w:val"), lang)
            run._r.get_or_add_rPr().append(language)

    def link(self, paragraph: Any, text: str, address: str) -> Any:
        """A run of text that leads to an address."""
        related = self.document.part.relate_to(
            address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True
        )
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), related)
        run = paragraph.add_run(text)
        run.font.underline = True
        link.append(run._r)
        paragraph._p.append(link)
        return run

    # --- Lists ---

    def _list(self, block: Block, into: Any, level: int) -> None:
        kind = "List Number" if block["ordered"] else "List Bullet"
        depth = "" if level == 1 else f" {min(level, DEEPEST)}"
        counted = self._counting(f"{kind}{depth}", block["start"]) if block["ordered"] else None
        for item in block["items"]:
            first = True
            for one in item:
                if one["kind"] == "list":
                    self._list(one, into, level + 1)
                elif one["kind"] == "paragraph":
                    style = f"{kind}{depth}" if first else f"List Continue{depth}"
                    paragraph = into.add_paragraph(style=style)
                    if first and counted is not None:
                        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
                        properties.get_or_add_numId().val = counted
                        properties.get_or_add_ilvl().val = 0
                    self.runs(paragraph, one["runs"], one["lang"])
                else:
                    self._write(one, into, "")
                first = False

    def _counting(self, style: str, start: int) -> int:
        """A numbering of its own, so that no list goes on where the one before it ended."""
        numbering = self.document.part.numbering_part.element
        own = self.document.styles[style].element.pPr.numPr.numId.val
        abstract = numbering.num_having_numId(own).abstractNumId.val
        counted = numbering.add_num(abstract)
        counted.add_lvlOverride(0).add_startOverride(start)
        return counted.numId

    # --- Tables and pictures ---

    def _table(self, block: Block, into: Any) -> None:
        if block["caption"]:
            self.runs(into.add_paragraph(style="Caption"), block["caption"])
        size = {"rows": len(block["rows"]), "cols": block["columns"]}
        table = into.add_table(**size)
        table.style = self.document.styles["Table Grid"]
        for row in block["rows"]:
            for cell in row:
                here = table.cell(cell["y"], cell["x"])
                if cell["colspan"] > 1 or cell["rowspan"] > 1:
                    down, right = cell["rowspan"] - 1, cell["colspan"] - 1
                    here = here.merge(table.cell(cell["y"] + down, cell["x"] + right))
                self._cell(cell, here)
        for row in table.rows[: block["head"]]:
            row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        into.add_paragraph()  # or a table after it would become one with it

    def _cell(self, cell: Block, here: Any) -> None:
        empty = here.paragraphs[0]
        self.write(cell["blocks"], here)
        if len(here.paragraphs) > 1 and here.paragraphs[-1]._p.getnext() is None:
            empty._p.getparent().remove(empty._p)
        if cell["header"]:
            for paragraph in here.paragraphs:
                for run in paragraph.runs:
                    run.font.bold = True

    def _picture(self, block: Block, into: Any) -> None:
        width = min(self.width, int(HIGHEST * block["ratio"]))
        paragraph = into.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        content = BytesIO(self.pictures[block["file"]]())
        drawn = paragraph.add_run().add_picture(content, width=Length(width))
        drawn._inline.docPr.set("descr", "" if block["decorative"] else block["alt"])
        credit = f"{self.words['source']} {block['credit']}" if block["credit"] else ""
        if said := " ".join(filter(None, [block["caption"], credit])):
            paragraph.paragraph_format.keep_with_next = True
            into.add_paragraph(said, "Caption").alignment = WD_ALIGN_PARAGRAPH.CENTER
