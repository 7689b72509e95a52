"""What an element says of itself in its style and class."""

from lxml.html import HtmlElement


def declarations(element: HtmlElement) -> dict[str, str]:
    """The declarations of the `style` attribute, in lower case."""
    style = element.get("style", "").lower()
    pairs = (one.replace("!important", "").partition(":") for one in style.split(";"))
    return {name.strip(): value.strip() for name, _colon, value in pairs}


def classes(element: HtmlElement) -> set[str]:
    """The names of the `class` attribute, in lower case."""
    return set(element.get("class", "").lower().split())
