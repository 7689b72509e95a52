"""Standing pages and notices at the desk: the newsroom's own, so all agencies' staff see them."""

import datetime
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.desk import DeskRequest
from agencies.history_page import HistoryOnRecord
from agencies.permissions import somewhere
from agencies.roles import Action
from pages.models import Key, Notice, Page
from releases.admin.form import BodyField
from releases.admin.move import MomentField
from releases.body import tidy_line


class OfTheNewsroom(HistoryOnRecord):
    """Admin of something that no agency has for itself: a role counts wherever it is held."""

    actions = None

    def get_queryset(self, request: DeskRequest) -> QuerySet:
        return self.model._default_manager.all()

    def _may(self, request: DeskRequest, action: Action, obj: Any = None) -> bool:
        return somewhere(request.user, action)

    def may_audit(self, request: DeskRequest, row: Any) -> bool:
        return request.user.is_superuser  # the audit shows others what is their agency's


class Unlabelled(forms.HiddenInput):
    """A hidden field; the admin would let a label point at it, which HTML does not allow."""

    def id_for_label(self, id_: str, index: Any = None) -> str:
        return ""


class PageForm(forms.ModelForm):
    body = BodyField(label=gettext_lazy("Text in Indonesian"))
    body_en = BodyField(label=gettext_lazy("Text in English"))

    class Meta:
        model = Page
        fields = ("key", "title", "body", "title_en", "body_en")
        widgets = {"key": Unlabelled}

    def clean_title(self) -> str:
        return tidy_line(self.cleaned_data["title"])

    def clean_title_en(self) -> str:
        return tidy_line(self.cleaned_data["title_en"])


@admin.register(Page)
class PageAdmin(OfTheNewsroom):
    """One that was never edited is opened with the text of ours, and is a row from then on."""

    form = PageForm
    list_display = ["page", "title", "title_en"]
    fieldsets = [
        (None, {"fields": ["key"]}),
        (gettext_lazy("Indonesian"), {"fields": ["title", "body"]}),
        (gettext_lazy("English"), {"fields": ["title_en", "body_en"]}),
    ]

    @admin.display(description=gettext_lazy("page"), ordering="key")
    def page(self, page: Page) -> str:
        return str(page)

    def view_on_site(self, page: Page) -> str:
        return page.get_absolute_url()

    @staticmethod
    def as_shipped() -> list[Key]:
        """The pages that nobody has edited."""
        edited = set(Page.objects.values_list("key", flat=True))
        return [key for key in Key if key not in edited]

    def has_add_permission(self, request: DeskRequest) -> bool:
        return super().has_add_permission(request) and bool(self.as_shipped())

    def get_readonly_fields(self, request: DeskRequest, obj: Page | None = None) -> list[str]:
        return ["key"] if obj else []

    def get_changeform_initial_data(self, request: DeskRequest) -> dict[str, Any]:
        page = Page.shipped(self._asked(request))
        return {name: getattr(page, name) for name in PageForm.Meta.fields}

    def _asked(self, request: DeskRequest) -> Key:
        """Which page is to be edited for the first time."""
        left = self.as_shipped()
        asked = request.POST.get("key") or request.GET.get("key")
        return next((key for key in left if key == asked), left[0])

    def add_view(
        self, request: DeskRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        title = self._asked(request).label if self.has_add_permission(request) else ""
        return super().add_view(request, form_url, {"title": title, **(extra_context or {})})

    def render_change_form(
        self, request: DeskRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        context["show_save_and_add_another"] = False
        return super().render_change_form(request, context, *args, **kwargs)

    def changelist_view(
        self, request: DeskRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        first = self.as_shipped() if self.has_add_permission(request) else []
        return super().changelist_view(request, {"as_shipped": first, **(extra_context or {})})


class NoticeForm(forms.ModelForm):
    begins = MomentField(label=gettext_lazy("From"))
    ends = MomentField(label=gettext_lazy("Until"))

    class Meta:
        model = Notice
        fields = ("text", "text_en", "link", "begins", "ends")
        widgets = {name: forms.Textarea(attrs={"rows": 3}) for name in ("text", "text_en")}


def _shortly(moment: datetime.datetime) -> str:
    return date_format(localtime(moment), "SHORT_DATETIME_FORMAT")


@admin.register(Notice)
class NoticeAdmin(OfTheNewsroom):
    """Raised by whoever may approve somewhere, and never deleted: it is ended, or it ends."""

    changes = Action.APPROVE
    list_display = ["said", "standing", "raised", "raised_by"]
    list_select_related = ["raised_by"]
    form = NoticeForm

    @admin.display(description=gettext_lazy("notice"))
    def said(self, notice: Notice) -> str:
        return str(notice)

    @admin.display(description=gettext_lazy("from"), ordering="begins")
    def raised(self, notice: Notice) -> str:
        return _shortly(notice.begins)

    @admin.display(description=gettext_lazy("standing"), ordering="ends")
    def standing(self, notice: Notice) -> str:
        now, until = timezone.now(), {"moment": _shortly(notice.ends)}
        if notice.is_over(now):
            return _("over since %(moment)s") % until
        if notice.begins > now:
            return _("not yet; until %(moment)s") % until
        return _("shown until %(moment)s") % until

    def get_changeform_initial_data(self, request: DeskRequest) -> dict[str, Any]:
        return {"begins": timezone.now().replace(second=0, microsecond=0)}

    def has_change_permission(self, request: DeskRequest, obj: Notice | None = None) -> bool:
        # What was said, and for how long, stays as it was.
        return super().has_change_permission(request, obj) and not (obj and obj.is_over())

    def save_model(self, request: DeskRequest, obj: Notice, form: Any, change: bool) -> None:
        if not change:
            obj.raised_by = request.user
        super().save_model(request, obj, form, change)

    def get_urls(self) -> list[URLPattern]:
        end = path(
            "<int:pk>/end/", self.admin_site.admin_view(self.end_page), name="pages_notice_end"
        )
        return [end, *super().get_urls()]

    def end_page(self, request: DeskRequest, pk: int) -> HttpResponse:
        """Ask once more, then take a notice down."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        notice = self.get_queryset(request).filter(pk=pk).first()
        if notice is None:
            raise Http404
        if request.method == "POST":
            self._end(request, notice)
            return redirect("admin:pages_notice_changelist")
        context = self.admin_site.each_context(request) | {
            "title": _("End this notice"),
            "notice": notice,
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/pages/notice/end.html", context)

    def _end(self, request: DeskRequest, notice: Notice) -> None:
        try:
            notice.end()
        except ValueError:
            messages.error(request, _("This notice was over already."))
        else:
            self.log_change(request, notice, _("Ended early."))
            messages.success(request, _("The notice is taken down."))
