"""Writing XML: names with their prefixes, and nothing that XML 1.0 refuses.

Every text and every attribute passes `fit`, so no field of a release has to be thought of.
"""

from typing import Any

from django.templatetags.static import static
from lxml import etree

from releases.body import CONTROLS

NAMESPACES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xml": "http://www.w3.org/XML/1998/namespace",
}


def fit(text: object) -> str:
    """Text without what XML 1.0 refuses (section 2.2, Char) or advises against."""
    return CONTROLS.sub("", str(text))


def named(name: str) -> str:
    """A name with a prefix, such as "atom:link", as lxml wants it."""
    prefix, _colon, local = name.rpartition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}" if prefix else local


def add(parent: Any, name: str, text: object = "", /, **attributes: object) -> Any:
    """Put an element into another one.

    Args:
        attributes: those that are None are left out; `xml_lang` is xml:lang.
    """
    element = etree.SubElement(parent, named(name))
    if text:
        element.text = fit(text)
    for key, value in attributes.items():
        if value is not None:
            element.set(named(key.replace("_", ":")), fit(value))
    return element


def document(root: Any, stylesheet: str = "") -> bytes:
    """The bytes of a document.

    Args:
        stylesheet: a static file that browsers show it with.
    """
    if stylesheet:
        style = f'type="text/css" href="{static(stylesheet)}"'
        root.addprevious(etree.ProcessingInstruction("xml-stylesheet", style))
    return etree.tostring(root.getroottree(), encoding="utf-8", xml_declaration=True)
