"""The few attributes that say something of the text."""

import re

from lxml.html import HtmlElement

SCOPES = {"col", "row", "colgroup", "rowgroup"}


def kept(element: HtmlElement) -> dict[str, str]:
    """The attributes to keep of an element: language, numbering, spans and scope of cells.

    The language is kept only where it stands alone: Word and LibreOffice write one everywhere,
    beside their classes and styles, and what it says is the keyboard the author had.
    """
    tag = str(element.tag)
    lang = element.get("lang", "")
    if tag in {"p", "blockquote"} and set(element.keys()) == {"lang"}:
        return {"lang": lang} if re.fullmatch("[A-Za-z0-9-]+", lang) else {}
    if tag == "ol":
        start = element.get("start", "")
        return {"start": start} if re.fullmatch("-?[0-9]{1,5}", start) and start != "1" else {}
    if tag not in {"td", "th"}:
        return {}
    spans = {name: element.get(name, "") for name in ("colspan", "rowspan")}
    attributes = {
        name: span for name, span in spans.items() if re.fullmatch("[2-9]|[1-9][0-9]{1,2}", span)
    }
    if tag == "th" and element.get("scope") in SCOPES:
        attributes["scope"] = element.get("scope", "")
    return attributes
