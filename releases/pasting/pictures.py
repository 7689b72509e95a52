"""Pictures within pasted text: they lie on somebody's disk or server, not with us."""

from lxml.html import HtmlElement

from releases.pasting.parsing import drop as drop_elements


def drop(root: HtmlElement) -> int:
    """Take all pictures out of the tree.

    Returns:
        How many there were. Word writes a picture twice, as VML and as an `<img>` which tells
        its shape; that is one.
    """
    images = list(root.iter("img", "svg"))
    drawings = list(root.iter("v:imagedata"))
    twice = sum(1 for image in images if image.get("v:shapes"))
    drop_elements(root, (*images, *drawings))
    return len(images) + max(0, len(drawings) - twice)
