"""People at the desk, for superusers: Django's own page, one to invite, one for who has left."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.desk import DeskRequest
from agencies.invitations import call_off, is_waiting
from agencies.second_factor.held import factors_of
from releases.admin import unsaved
from releases.admin.inviting import Inviting
from releases.admin.lost_factor import LosingFactors
from releases.errors import MoveRefused
from releases.leaving import Held, held_by, may_write, nobody_named, see_off

admin.site.unregister(User)


class Heir(forms.ModelChoiceField):
    def label_from_instance(self, user: User) -> str:
        return user.get_full_name() or user.get_username()


class LeavingForm(forms.Form):
    """Who goes on with the drafts, agency by agency."""

    fields: dict[str, Any]

    def __init__(self, person: User, held: Held, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        self.agencies = held.agencies
        for agency in self.agencies:
            self.fields[f"heir_{agency.pk}"] = Heir(
                may_write(agency).exclude(pk=person.pk),
                label=agency.name,
                empty_label=gettext_lazy("Choose a person"),
                error_messages={"required": nobody_named(agency)},
            )

    def make(self, by: User) -> None:
        heirs = {agency.pk: self.cleaned_data[f"heir_{agency.pk}"] for agency in self.agencies}
        see_off(self.person, by, heirs)


@admin.register(User)
class PersonAdmin(Inviting, LosingFactors, UserAdmin):
    """Nobody is deleted: their names stand on revisions and numbers."""

    list_display = ["username", "first_name", "last_name", "is_active", "is_superuser"]
    list_display += ["invitation"]
    list_filter = ["is_active", "is_superuser"]
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        (gettext_lazy("Person"), {"fields": ["first_name", "last_name", "email"]}),
        (gettext_lazy("Access"), {"fields": ["is_active", "is_staff", "is_superuser"]}),
        (gettext_lazy("When"), {"fields": ["last_login", "date_joined"]}),
    ]
    filter_horizontal = ()

    def has_delete_permission(self, request: DeskRequest, obj: User | None = None) -> bool:
        return False

    def save_model(
        self, request: DeskRequest, obj: User, form: forms.ModelForm, change: bool
    ) -> None:
        if change and not obj.is_active:
            call_off(obj)
        super().save_model(request, obj, form, change)

    def render_change_form(
        self, request: DeskRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        person = context.get("original")
        context["is_waiting"] = person is not None and is_waiting(person)
        if person is not None and person != request.user:
            context["has_factor"] = factors_of(person).exists()
        return super().render_change_form(request, context, *args, **kwargs)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.left_page)
        return [path("<int:pk>/left/", view, name="auth_user_left"), *super().get_urls()]

    def left_page(self, request: DeskRequest, pk: int) -> HttpResponse:
        if not request.user.is_superuser:
            raise PermissionDenied
        person = User.objects.filter(pk=pk).first()
        if person is None:
            raise Http404
        held = held_by(person)
        form = LeavingForm(person, held, request.POST if request.method == "POST" else None)
        if form.is_valid():
            try:
                form.make(request.user)
            except MoveRefused as refused:
                for problem in refused.problems:
                    form.add_error(None, problem)
            else:
                return self._gone(request, person, held)
        context = self.admin_site.each_context(request) | {
            "title": _("This person has left"),
            "subtitle": str(person),
            "form": form,
            "person": person,
            "held": held,
            "unsaved": [(copy, unsaved.texts(copy)) for copy in held.unsaved],
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/auth/user/left.html", context)

    def _gone(self, request: DeskRequest, person: User, held: Held) -> HttpResponse:
        roles = ", ".join(f"{one.get_role_display()} ({one.agency})" for one in held.roles)
        said = _("The account of %(person)s is closed.") % {"person": person}
        self.log_change(request, person, f"{said} {roles}".strip())
        messages.success(request, said)
        return redirect("admin:auth_user_change", person.pk)
