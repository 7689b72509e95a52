"""Copies of releases as people have them: faithful ones, and altered ones.

All chance comes from a `random.Random` that is handed in, so each copy can be made again.
"""

import random
import re
import textwrap
from collections.abc import Callable
from io import BytesIO
from typing import Any

from django.test import Client
from docx import Document
from lxml import html
from pypdf import PdfReader, PdfWriter

from documents.paper import Paper, paper
from documents.pictures import logo, picture
from documents.plain import as_text
from documents.sheet import TEMPLATE
from documents.tree import walk
from documents.typesetting import typeset
from documents.verification import qr_code
from documents.word import written
from releases.models import Edition

Copy = tuple[str, bytes]  # how it was made, and what came of it


# --- As our own papers, of anything ---


def as_pdf(printed: Paper) -> bytes:
    said = printed.said | {"qr": qr_code(printed.said["verify"])}
    logos = {one["logo"]: logo(one["logo"]) for one in said["letterheads"] if one["logo"]}
    pictures = {name: picture(one) for name, one in printed.pictures.items()}
    return typeset(TEMPLATE, said, logos | pictures)


def as_txt(printed: Paper) -> bytes:
    return as_text(printed).encode()


FORMS: dict[str, Callable[[Paper], bytes]] = {"pdf": as_pdf, "docx": written, "txt": as_txt}


# --- Faithful ---


def resaved_pdf(edition: Edition, chance: random.Random, client: Client) -> bytes:
    """By another program, which compresses anew and knows no tags."""
    writer = PdfWriter()
    for page in PdfReader(BytesIO(as_pdf(paper(edition)))).pages:
        writer.add_page(page)
    writer.add_metadata({"/Producer": f"Uji {chance.random()}"})
    for page in writer.pages:
        page.compress_content_streams()
    file = BytesIO()
    writer.write(file)
    return file.getvalue()


def resaved_docx(edition: Edition, chance: random.Random, client: Client) -> bytes:
    document: Any = Document(BytesIO(written(paper(edition))))
    document.core_properties.author = f"Uji {chance.random()}"
    paragraph = chance.choice([one for one in document.paragraphs if one.text])
    paragraph.paragraph_format.keep_together = True
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def rewrapped(edition: Edition, chance: random.Random, client: Client) -> bytes:
    """Text in lines of another width, in some encoding."""
    width = chance.randint(30, 110)
    lines = as_text(paper(edition)).split("\n")
    text = "\n".join(textwrap.fill(line, width, break_long_words=False) for line in lines)
    return encoded(text, chance)


def encoded(text: str, chance: random.Random) -> bytes:
    encoding = chance.choice(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
    line_end = chance.choice(["\n", "\r\n"])
    return text.replace("\n", line_end).encode(encoding, errors="xmlcharrefreplace")


BLOCKS = "p|div|h1|h2|h3|h4|li|ul|ol|dl|dt|dd|section|article|aside|nav|tr|figure|figcaption"


def from_page(edition: Edition, chance: random.Random, client: Client) -> bytes:
    """What a browser copies of the page's main part, in either language."""
    prefix = chance.choice(["", "/en"])
    page = client.get(prefix + edition.get_absolute_url()).content.decode()
    main = html.document_fromstring(page).get_element_by_id("content")
    return encoded(inner_text(main), chance)


def inner_text(element: Any) -> str:
    said = []

    def through(one: Any) -> None:
        if not isinstance(one.tag, str) or one.tag in ("script", "style"):
            return
        block = re.fullmatch(BLOCKS, one.tag)
        said.append("\n" if block or one.tag == "br" else "\t" if one.tag in ("td", "th") else "")
        said.append(" ".join((one.text or "").split()) + " " if (one.text or "").strip() else "")
        for child in one:
            through(child)
            tail = child.tail or ""
            said.append(re.sub(r"\s+", " ", tail))
        said.append("\n" if block else "")

    through(element)
    return "".join(said)


FAITHFUL = {
    "pdf resaved": resaved_pdf,
    "docx resaved": resaved_docx,
    "text wrapped": rewrapped,
    "page copied": from_page,
}


# --- Altered ---


class Unalterable(Exception):
    """There is nothing of this kind in that release."""


def _runs(said: dict[str, Any]) -> list[dict]:
    runs = [run for block in walk(said["blocks"]) for run in block.get("runs", [])]
    return [run for run in runs if run["text"].strip()]


def _one(chance: random.Random, found: list) -> Any:
    if not found:
        raise Unalterable
    return chance.choice(found)


def _in_a_run(said: dict, chance: random.Random, pattern: str, other: Callable[[str], str]) -> str:
    """Change one match in the text; what it is now."""
    run = _one(chance, [run for run in _runs(said) if re.search(pattern, run["text"])])
    match = _one(chance, list(re.finditer(pattern, run["text"])))
    new = other(match[0])
    assert new != match[0]
    run["text"] = run["text"][: match.start()] + new + run["text"][match.end() :]
    return new


def a_word(said: dict, chance: random.Random) -> str:
    new = chance.choice(["rahasia", "batal", "ditunda", "palsu", "kuning"])
    return _in_a_run(said, chance, r"\b[a-z]{4,}\b", lambda _old: new)


def a_digit(said: dict, chance: random.Random) -> str:
    return _in_a_run(
        said, chance, r"\d[\d.,]*\d|\d", lambda old: old[:-1] + str((int(old[-1]) + 3) % 10)
    )


def a_name(said: dict, chance: random.Random) -> str:
    return _in_a_run(said, chance, r"\b[A-Z][a-z]{3,}\b", lambda _old: "Wirakusuma")


def a_number(said: dict, chance: random.Random) -> str:
    old = said["numbers"][0]
    digits = [n for n, letter in enumerate(old) if letter.isdigit()]
    at = chance.choice(digits)
    new = old[:at] + str((int(old[at]) + 1) % 10) + old[at + 1 :]
    said["numbers"] = [new, *said["numbers"][1:]]
    return new


def a_date(said: dict, chance: random.Random) -> str:
    said["date"] = re.sub(r"^\d+", lambda day: str(int(day[0]) % 27 + 1), said["date"])
    return said["date"]


def a_headline(said: dict, chance: random.Random) -> str:
    words = said["headline"].split()
    words[chance.randrange(len(words))] = "Menolak"
    said["headline"] = " ".join(words)
    return "Menolak"


def a_phone(said: dict, chance: random.Random) -> str:
    contact = _one(chance, said["contacts"])
    contact["rest"] = ["(000) 987654", *contact["rest"][1:]]
    return "987654"


def a_contact(said: dict, chance: random.Random) -> str:
    _one(chance, said["contacts"])["name"] = "Wirakusuma"
    return "Wirakusuma"


def a_caption(said: dict, chance: random.Random) -> str:
    pictures = [*walk(said["blocks"]), *said["gallery"]]
    one = _one(chance, [one for one in pictures if one["kind"] == "picture" and one["caption"]])
    one["caption"] = one["caption"].rsplit(" ", 1)[0] + " Wirakusuma"
    return "Wirakusuma"


def a_sentence_more(said: dict, chance: random.Random) -> str:
    text = "Seluruh biaya ditanggung warga."
    block = {"kind": "paragraph", "runs": [{"text": text, "marks": [], "href": ""}], "lang": ""}
    said["blocks"].insert(chance.randint(0, len(said["blocks"])), block)
    return "ditanggung"


def a_sentence_less(said: dict, chance: random.Random) -> str:
    run = _one(
        chance, [run for run in _runs(said) if len(re.findall(r"[.!?](?:\s|$)", run["text"])) > 1]
    )
    sentences = re.findall(r".*?[.!?](?:\s+|$)|.+$", run["text"])
    gone = chance.randrange(len(sentences))
    run["text"] = "".join(one for n, one in enumerate(sentences) if n != gone)
    return ""


def a_paragraph_less(said: dict, chance: random.Random) -> str:
    blocks = [one for one in said["blocks"] if one["kind"] == "paragraph"]
    said["blocks"].remove(_one(chance, blocks[1:]))
    return ""


ALTERED = {
    change.__name__: change
    for change in (
        *(a_word, a_digit, a_name, a_number, a_date, a_headline, a_phone, a_contact),
        *(a_caption, a_sentence_more, a_sentence_less, a_paragraph_less),
    )
}


def altered(edition: Edition, name: str, form: str, chance: random.Random) -> tuple[bytes, str]:
    """A copy in which one thing was changed, and the words that it has now.

    Raises:
        Unalterable: there is no such thing in it.
    """
    printed = paper(edition)
    new = ALTERED[name](printed.said, chance)
    return FORMS[form](printed), new
