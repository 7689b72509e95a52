"""Every address of the newsroom. Indonesian stands at the root, English below `/en/`."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path, re_path

from agencies.accepting import Accepting
from agencies.views import logo
from api.opendata import serving
from api.page import ApiPage
from feeds import signposts, sitemaps
from newsroom import health
from releases import converters  # noqa: F401 - it registers `yyyy` and `mm`
from releases.files import gate
from releases.links import files

handler400 = "newsroom.errors.unreadable"
handler404 = "newsroom.errors.not_found"
handler500 = "newsroom.errors.broken"

BY_LINK = r"^(?P<kind>preview|embargo)/(?P<token>[^/]+)"

urlpatterns = [
    re_path(r"^logos/(?P<name>[0-9a-f]{64}\.png)$", logo, name="logo"),
    re_path(r"^files/(?P<sha256>[0-9a-f]{64})/(?P<name>[^/]+)$", gate.file, name="file"),
    re_path(
        r"^renditions/(?P<sha256>[0-9a-f]{64})/(?P<width>[0-9]{1,4})\.(?P<suffix>webp|jpg)$",
        gate.rendition,
        name="rendition",
    ),
    re_path(
        rf"{BY_LINK}/files/(?P<sha256>[0-9a-f]{{64}})/(?P<name>[^/]+)$",
        files.file,
        name="link-file",
    ),
    re_path(
        rf"{BY_LINK}/renditions/(?P<sha256>[0-9a-f]{{64}})/"
        r"(?P<width>[0-9]{1,4})\.(?P<suffix>webp|jpg)$",
        files.rendition,
        name="link-rendition",
    ),
    path("api/v1/", include("api.urls")),
    re_path(r"^open/(?P<name>[a-z]+\.[a-z]+)$", serving.file, name="open-file"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemaps/pages.xml", sitemaps.of_pages, name="sitemap-pages"),
    path("sitemaps/news.xml", sitemaps.news, name="sitemap-news"),
    path("sitemaps/<yyyy:year>.xml", sitemaps.of_year, name="sitemap-year"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", health.counted, name="metrics"),
    path("robots.txt", signposts.robots, name="robots"),
    path(".well-known/security.txt", signposts.security, name="security"),
    *i18n_patterns(
        path("admin/audit/", include("audit.urls")),
        path("admin/read/", include("ingest.urls")),
        path("admin/second-factor/", include("agencies.second_factor.urls")),
        path("", include("documents.urls")),
        path("admin/", admin.site.urls),
        path("invitation/<str:token>/", Accepting.as_view(), name="invitation"),
        path("feeds/", include("feeds.urls")),
        path("api/", ApiPage.as_view(), name="api-page"),
        path("open/", serving.OpenData.as_view(), name="open-data"),
        path("", include("pages.urls")),
        path("", include("subscriptions.urls")),
        path("", include("releases.urls")),
        prefix_default_language=False,
    ),
]
