"""One policy for the HTML of a release's body: on save, when read in, and again on output."""

import nh3

TAGS = {
    *("p", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "hr", "br"),
    *("a", "strong", "em", "b", "i", "u", "s", "sub", "sup"),
    *("table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"),
}
ATTRIBUTES = {
    "a": {"href"},
    "ol": {"start"},
    "p": {"lang"},
    "blockquote": {"lang"},
    "th": {"colspan", "rowspan", "scope"},
    "td": {"colspan", "rowspan"},
}
SCHEMES = {"http", "https", "mailto", "tel"}

# The cleaner parses as a browser does, and what it prints may parse to something else
# again: a few rounds settle it. What has not settled by then is not worth keeping.
ROUNDS = 5


def clean(html: str) -> str:
    """HTML with nothing in it but what the body of a release may have.

    Args:
        html: any text.

    Returns:
        Clean HTML. Cleaning it again changes nothing; text that no few rounds can settle
        comes back as text, without any tags.
    """
    for _round in range(ROUNDS):
        cleaned = nh3.clean(
            html,
            tags=TAGS,
            attributes=ATTRIBUTES,
            url_schemes=SCHEMES,
            link_rel="noopener",
        ).strip()
        if cleaned == html:
            return cleaned
        html = cleaned
    return nh3.clean_text(html)
