"""Every address of the newsroom. Indonesian stands at the root, English below `/en/`."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path, re_path

from agencies.accepting import Accepting
from agencies.views import logo
from releases.files import gate
from releases.links import files

handler404 = "newsroom.errors.not_found"

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
    *i18n_patterns(
        path("admin/audit/", include("audit.urls")),
        path("admin/read/", include("ingest.urls")),
        path("admin/second-factor/", include("agencies.second_factor.urls")),
        path("", include("documents.urls")),
        path("admin/", admin.site.urls),
        path("invitation/<str:token>/", Accepting.as_view(), name="invitation"),
        path("feeds/", include("feeds.urls")),
        path("", include("pages.urls")),
        path("", include("releases.urls")),
        prefix_default_language=False,
    ),
]
