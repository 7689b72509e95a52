"""The pages on which a registrar reserves, enters, jumps, closes and voids."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.desk import DeskRequest
from agencies.permissions import somewhere
from agencies.roles import Action
from numbering import forms
from numbering.errors import RegisterRefused
from numbering.models import Counter, Number, today
from releases.voiding import void

ACTS: dict[str, type[forms.RegistrarForm]] = {
    "reserve": forms.ReserveForm,
    "paper": forms.PaperForm,
    "jump": forms.JumpForm,
    "close": forms.CloseForm,
}


class VoidForm(forms.RegistrarForm):
    title = gettext_lazy("Void the number")
    explains = gettext_lazy(
        "It will never be used again, and stays in the register with this reason. That can’t "
        "be undone."
    )
    action = gettext_lazy("Void for good")

    reason = forms.reason_field()
    number: Number

    def make(self) -> str:
        void(self.number, self.cleaned_data["reason"], self.registrar)
        return _("Number %(number)s is void.") % {"number": self.number}


def keeps_a_register(request: DeskRequest) -> bool:
    """Whether a person is the registrar of any agency."""
    return somewhere(request.user, Action.REGISTER)


def act_view(
    request: DeskRequest,
    form_class: type[forms.RegistrarForm],
    context: dict[str, Any],
    number: Number | None = None,
) -> HttpResponse:
    """Show what an act will do, and make it.

    Args:
        request: a GET to look, a POST to make it.
        form_class: which act.
        context: the admin site's own.
        number: the number it is about; None for an act that takes new ones.
    """
    if not keeps_a_register(request):
        raise PermissionDenied
    form = form_class(request.user, request.POST or None)
    if isinstance(form, VoidForm) and number:
        form.number = number
    if form.is_bound and form.is_valid():
        try:
            done = form.make()
        except RegisterRefused as refused:
            for problem in refused.problems:
                form.add_error(None, problem)
        else:
            messages.success(request, done)
            return redirect(_where_it_shows(form, number))
    kept = forms.sequences_of(request.user)
    return TemplateResponse(
        request,
        "admin/numbering/number/act.html",
        context
        | {
            "title": form.title,
            "form": form,
            "number": number,
            "opts": Number._meta,
            "next_ones": [] if number else [(one, one.next_number(today())) for one in kept],
        },
    )


def _where_it_shows(form: forms.RegistrarForm, number: Number | None) -> str:
    if number:
        return reverse("admin:numbering_number_change", args=[number.pk])
    counter = form.cleaned_data.get("counter")
    if isinstance(counter, Counter):
        book = {"sequence": counter.sequence.code, "period": counter.period}
        return f"{reverse('admin:numbering_number_book')}?{urlencode(book)}"
    return reverse("admin:numbering_number_changelist")
