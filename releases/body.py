"""The body of a release: what people type, what is kept, what is shown.

Kept is clean HTML. People may type plain text, a blank line between paragraphs, and get
it back so for as long as the body is nothing but paragraphs.
"""

import re
import unicodedata
from html import escape, unescape

from releases.figures import PLACE
from releases.pasting import Pasted, tidied
from releases.sanitiser import clean

TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
# Pictures may stand before it, and are never taken for it: hence the possessive `*+`.
FIRST_PARAGRAPH = re.compile(rf"\s*(?:{PLACE.pattern}\s*)*+<p(?: [^>]*)?>", re.IGNORECASE)
# In a clean text `<` begins a tag, and a link has no attribute before this one.
LINK_WITHIN = re.compile(r'<a href="/(?!/)')
# Line ends and tabs stay; other control characters are refused by XML, and so by feeds.
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def tidy(text: str) -> str:
    """Text as it is kept: NFC, `\\n` line ends, no control characters, trimmed."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n")
    return CONTROLS.sub("", unicodedata.normalize("NFC", text)).strip()


def tidy_line(text: str) -> str:
    """A text of one line as it is kept: tidy, with single spaces."""
    return " ".join(tidy(text).split())


def from_typed(text: str) -> str:
    """The body to keep, from what was typed or pasted; see `taken_over`."""
    return taken_over(text).html


def taken_over(text: str) -> Pasted:
    """The body to keep, from what was typed or pasted, and what could not be kept of it.

    Args:
        text: HTML; or plain text, if no tag stands in it, with a blank line between
            paragraphs.
    """
    text = tidy(text)
    if TAG.search(text):
        return tidied(text)
    return Pasted(from_paragraphs(re.split(r"\n[ \t]*\n", text)), dropped_images=0)


def from_paragraphs(paragraphs: list[str]) -> str:
    """The body to keep, from paragraphs of plain text."""
    lines = (escape(" ".join(paragraph.split()), quote=False) for paragraph in paragraphs)
    return clean("\n".join(f"<p>{line}</p>" for line in lines if line))


def to_typed(html: str) -> str:
    """What to put before someone who edits: plain text where the body is only paragraphs."""
    inner = PARAGRAPH.findall(html)
    if TAG.search("".join(inner)) or PARAGRAPH.sub("", html).strip():
        return html
    plain = "\n\n".join(unescape(paragraph) for paragraph in inner)
    return html if TAG.search(plain) else plain


def with_dateline(html: str, dateline: str) -> str:
    """The body as it is shown: clean once more, its dateline run into the first paragraph."""
    html = clean(html)
    if not dateline:
        return html
    lead = f'<b class="dateline">{escape(dateline)}</b> – '
    first = FIRST_PARAGRAPH.match(html)
    if first is None:
        return f"<p>{lead}</p>{html}"
    return f"{html[: first.end()]}{lead}{html[first.end() :]}"


def read_elsewhere(html: str, site: str) -> str:
    """Clean HTML for who reads it elsewhere: links within the newsroom become whole addresses.

    Args:
        site: scheme and host, without a slash at its end.
    """
    return LINK_WITHIN.sub(f'<a href="{site}/', html)
