from django.urls import path

from api import others, releases
from releases import converters  # noqa: F401 - it registers `yyyy` and `mm`

RELEASE = "releases/<yyyy:year>/<mm:month>/<slug:slug>/"

app_name = "api"
urlpatterns = [
    path("", others.Index.as_view(), name="index"),
    path("openapi.json", others.OpenApi.as_view(), name="openapi"),
    path("releases/", releases.ReleaseList.as_view(), name="releases"),
    path("releases/<uuid:uid>/", releases.OneRelease.as_view(), name="release-by-uid"),
    path(RELEASE, releases.OneRelease.as_view(), name="release"),
    path(f"{RELEASE}editions/<int:number>/", releases.OneEdition.as_view(), name="edition"),
    path("search/", releases.Search.as_view(), name="search"),
    path("agencies/", others.AgencyList.as_view(), name="agencies"),
    path("agencies/<slug:slug>/", others.OneAgency.as_view(), name="agency"),
    path("contacts/", others.ContactList.as_view(), name="contacts"),
    path("topics/", others.TopicList.as_view(), name="topics"),
]
