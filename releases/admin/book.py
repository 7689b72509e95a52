"""The book at the desk: to be read, printed, and taken away as a file."""

from typing import Any

from django import forms
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from agencies.desk import DeskRequest
from agencies.permissions import agencies_where
from agencies.roles import Action
from numbering.models import Number, Sequence, today
from numbering.periods import Reset
from releases import printing
from releases.admin.export import XLSX, attached
from releases.book import HEADINGS, NoSuchPeriod, Page, Totals, pages


class BookForm(forms.Form):
    """Which sequence, which period."""

    sequence = forms.ModelChoiceField(
        Sequence.objects.none(), label=_("Sequence"), to_field_name="code"
    )
    period = forms.CharField(
        label=_("Period"),
        required=False,
        max_length=9,
        help_text=_("Such as 2020, 2020-03 or 2026-2027. Empty: the whole book."),
    )

    pages: list[Page]

    def __init__(self, request: DeskRequest) -> None:
        mine = Sequence.objects.filter(agency__in=agencies_where(request.user, Action.VIEW))
        asked = request.GET.dict()
        if "sequence" not in asked and (first := mine.first()):
            asked["sequence"] = first.code
            # A book that never ends is long: at first it opens at this year.
            asked["period"] = f"{today():%Y}" if first.reset == Reset.NEVER else ""
        super().__init__(asked)
        field: Any = self.fields["sequence"]
        field.queryset = mine

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self.pages = []
        if sequence := cleaned.get("sequence"):
            try:
                self.pages = pages(sequence, cleaned.get("period", "").strip())
            except NoSuchPeriod as unknown:
                self.add_error("period", str(unknown))
        return cleaned


def book_view(request: DeskRequest, context: dict[str, Any]) -> HttpResponseBase:
    """The book of a sequence: a page to print, or a file (`format` csv or xlsx)."""
    form = BookForm(request)
    wanted = form.pages if form.is_valid() else []
    name = "-".join(filter(None, (form.data.get("sequence"), form.data.get("period"))))
    match request.GET.get("format"):
        case "csv" if form.is_valid():
            lines = printing.as_csv(wanted)
            return attached(StreamingHttpResponse(lines, content_type="text/csv"), f"{name}.csv")
        case "xlsx" if form.is_valid():
            workbook = printing.as_xlsx(form.cleaned_data["sequence"].name, wanted)
            return attached(HttpResponse(workbook, content_type=XLSX), f"{name}.xlsx")
    return TemplateResponse(
        request,
        "admin/numbering/number/book.html",
        context
        | {
            "title": _("The register as a book"),
            "form": form,
            "headings": HEADINGS,
            "pages": [_shown(page) for page in wanted],
            "query": request.GET.urlencode()
            or f"sequence={form.data.get('sequence', '')}&period={form.data.get('period', '')}",
            "opts": Number._meta,
            "is_nav_sidebar_enabled": False,  # the book needs the width
        },
    )


def _shown(page: Page) -> dict[str, Any]:
    totals = Totals()
    return {
        "title": page.title,
        "standing": printing.standing(page),
        "lines": totals.counting(page.lines()),
        "totals": totals,
    }
