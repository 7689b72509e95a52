"""The audit's one page: who did what to what, when, from where. To be read, and taken away."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from agencies.desk import DeskRequest
from agencies.permissions import somewhere
from agencies.roles import Action
from audit.acts import Acts
from audit.forms import AskedForm
from audit.source import Line
from releases import tables
from releases.admin.export import XLSX, attached

# For software, the same in every language.
COLUMNS = ("when", "who", "kind", "what", "subject", "changed", "note", "from")
HEADINGS = (
    *(gettext_lazy("When"), gettext_lazy("Who"), gettext_lazy("Kind of thing")),
    *(gettext_lazy("What"), gettext_lazy("On what"), gettext_lazy("Changed")),
    *(gettext_lazy("Note"), gettext_lazy("From where")),
)
XLSX_WIDTHS = (18, 16, 14, 18, 40, 60, 40, 18)


@require_safe
def acts(request: DeskRequest) -> HttpResponseBase:
    """The acts that the person may see and looks for: a page, or all as a file (`format`)."""
    if not somewhere(request.user, Action.MANAGE):
        raise PermissionDenied
    form = AskedForm(request.user, request.GET)
    context: dict[str, Any] = {"form": form, "title": _("Who did what")}
    if form.is_valid():
        found = Acts(form.asked(), request.user)
        match request.GET.get("format"):
            case "csv":
                lines = tables.as_csv(COLUMNS, _cells(found.all_lines()))
                return attached(StreamingHttpResponse(lines, content_type="text/csv"), "audit.csv")
            case "xlsx":
                headings = list(map(str, HEADINGS))
                rows = _cells(found.all_lines())
                workbook = tables.as_xlsx(_("Audit"), headings, rows, XLSX_WIDTHS)
                return attached(HttpResponse(workbook, content_type=XLSX), "audit.xlsx")
        page = found.get_page(request.GET.get("page"))
        context |= {"page_obj": page, "lines": found.page_lines(page), "found": found}
    return TemplateResponse(
        request, "admin/audit/acts.html", admin.site.each_context(request) | context
    )


def _cells(lines: Iterable[Line]) -> Iterator[list[tables.Cell]]:
    for line in lines:
        changes = [f"{name}: {was} → {is_now}" for name, was, is_now in line.changes]
        yield [
            line.at,
            line.who,
            line.kind_label,
            line.what,
            line.subject,
            "\n".join([*changes, *line.fields]),
            line.note,
            line.address,
        ]
