"""How a piece of text is marked: strong, emphasised, underlined, struck, a link…"""

from lxml.html import HtmlElement

from releases.pasting.blocks import Mark, Marks
from releases.pasting.links import target
from releases.pasting.styles import declarations

TAGS = {
    **dict.fromkeys(("b", "x-b", "strong"), "strong"),
    **dict.fromkeys(("i", "x-i", "em"), "em"),
    **dict.fromkeys(("u", "x-u"), "u"),
    **dict.fromkeys(("s", "strike", "x-s", "x-strike"), "s"),
    "sub": "sub",
    "sup": "sup",
}
BOLD = {"bold", "bolder", "600", "700", "800", "900"}
NOT_BOLD = {"normal", "lighter", "100", "200", "300", "400", "500"}
SLANTED = {"italic", "oblique"}


def within(element: HtmlElement, around: Marks) -> Marks:
    """The marks of the text in an element, from those of the text around it.

    The style has the last word: Google Docs wraps all it copies in a `<b>` of normal weight.
    """
    marks = around
    tag = str(element.tag)
    if tag in TAGS:
        marks = _with(marks, TAGS[tag])
    if tag == "a" and (href := target(element.get("href", ""))):
        marks = (*(mark for mark in marks if mark.tag != "a"), Mark("a", href))
    if element.get("style"):
        marks = _styled(marks, declarations(element))
    return marks


def _styled(marks: Marks, style: dict[str, str]) -> Marks:
    weight = style.get("font-weight", "")
    if weight in BOLD:
        marks = _with(marks, "strong")
    elif weight in NOT_BOLD:
        marks = _without(marks, "strong")
    slant = style.get("font-style", "")
    if slant in SLANTED:
        marks = _with(marks, "em")
    elif slant == "normal":
        marks = _without(marks, "em")
    lines = f"{style.get('text-decoration', '')} {style.get('text-decoration-line', '')}"
    if "underline" in lines:
        marks = _with(marks, "u")
    if "line-through" in lines:
        marks = _with(marks, "s")
    height = style.get("vertical-align", "")
    return _with(marks, height[:3]) if height in {"sub", "super"} else marks


def _with(marks: Marks, tag: str) -> Marks:
    return marks if Mark(tag) in marks else (*marks, Mark(tag))


def _without(marks: Marks, tag: str) -> Marks:
    return tuple(mark for mark in marks if mark.tag != tag)
