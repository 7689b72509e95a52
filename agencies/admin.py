from typing import Any

from allauth.account.admin import EmailAddressAdmin  # noqa: F401 - it registers itself
from allauth.account.models import EmailAddress
from allauth.mfa.admin import AuthenticatorAdmin  # noqa: F401 - so does it
from allauth.mfa.models import Authenticator
from django import forms
from django.contrib import admin
from django.db import models
from django.utils.translation import gettext_lazy as _

from agencies.desk import DeskRequest
from agencies.history_page import HistoryOnRecord
from agencies.models import Agency, Contact, Letterhead, Membership
from agencies.permissions import can, somewhere
from agencies.roles import Action

# Secrets are not for looking at, and addresses of mail stand in the accounts.
admin.site.unregister([EmailAddress, Authenticator])


class RowsFormSet(forms.BaseInlineFormSet):
    def initial_form_count(self) -> int:
        """How many there were, as the form says; fewer than none are none, or Django fails."""
        return max(0, super().initial_form_count())


class Rows:
    """Rows below an agency, as many as an agency has.

    Whoever sends the form says how many rows are in it, and Django draws up to a thousand more
    than there may be before it says that they are too many.
    """

    formset = RowsFormSet
    extra = 0
    max_num = 100

    def get_formset(self, request: DeskRequest, obj: Agency | None = None, **kwargs: Any) -> Any:
        return super().get_formset(request, obj, absolute_max=self.max_num, **kwargs)


class PartOfAgency(Rows):
    """Rows below an agency: whoever manages the agency manages them."""

    formfield_overrides = {
        models.TextField: {"widget": forms.Textarea(attrs={"rows": 2})},
        models.URLField: {"assume_scheme": "https"},
    }

    def has_view_permission(self, request: DeskRequest, obj: Agency | None = None) -> bool:
        return obj is None or can(request.user, Action.VIEW, obj)

    def _manages(self, request: DeskRequest, obj: Agency | None = None) -> bool:
        if obj is None:
            return somewhere(request.user, Action.MANAGE)
        return can(request.user, Action.MANAGE, obj)

    has_add_permission = has_change_permission = has_delete_permission = _manages


class LetterheadForm(forms.ModelForm):
    def validate_constraints(self) -> None:
        """Leave it to all of them together: one may take the day that another gives up.

        Django 6.1 asks it of each row, and holds it against the others as they are stored.
        """


class LetterheadFormSet(RowsFormSet):
    def clean(self) -> None:
        """One letterhead alone has always been valid: of empty days Django asks no constraint."""
        super().clean()
        kept = [one.instance.pk for one in self.forms if one.instance.pk]
        undated = Letterhead.objects.filter(agency=self.instance.pk, valid_from=None)
        taken = undated.exclude(pk__in=kept).exists()
        for form in self.forms:
            said = (form.has_changed() or form.instance.pk) and form.is_valid()
            if said and not form.cleaned_data.get("DELETE") and not form.cleaned_data["valid_from"]:
                if taken:
                    message = _("The agency has a letterhead without a day already.")
                    form.add_error("valid_from", message)
                taken = True


class LetterheadInline(PartOfAgency, admin.StackedInline):
    model = Letterhead
    form = LetterheadForm
    formset = LetterheadFormSet
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "valid_from",
                    "lines",
                    "address",
                    ("city", "postcode"),
                    ("phones", "faxes"),
                    ("email", "site"),
                    "logo",
                ]
            },
        )
    ]


class ContactInline(PartOfAgency, admin.StackedInline):
    model = Contact
    fieldsets = [
        (
            None,
            {
                "fields": [
                    ("name", "position"),
                    ("phones", "email"),
                    ("hours", "languages"),
                    ("public", "by_default", "order"),
                ]
            },
        )
    ]


class MembershipInline(Rows, admin.TabularInline):
    """Roles decide everything else, so only superusers give them: Django's own permissions."""

    model = Membership
    max_num = 300
    autocomplete_fields = ["user"]


@admin.register(Agency)
class AgencyAdmin(HistoryOnRecord):
    agency_lookup = "pk"
    all_acts = "agency={pk}"
    list_display = ["name", "short_name", "parent", "active"]
    list_filter = ["active"]
    search_fields = ["name", "short_name", "slug"]
    prepopulated_fields = {"slug": ["short_name"]}
    inlines = [LetterheadInline, ContactInline, MembershipInline]
    fieldsets = [
        (None, {"fields": ["name", "short_name", "slug", "parent"]}),
        (_("Look"), {"fields": ["tint"]}),
        (_("Rules"), {"fields": ["four_eyes", "review_hours", "active"]}),
    ]
    # What decides who may do what, and where pages stand, is for superusers.
    reserved = ("slug", "parent", "four_eyes", "active")

    def agency_of(self, obj: Agency) -> Agency:
        return obj

    def has_add_permission(self, request: DeskRequest) -> bool:
        return request.user.is_superuser

    def has_delete_permission(self, request: DeskRequest, obj: Agency | None = None) -> bool:
        return request.user.is_superuser and (obj is None or not obj.numbers.exists())

    def get_actions(self, request: DeskRequest) -> dict[str, Any]:
        return {}

    def get_readonly_fields(self, request: DeskRequest, obj: Agency | None = None) -> tuple:
        return () if request.user.is_superuser else self.reserved

    def get_prepopulated_fields(self, request: DeskRequest, obj: Agency | None = None) -> dict:
        return {} if obj else self.prepopulated_fields
