"""Google Docs sends the links of a document by way of a page of its own."""

from urllib.parse import parse_qs, urlsplit

REDIRECTS = 5


def past_redirect(href: str) -> str:
    """The address a link leads to in the end: the `q` (or `url`) of google.com/url."""
    for _redirect in range(REDIRECTS):
        try:
            address = urlsplit(href)
            query = parse_qs(address.query)
        except ValueError:
            return href
        host = address.netloc.lower()
        if host not in {"google.com", "www.google.com"} or address.path != "/url":
            return href
        behind = query.get("q") or query.get("url")
        if not behind:
            return href
        href = behind[0].strip()
    return href
