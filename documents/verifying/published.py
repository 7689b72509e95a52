"""All that an edition says, in the forms in which people have it: sheet, Word, text, web page."""

from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

from django.http import HttpRequest
from django.utils import translation
from lxml import html

from documents import marks
from documents.letters import drawn
from documents.paper import paper
from documents.tree import Block, Run, plain, walk
from documents.verifying.comparing import Published
from documents.verifying.letters import reduced
from releases.models import Edition
from releases.reading import earlier, seen_at, sheet

LINE_ENDS = {
    *("address", "article", "aside", "blockquote", "body", "button", "caption", "dd", "details"),
    *("div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3"),
    *(
        "h4",
        "header",
        "hr",
        "label",
        "li",
        "main",
        "nav",
        "ol",
        "option",
        "p",
        "section",
        "summary",
    ),
    *("table", "tbody", "td", "th", "thead", "time", "tr", "ul", "script"),
}


def published(edition: Edition, as_drawn: bool = False) -> Published:
    """What stands on the papers of an edition.

    Args:
        edition: with its agency, and its redaction if it has one.
        as_drawn: with squares for the letters that a sheet can not show.
    """
    current, since = marks.of_current(edition), []
    if edition.public_until is not None:
        since = marks.of_earlier(edition)
    said: dict[str, Any] = paper(edition, [*current, *since]).said
    said = drawn(said) if as_drawn else said
    found = _text(said, drawn(edition.dateline) if as_drawn else edition.dateline)
    for piece in _anywhere(said):
        _note(found, found.anywhere, piece)
    for piece in _own(said):
        _note(found, found.anywhere, piece)
        _note(found, found.own, piece)
    for piece in _around(said):
        _note(found, found.around, piece)
    return found


def with_page(found: Published, edition: Edition, request: HttpRequest) -> Published:
    """The same, and what its web page says around it, in every language of the newsroom."""
    for text, anywhere in _of_the_page(edition, request):
        _note(found, found.anywhere if anywhere else found.around, text)
    return found


def _note(found: Published, pieces: set[str], text: str) -> None:
    lines = [bare for line in text.split("\n") if (bare := reduced(line).bare)]
    if bare := "".join(lines):
        pieces.add(bare)
        found.shown.setdefault(bare, " ".join(text.split()))
    if len(lines) > 1:
        found.of_lines[bare] = lines


# --- Headline and text ---


class _Text:
    """Gathers paragraphs, and what may stand beside them."""

    def __init__(self) -> None:
        self.said = ""
        self.length = 0
        self.starts: list[int] = []
        self.ways: dict[int, set[tuple[str, int]]] = {}

    def add(self, text: str) -> None:
        self.said += text
        self.length += len(reduced(text).bare)

    def begin(self) -> None:
        self.said += "\n"
        if self.length not in self.starts:
            self.starts.append(self.length)

    def may_have(self, text: str) -> None:
        if bare := reduced(text).bare:
            self.ways.setdefault(self.length, set()).add((bare, self.length))

    def runs(self, runs: list[Run]) -> None:
        for run in runs:
            self.add(run["text"])
            href = run["href"]
            if href:
                self.may_have(href)
                self.may_have(href.removeprefix("mailto:").removeprefix("tel:"))


def _text(said: dict[str, Any], dateline: str) -> Published:
    text = _Text()
    text.begin()
    text.add(said["headline"])
    text.begin()
    if dateline:
        text.starts.append(text.length + len(reduced(dateline).bare))
    for block in said["blocks"]:
        _add(text, block)
    words = reduced(text.said)
    starts = sorted({start for start in text.starts if start < len(words.bare)} | {0})
    return Published(words, starts, text.ways)


def _add(text: _Text, block: Block) -> None:
    match block["kind"]:
        case "paragraph" | "heading":
            text.begin()
            text.runs(block["runs"])
        case "quote":
            for inner in block["blocks"]:
                _add(text, inner)
        case "list":
            _add_items(text, block)
        case "table":
            text.begin()
            text.runs(block["caption"])
            for row in block["rows"]:
                _add_row(text, row)


def _add_items(text: _Text, block: Block) -> None:
    for nth, item in enumerate(block["items"], start=block["start"]):
        text.begin()
        if block["ordered"]:
            text.may_have(str(nth))
        for inner in item:
            _add(text, inner)


def _add_row(text: _Text, row: list[Block]) -> None:
    text.begin()
    start = text.length
    for cell in row:
        text.said += " | "
        for inner in cell["blocks"]:
            _in_cell(text, inner)
    # A sheet writes cells that reach down after the others of their row.
    last = sorted(row, key=lambda cell: cell["rowspan"] > 1)
    if last != row:
        other = reduced(" ".join(_said(cell["blocks"]) for cell in last)).bare
        text.ways.setdefault(start, set()).add((other, text.length))


def _in_cell(text: _Text, block: Block) -> None:
    starts = list(text.starts)
    _add(text, block)
    text.starts = starts


# --- What stands around it ---


def _own(said: dict[str, Any]) -> Iterator[str]:
    word, numbers = said["words"]["number"], ", ".join(said["numbers"])
    yield from (said["heading"], *said["numbers"], f"{word} {numbers}")
    yield f"{said['heading']} {word} {numbers}"


def _anywhere(said: dict[str, Any]) -> Iterator[str]:
    words = said["words"]
    yield from (mark["word"] for mark in said["marks"])
    for block in [*walk(said["blocks"]), *said["gallery"], *said["films"]]:
        match block["kind"]:
            case "picture":
                credit = f"{words['source']} {block['credit']}" if block["credit"] else ""
                yield from (block["caption"], credit, f"{block['caption']} {credit}")
                yield f"{words['picture']} {block['caption'] or block['alt']} {credit}"
            case "film":
                yield f"{words['film']} {block['caption']} {block['address']}"
                yield block["caption"]
            case "table" if block["head"]:
                cells = [cell for row in block["rows"][: block["head"]] for cell in row]
                yield " ".join(_said(cell["blocks"]) for cell in cells)


def _said(blocks: list[Block]) -> str:
    return " ".join(plain(block["runs"]) for block in walk(blocks) if "runs" in block)


def _around(said: dict[str, Any]) -> Iterator[str]:
    words = said["words"]
    for head in said["letterheads"]:
        yield from [*head["lines"], *head["rest"], head["city"], head["postcode"]]
        yield f"{head['city']} {head['postcode']}"
    yield from (words["NUMBER"], said["date"], said["headline"], said["removed"])
    for mark in said["marks"]:
        yield from (mark["text"], *mark["text"].split("\n"))
    for file in said["files"]:
        whole = f"{file['name']} ({file['label']})"
        yield from (words["files"], whole, f"{whole}: {file['address']}")
    contacts = [[f"{one['name']} {one['position']}", *one["rest"]] for one in said["contacts"]]
    yield words["contacts"]
    yield from ("\n".join(lines) for lines in contacts)
    # Two columns, read line by line.
    for left, right in zip(contacts[::2], contacts[1::2], strict=False):
        yield "\n".join(line for both in zip_longest(left, right, fillvalue="") for line in both)
    yield from (words["check"], words["how"], said["verify"], said["address"], words["squares"])


# --- The page ---


def _of_the_page(edition: Edition, request: HttpRequest) -> Iterator[tuple[str, bool]]:
    year, month, slug = edition.path.split("/")
    address = int(year), int(month), slug
    seen = [one.pk for one in seen_at(*address)]
    for language in ("id", "en"):
        with translation.override(language):
            asked = HttpRequest()
            asked.META = {
                name: text
                for name, text in request.META.items()
                if name in ("SERVER_NAME", "SERVER_PORT", "HTTP_HOST", "HTTP_X_FORWARDED_PROTO")
            }
            asked.method, asked.path = "GET", edition.get_absolute_url()
            asked.path_info = asked.path
            if edition.pk == seen[-1]:
                answer = sheet(asked, *address)
            else:
                answer = earlier(asked, *address, seen.index(edition.pk) + 1)
        page = html.document_fromstring(answer.content.decode())
        yield from _on_every_page(page, request.build_absolute_uri(asked.path))
        for text in _blocks_of(page):
            yield text, False


def _on_every_page(page: Any, address: str) -> Iterator[tuple[str, bool]]:
    """What a browser prints above and below each page."""
    yield page.findtext("head/title") or "", True
    yield address, True
    for foot in page.find_class("sheet-foot"):
        yield foot.text_content(), True


def _blocks_of(page: Any) -> Iterator[str]:
    """What a browser shows in lines of their own, but the text of the release."""
    body: Any = page.find("body")
    said: list[str] = []

    def ended() -> Iterator[str]:
        if text := " ".join("".join(said).split()):
            yield text
        said.clear()

    def through(element: Any) -> Iterator[str]:
        if not isinstance(element.tag, str) or element.tag in ("style", "template"):
            return
        if element.get("class") == "body" and element.tag == "div":
            return
        if element.tag in LINE_ENDS:
            yield from ended()
        if copied := element.get("data-copy"):
            yield copied
        said.append(element.text or "")
        for child in element:
            yield from through(child)
            said.append(child.tail or "")
        if element.tag in LINE_ENDS:
            yield from ended()

    yield from through(body)
