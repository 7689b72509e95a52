"""Django admin's own page of a row's history, with what was really changed."""

from typing import Any

from django.db.models import Model
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from agencies.desk import DeskAdmin, DeskRequest
from agencies.permissions import can
from agencies.roles import Action


class HistoryOnRecord(DeskAdmin):
    """Shows the records of `agencies.history` in the stead of Django's log.

    Whoever manages the agency is led to the audit, which knows from where, and what else was done.
    """

    object_history_template = "admin/agencies/history.html"
    all_acts = "kind={model}&of={pk}"

    def history_view(
        self, request: DeskRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        response = super().history_view(request, object_id, extra_context)
        if isinstance(response, TemplateResponse) and response.context_data:
            context = response.context_data
            row = context["object"]
            records = row.history.select_related("history_user")
            page = self.get_paginator(request, records, 100).get_page(request.GET.get("page"))
            context |= {
                "title": _("History"),
                "subtitle": str(row),
                "page_obj": page,
                "records": page,
                "may_audit": self.may_audit(request, row),
                "all_acts": self.all_acts.format(model=self.opts.model_name, pk=row.pk),
            }
        return response

    def may_audit(self, request: DeskRequest, row: Model) -> bool:
        """Whether the audit would show this person what was done to it."""
        return can(request.user, Action.MANAGE, self.agency_of(row))
