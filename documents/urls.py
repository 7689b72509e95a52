from django.contrib import admin
from django.urls import path, register_converter
from django.urls.converters import StringConverter

from documents import agenda, by_link, desk, views
from documents.kinds import KINDS
from documents.verifying.views import verify
from releases.urls import RELEASE


class KindConverter(StringConverter):
    regex = "|".join(kind.replace(".", r"\.") for kind in KINDS)


register_converter(KindConverter, "paper")

AT_THE_DESK = "admin/releases/release/<int:pk>/"

app_name = "documents"
urlpatterns = [
    path("verify/", verify, name="verify"),
    path(f"{RELEASE}<paper:kind>", views.current, name="current"),
    path(f"{RELEASE}editions/<int:number>/<paper:kind>", views.earlier, name="earlier"),
    path("embargo/<str:token>/sheet.pdf", by_link.sheet, name="by_link"),
    path(f"{AT_THE_DESK}sheet.pdf", admin.site.admin_view(desk.sheet), name="desk"),
    path(
        f"{AT_THE_DESK}editions/<int:position>/sheet.pdf",
        admin.site.admin_view(desk.sheet),
        name="desk_edition",
    ),
    path("admin/numbering/number/book.pdf", admin.site.admin_view(agenda.book), name="agenda"),
]
