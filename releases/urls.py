from django.urls import path
from django.views.decorators.http import require_safe

from agencies import directory
from releases import (
    archive,
    converters,  # noqa: F401 - it registers `yyyy` and `mm`
    corrections,
    home,
    reading,
    style,
    topics,
    views,
)
from releases.links import pages

RELEASE = "releases/<yyyy:year>/<mm:month>/<slug:slug>/"

app_name = "releases"
urlpatterns = [
    path("", home.Home.as_view(), name="home"),
    path("releases/", views.ReleaseList.as_view(), name="list"),
    path("releases/<yyyy:year>/", views.YearArchive.as_view(), name="year"),
    path("releases/<yyyy:year>/<mm:month>/", views.MonthArchive.as_view(), name="month"),
    path(RELEASE, require_safe(reading.sheet), name="detail"),
    path(f"{RELEASE}editions/<int:number>/", require_safe(reading.earlier), name="edition"),
    path(
        f"{RELEASE}editions/<int:first>/<int:second>/",
        require_safe(reading.difference),
        name="difference",
    ),
    path("archive/", archive.Archive.as_view(), name="archive"),
    path("topics/", topics.TopicList.as_view(), name="topics"),
    path("topics/<slug:slug>/", topics.TopicPage.as_view(), name="topic"),
    path("corrections/", corrections.CorrectionList.as_view(), name="corrections"),
    path("contacts/", directory.Directory.as_view(), name="contacts"),
    path("contacts/<int:pk>.vcf", directory.card, name="card"),
    path(f"{RELEASE}contacts/<int:number>.vcf", require_safe(reading.contact), name="contact"),
    path("number/<path:number>", views.by_number, name="number"),
    path("preview/<str:token>/", pages.preview, name="preview"),
    path("embargo/<str:token>/", pages.embargo, name="embargo"),
    path("style/", style.Style.as_view(), name="style"),
    path("agencies/", views.AgencyList.as_view(), name="agencies"),
    path("agencies/<slug:slug>/", views.AgencyPage.as_view(), name="agency"),
]
