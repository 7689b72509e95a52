"""The desk's rule for every admin page: people see and change what their agencies let them."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ERROR_FLAG, ChangeList
from django.contrib.auth.models import User
from django.db.models import ForeignKey, ManyToManyField, Model, QuerySet
from django.forms import ModelChoiceField, ModelMultipleChoiceField
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from agencies.choices import ManyChosen
from agencies.models import Agency
from agencies.permissions import agencies_where, can, somewhere
from agencies.roles import Action


class DeskRequest(HttpRequest):
    """A request that has passed the admin's door: its user is signed in."""

    user: User
    unattended: bool  # sent by a page that is open, while nobody does anything: no sign of life


def asks_for_nul(request: HttpRequest) -> bool:
    """Whether an address holds a NUL. PostgreSQL keeps none, and so fails when it is asked."""
    return "%00" in request.META["QUERY_STRING"]


class DeskAdmin(admin.ModelAdmin):
    """Admin of something that belongs to an agency. Nothing is deleted here unless it says so."""

    sees = Action.VIEW
    changes = Action.MANAGE
    agency_lookup = "agency"

    def agency_of(self, obj: Model) -> Agency:
        return getattr(obj, self.agency_lookup)

    def changelist_view(
        self, request: DeskRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if asks_for_nul(request):
            return HttpResponseRedirect(request.path)
        return super().changelist_view(request, extra_context)

    def get_changelist_instance(self, request: DeskRequest) -> ChangeList:
        """The list that an address asks for.

        Raises:
            IncorrectLookupParameters: it asks for what cannot be, such as the year -1, of which
                Django finds out only when it asks the database.
        """
        try:
            return super().get_changelist_instance(request)
        except (ValueError, OverflowError) as error:
            if {*request.GET} <= {ERROR_FLAG}:
                raise
            raise IncorrectLookupParameters(error) from error

    def get_queryset(self, request: DeskRequest) -> QuerySet:
        rows = super().get_queryset(request)
        if request.user.is_superuser:
            return rows
        mine = agencies_where(request.user, self.sees)
        return rows.filter(**{f"{self.agency_lookup}__in": mine})

    def has_module_permission(self, request: DeskRequest) -> bool:
        return somewhere(request.user, self.sees)

    def has_view_permission(self, request: DeskRequest, obj: Model | None = None) -> bool:
        return self._may(request, self.sees, obj)

    def has_add_permission(self, request: DeskRequest) -> bool:
        return self._may(request, self.changes)

    def has_change_permission(self, request: DeskRequest, obj: Model | None = None) -> bool:
        return self._may(request, self.changes, obj)

    def has_delete_permission(self, request: DeskRequest, obj: Model | None = None) -> bool:
        return False

    def _may(self, request: DeskRequest, action: Action, obj: Model | None = None) -> bool:
        if obj is None:
            return somewhere(request.user, action)
        return can(request.user, action, self.agency_of(obj))

    def formfield_for_foreignkey(
        self, db_field: ForeignKey, request: DeskRequest, **kwargs: Any
    ) -> ModelChoiceField | None:
        if db_field.name == self.agency_lookup:
            kwargs["queryset"] = agencies_where(request.user, self.changes).filter(active=True)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(
        self, db_field: ManyToManyField, request: DeskRequest, **kwargs: Any
    ) -> ModelMultipleChoiceField | None:
        kwargs.setdefault("form_class", ManyChosen)
        return super().formfield_for_manytomany(db_field, request, **kwargs)
