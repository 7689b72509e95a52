from django.urls import path, register_converter

from releases import converters, home, reading, style, views
from releases.links import pages

register_converter(converters.Year, "yyyy")
register_converter(converters.Month, "mm")

RELEASE = "releases/<yyyy:year>/<mm:month>/<slug:slug>/"

app_name = "releases"
urlpatterns = [
    path("", home.Home.as_view(), name="home"),
    path("releases/", views.ReleaseList.as_view(), name="list"),
    path("releases/<yyyy:year>/", views.YearArchive.as_view(), name="year"),
    path("releases/<yyyy:year>/<mm:month>/", views.MonthArchive.as_view(), name="month"),
    path(RELEASE, reading.sheet, name="detail"),
    path(f"{RELEASE}editions/<int:number>/", reading.earlier, name="edition"),
    path(f"{RELEASE}editions/<int:first>/<int:second>/", reading.difference, name="difference"),
    path(f"{RELEASE}contacts/<int:number>.vcf", reading.contact, name="contact"),
    path("number/<path:number>", views.by_number, name="number"),
    path("preview/<str:token>/", pages.preview, name="preview"),
    path("embargo/<str:token>/", pages.embargo, name="embargo"),
    path("style/", style.Style.as_view(), name="style"),
    path("agencies/", views.AgencyList.as_view(), name="agencies"),
    path("agencies/<slug:slug>/", views.AgencyPage.as_view(), name="agency"),
]
