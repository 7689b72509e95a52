"""What every answer says whose address holds a secret."""

KEPT = "private, no-store"
HEADERS = {
    "Cache-Control": KEPT,
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Referrer-Policy": "no-referrer",
}
