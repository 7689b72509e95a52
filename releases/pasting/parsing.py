"""From pasted HTML to a tree, and to text without characters that nobody sees."""

import re
from collections.abc import Iterable

import nh3
from lxml import etree, html

# The header of the Windows clipboard ("CF_HTML") stands before the HTML as plain text.
CLIPBOARD_HEADER = re.compile(r"\s*Version:[0-9.]+\s+StartHTML:[^<]*")

# libxml2 ends these where a paragraph begins, and so loses what they say of it; elements it
# does not know it leaves alone.
ENDED_EARLY = re.compile(r"<(/?)(b|i|u|s|strike)(?=[\s/>])", re.IGNORECASE)

# Nothing of what stands in these is text.
WITHOUT_TEXT = (
    *("style", "script", "title", "xml", "template", "noscript", "iframe", "object", "math"),
    *("audio", "video", "canvas", "select", "textarea"),
)

DROPPED = "x-dropped"

# Control characters, soft hyphens and zero-width characters. The two joiners stay where they
# may join something: after a sign that is not a Latin letter (Javanese, Arabic, emoji).
UNSEEN = re.compile(
    r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]"
    r"|[\u00ad\u200b\u2060\ufeff]"
    r"|(?<![^\x00-\u02ff\u2000-\u206f])[\u200c\u200d]"
)


def parsed(source: str) -> html.HtmlElement:
    """The tree of any text read as HTML, without comments, whatever its faults."""
    source = CLIPBOARD_HEADER.sub("", source, count=1) if "StartHTML:" in source else source
    source = ENDED_EARLY.sub(r"<\1x-\2", source)
    root, is_whole = _parsed(source)
    if not is_whole:
        root, _ = _parsed(nh3.clean(source, tags={"p", "br"}))
    etree.strip_elements(root, *WITHOUT_TEXT, with_tail=False)
    return root


def _parsed(source: str) -> tuple[html.HtmlElement, bool]:
    """The tree of a source, and whether all of it: libxml2 stops at a depth of 2048."""
    parser = html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True
    )
    # A tag of ours before it keeps bare text from being put into paragraphs of libxml2's.
    root = html.document_fromstring(f"<div>{source}".encode("utf-8", "ignore"), parser=parser)
    errors = parser.error_log.filter_from_level(etree.ErrorLevels.FATAL)
    return root, not errors


def seen(text: str) -> str:
    """The text without the characters that nobody sees."""
    return UNSEEN.sub("", text)


def drop(root: html.HtmlElement, elements: Iterable[html.HtmlElement]) -> None:
    """Take elements and all in them out of a tree, but not the text after them."""
    for element in elements:
        element.tag = DROPPED
    etree.strip_elements(root, DROPPED, with_tail=False)
