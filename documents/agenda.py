"""The register of a sequence as a PDF, in the form of an office's buku agenda."""

import datetime
from collections.abc import Sequence as Several
from itertools import islice
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.http import content_disposition_header
from django.utils.timezone import localtime
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agencies.desk import DeskRequest
from agencies.models import Letterhead
from agencies.permissions import somewhere
from agencies.roles import Action
from documents.typesetting import typeset
from numbering.clock import database_now
from numbering.models import Sequence
from releases.admin.book import BookForm
from releases.book import HEADINGS, Page, Totals
from releases.printing import standing
from releases.tables import Cell

MOST_LINES = 10_000  # typst holds all of a paper in memory


class TooLong(ValueError):
    """The book has more lines than one paper is to hold."""


@require_safe
def book(request: DeskRequest) -> HttpResponseBase:
    """The book that is asked for, by `sequence` and `period`; its page, where that cannot be."""
    if not somewhere(request.user, Action.VIEW):
        raise PermissionDenied
    form = BookForm(request)
    back = redirect(f"{reverse('admin:numbering_number_book')}?{request.GET.urlencode()}")
    if not form.is_valid():
        return back
    try:
        pdf = agenda(form.cleaned_data["sequence"], form.pages)
    except TooLong as too_long:
        messages.error(request, str(too_long))
        return back
    name = "-".join(filter(None, (form.data.get("sequence"), form.data.get("period"))))
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(False, f"{name}.pdf") or ""
    return response


def agenda(sequence: Sequence, pages: Several[Page]) -> bytes:
    """A book as a PDF, in the active language.

    Raises:
        TooLong: it has more than 10,000 lines.
    """
    now = localtime(database_now())
    shown = [_shown(page) for page in pages]
    if sum(len(page["rows"]) for page in shown) > MOST_LINES:
        raise TooLong(
            _("The book is too long for one PDF. Choose a period, or take it as a workbook.")
        )
    said = {
        "language": get_language() or "id",
        "title": f"{_('Register')}: {sequence.name}",
        "author": [sequence.agency.name],
        "day": [now.year, now.month, now.day],
        "office": _office(sequence.agency.letterhead_on(now.date()), sequence.agency.name),
        "made": _("printed on %(moment)s") % {"moment": date_format(now, "DATETIME_FORMAT")},
        "headings": [str(heading) for heading in HEADINGS],
        "pages": shown,
        "words": {
            "heading": pgettext("paper", "REGISTER OF OUTGOING RELEASES"),
            "page": _("Page"),
            "of": pgettext("page 1 of 3", "of"),
        },
    }
    return typeset("register", said, {})


def _office(letterhead: Letterhead | None, name: str) -> Any:
    return letterhead.copy()["lines"] if letterhead else [name]


def _shown(page: Page) -> dict[str, Any]:
    totals = Totals()
    lines = islice(totals.counting(page.lines()), MOST_LINES + 1)
    rows = [[_in_words(cell) for cell in line.cells()] for line in lines]
    return {
        "title": page.title,
        "standing": standing(page),
        "rows": rows,
        "totals": str(totals),
    }


def _in_words(cell: Cell) -> str:
    if isinstance(cell, datetime.datetime):
        return date_format(localtime(cell), "SHORT_DATETIME_FORMAT")
    if isinstance(cell, datetime.date):
        return date_format(cell, "SHORT_DATE_FORMAT")
    return str(cell or "")
