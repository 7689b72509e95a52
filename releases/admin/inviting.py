"""Inviting people by mail, for superusers: the page for somebody new, and sending it again."""

import logging
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from agencies.desk import DeskRequest
from agencies.invitations import invite, is_waiting, mail_to, proposed_username, renew
from agencies.models import Agency
from agencies.roles import Role

log = logging.getLogger(__name__)

TO_A_FILE = "django.core.mail.backends.filebased.EmailBackend"


def language_field() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=gettext_lazy("Language of the mail"),
        choices=settings.LANGUAGES,
        initial=get_language,
    )


class InvitationForm(forms.ModelForm):
    """Who is invited."""

    language = language_field()

    class Meta:
        model = User
        fields = ["first_name", "last_name", "email", "username"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["first_name"].required = self.fields["email"].required = True
        username = self.fields["username"]
        username.required = False
        username.help_text = gettext_lazy("Left empty, it is made from the e-mail address.")

    def clean_email(self) -> str:
        email = self.cleaned_data["email"]
        if holder := User.objects.filter(email__iexact=email).first():
            said = _("There is an account with this address already: %(username)s.")
            raise forms.ValidationError(said % {"username": holder.get_username()})
        return email

    def clean_username(self) -> str:
        username = self.cleaned_data["username"]
        if not username:
            return proposed_username(self.cleaned_data.get("email", ""))
        if User.objects.filter(username__iexact=username).exists():
            raise forms.ValidationError(_("There is an account with this user name already."))
        return username


class RoleForm(forms.Form):
    agency = forms.ModelChoiceField(
        Agency.objects.all(), label=gettext_lazy("Agency"), empty_label=gettext_lazy("no agency")
    )
    role = forms.ChoiceField(
        label=gettext_lazy("Role"), choices=[("", gettext_lazy("no role")), *Role.choices]
    )


class RolesFormSet(forms.BaseFormSet):
    """What they will be, and where. Rows that are left empty count for nothing."""

    def clean(self) -> None:
        if any(self.errors):
            return
        if not self.roles:
            raise forms.ValidationError(_("Choose at least one agency and a role in it."))
        if len(set(self.roles)) < len(self.roles):
            raise forms.ValidationError(_("The same role in the same agency is chosen twice."))

    @property
    def roles(self) -> list[tuple[Agency, str]]:
        typed = [form.cleaned_data for form in self.forms]
        return [(one["agency"], one["role"]) for one in typed if one]


Roles = forms.formset_factory(
    RoleForm, formset=RolesFormSet, extra=3, max_num=10, absolute_max=10, validate_max=True
)


class AgainForm(forms.Form):
    """To whom it is sent again stands in the account; only the language is asked."""

    language = language_field()

    def __init__(self, person: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean(self) -> None:
        if not self.person.email:
            said = _("This account has no e-mail address. Write one on the person’s page first.")
            raise forms.ValidationError(said)


class Inviting(admin.ModelAdmin):
    """The part of the people's admin that invites."""

    def get_urls(self) -> list[URLPattern]:
        def page(address: str, view: Any, name: str) -> URLPattern:
            return path(address, self.admin_site.admin_view(view), name=name)

        return [
            page("invite/", self.invite_page, "auth_user_invite"),
            page("<int:pk>/invite/", self.again_page, "auth_user_invite_again"),
            *super().get_urls(),
        ]

    @admin.display(description=gettext_lazy("invitation"))
    def invitation(self, person: User) -> str | None:
        if not is_waiting(person):
            return None
        since = date_format(localtime(person.date_joined), "SHORT_DATE_FORMAT")
        return _("not accepted yet, since %(day)s") % {"day": since}

    def invite_page(self, request: DeskRequest) -> HttpResponse:
        if not request.user.is_superuser:
            raise PermissionDenied
        typed = request.POST if request.method == "POST" else None
        form, roles = InvitationForm(typed), Roles(typed, prefix="roles")
        if typed is not None and self._made(request, form, roles):
            self._send(request, form.instance, form.cleaned_data["language"])
            return redirect("admin:auth_user_change", form.instance.pk)
        context = self._context(request, _("Invite a person"))
        return TemplateResponse(
            request, "admin/auth/user/invite.html", context | {"form": form, "roles": roles}
        )

    def _made(self, request: DeskRequest, form: InvitationForm, roles: Any) -> bool:
        """Make the account, if all is well with what was typed."""
        try:
            with transaction.atomic():
                # Who presses twice waits here, and is then told of the account.
                User.objects.select_for_update().get(pk=request.user.pk)
                valid = [form.is_valid(), roles.is_valid()]
                if all(valid):
                    invite(form.instance, roles.roles, request.user)
                    self.log_addition(request, form.instance, _("Invited."))
        except IntegrityError:
            said = _("Somebody else took this user name just now. Try again.")
            form.add_error("username", said)
            return False
        return all(valid)

    def again_page(self, request: DeskRequest, pk: int) -> HttpResponse:
        if not request.user.is_superuser:
            raise PermissionDenied
        person = User.objects.filter(pk=pk).first()
        if person is None:
            raise Http404
        form = AgainForm(person, request.POST if request.method == "POST" else None)
        if not is_waiting(person) or (form.is_valid() and not renew(person)):
            messages.warning(request, _("%(person)s waits for no invitation.") % {"person": person})
            return redirect("admin:auth_user_change", pk)
        if form.is_valid():
            self._send(request, person, form.cleaned_data["language"])
            return redirect("admin:auth_user_change", pk)
        context = self._context(request, _("Send the invitation again"))
        return TemplateResponse(
            request, "admin/auth/user/invite_again.html", context | {"form": form, "person": person}
        )

    def _send(self, request: DeskRequest, person: User, language: str) -> None:
        """Send the mail, after the account was committed, and say what became of it."""
        about = {"email": person.email}
        try:
            mail_to(person, request.user, language, request.build_absolute_uri).send()
        except (OSError, ValueError) as error:  # SMTPException is an OSError
            log.exception("An invitation could not be sent")
            about["problem"] = str(error)[:200]
            said = _(
                "The account stands, but the mail to %(email)s could not be sent: %(problem)s. "
                "Look at the address, and send the invitation again."
            )
            messages.error(request, said % about)
            self.log_change(request, person, _("The invitation could not be sent."))
            return
        self.log_change(request, person, _("Invitation sent to %(email)s.") % about)
        if settings.EMAIL_BACKEND == TO_A_FILE:
            said = _(
                "No mail server is set up: the mail to %(email)s was written into a file on the "
                "server, and reaches nobody by itself."
            )
            messages.warning(request, said % about)
        else:
            messages.success(request, _("The invitation was sent to %(email)s.") % about)

    def _context(self, request: DeskRequest, title: str) -> dict[str, Any]:
        return self.admin_site.each_context(request) | {"title": title, "opts": self.opts}
