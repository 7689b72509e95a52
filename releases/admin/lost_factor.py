"""Somebody has lost their second factor: another superuser takes it away, and says why."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.desk import DeskRequest
from agencies.second_factor.changing import reset
from agencies.second_factor.held import factors_of


class ResetForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("It is put on record: what was lost, and how you know it is them."),
    )


class LosingFactors(admin.ModelAdmin):
    """The part of the people's admin that resets second factors."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.factor_page)
        return [path("<int:pk>/factor/", view, name="auth_user_factor"), *super().get_urls()]

    def factor_page(self, request: DeskRequest, pk: int) -> HttpResponse:
        if not request.user.is_superuser:
            raise PermissionDenied
        person = User.objects.filter(pk=pk).first()
        if person is None:
            raise Http404
        factors = factors_of(person)
        if person == request.user or not factors.exists():
            messages.warning(request, _why_not(person, request.user))
            return redirect("admin:auth_user_change", pk)
        form = ResetForm(request.POST if request.method == "POST" else None)
        if form.is_valid():
            return self._reset(request, person, form.cleaned_data["reason"])
        context: dict[str, Any] = self.admin_site.each_context(request) | {
            "title": _("Reset the second factor"),
            "subtitle": str(person),
            "form": form,
            "person": person,
            "factors": factors,
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/auth/user/factor.html", context)

    def _reset(self, request: DeskRequest, person: User, reason: str) -> HttpResponse:
        reset(person, request.user, reason, request)
        said = _("The second factor of %(person)s was reset.") % {"person": person}
        self.log_change(request, person, f"{said} {reason}")
        messages.success(request, said)
        return redirect("admin:auth_user_change", person.pk)


def _why_not(person: User, by: User) -> str:
    if person == by:
        return _("Your own you remove on its page. If it is lost, ask another superuser.")
    return _("%(person)s has no second factor.") % {"person": person}
