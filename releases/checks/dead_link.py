"""A link to our own site that leads nowhere the public can go. Nothing is fetched.

A link is our own where it has no host, or one of ALLOWED_HOSTS. One without a slash in front,
such as “www.contoh.go.id”, is read by browsers as a page below the release, and there is none.
"""

from collections.abc import Iterator
from contextlib import suppress
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.http.request import validate_host
from django.urls import Resolver404, ResolverMatch, resolve, reverse
from django.utils.translation import get_language_from_path, gettext_lazy, override
from django.utils.translation import gettext as _

from agencies.models import Agency
from releases.checks.rule import Level, Rule

if TYPE_CHECKING:
    from releases.models import Release

OF_A_RELEASE = {"releases:detail", "releases:edition", "releases:difference"}
OF_AN_AGENCY = {"releases:agency", "feeds:agency"}


def find(release: "Release") -> Iterator[str]:
    pages = {address: _page(path) for address, path in _own_links(release.body).items()}
    found = [page for page in pages.values() if page]
    published = release.editions.model.objects.published()
    paths = [_path(page) for page in found if page.view_name in OF_A_RELEASE]
    slugs = [page.kwargs["slug"] for page in found if page.view_name in OF_AN_AGENCY]
    public = {release.path, *published.filter(path__in=paths).values_list("path", flat=True)}
    active = Agency.objects.filter(slug__in=slugs, active=True).values_list("slug", flat=True)
    agencies = set(active)

    def leads_somewhere(page: ResolverMatch | None) -> bool:
        if page is None:
            return False
        if page.view_name in OF_A_RELEASE:
            return _path(page) in public
        if page.view_name in OF_AN_AGENCY:
            return page.kwargs["slug"] in agencies
        if page.view_name == "releases:number":
            return published.numbered(page.kwargs["number"]).exists()
        return True

    for address, page in pages.items():
        if not leads_somewhere(page):
            yield (
                _(
                    "The link “%(address)s” leads nowhere that the public can go. Correct it, or "
                    "take it out."
                )
                % {"address": address}
            )


def _own_links(body: str) -> dict[str, str]:
    """The paths of the links in a body that lead to our own site, by their addresses."""
    reader = _Links()
    reader.feed(body)
    reader.close()
    hosts = [host for host in settings.ALLOWED_HOSTS if host != "*"]
    own = {}
    for address in reader.addresses:
        try:
            parts = urlsplit(address)
        except ValueError:
            continue  # no browser would follow it to us
        foreign = parts.scheme not in ("", "http", "https")
        if foreign or (parts.netloc and not validate_host(parts.hostname or "", hosts)):
            continue
        path = unquote(parts.path) or ("/" if parts.netloc else "")
        if path and not path.startswith(settings.STATIC_URL):  # those have no view
            own[address] = path
    return own


def _page(path: str) -> ResolverMatch | None:
    """The public page at a path, in the language that the path is of; None where there is none."""
    with override(get_language_from_path(path) or settings.LANGUAGE_CODE):
        for variant in (path, f"{path}/"):  # a slash that is left out is put there for readers
            if variant.startswith(reverse("admin:index")):
                return None
            with suppress(Resolver404):
                return resolve(variant)
    return None


def _path(page: ResolverMatch) -> str:
    return "{year}/{month:02}/{slug}".format(**page.kwargs)


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.addresses += [value.strip() for name, value in attrs if name == "href" and value]


RULE = Rule(
    code="dead-link",
    name=gettext_lazy("Dead link to our own site"),
    reason=gettext_lazy("A link to what was moved, withdrawn or never published is a dead end."),
    level=Level.WARNING,
    field="body",
    find=find,
)
