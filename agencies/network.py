"""Where a request comes from: what the proxy says, where there is one, or else the socket."""

from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str | None:
    """The network address that a request came from; None where it is not known.

    Behind a proxy it is the last one in `X-Forwarded-For`, which the proxy itself has put there:
    all before it is what visitors claim.
    """
    candidates = [request.META.get("REMOTE_ADDR", "")]
    if settings.BEHIND_PROXY:
        candidates.insert(0, request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2])
    for candidate in candidates:
        try:
            found = ip_address(candidate.strip())
        except ValueError:
            continue
        mapped = found.ipv4_mapped if isinstance(found, IPv6Address) else None
        # What follows "%" names a network card of ours, and the database has no room for it.
        return str(mapped or found).partition("%")[0]
    return None


def place_of(request: HttpRequest) -> str:
    """Where a request comes from; "" where that can't be told.

    All addresses of an IPv6 network of 64 bits are one place: that many are given to every
    household.
    """
    address = client_address(request) or ""
    if ":" in address:
        return str(ip_network((address, 64), strict=False))
    return address
