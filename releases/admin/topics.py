"""The list of topics, merging two of them, and the field in which they are chosen."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.choices import ManyChosen
from agencies.desk import DeskAdmin, DeskRequest
from agencies.permissions import agencies_where
from releases.models import Topic


class TopicsField(ManyChosen):
    """Topics that stand. In the place of one that was merged, what it was merged into is chosen."""

    widget = forms.CheckboxSelectMultiple

    def prepare_value(self, value: Any) -> Any:
        return _as_merged(super().prepare_value(value))

    def clean(self, value: Any) -> QuerySet[Topic]:
        return super().clean(_as_merged(value))


def _as_merged(chosen: Any) -> Any:
    """Primary keys, as numbers or as they were sent, each in the place of what it became."""
    if not chosen or not isinstance(chosen, list | tuple):
        return chosen
    merged = Topic.objects.exclude(merged_into=None).values_list("pk", "merged_into")
    became = {str(pk): into for pk, into in merged}
    return list(dict.fromkeys(became.get(str(pk), pk) for pk in chosen))


class MergeForm(forms.Form):
    fields: dict[str, Any]

    into = forms.ModelChoiceField(Topic.objects.none(), label=gettext_lazy("Merge it into"))

    def __init__(self, topic: Topic, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = Topic.objects.standing().exclude(pk=topic.pk)


@admin.register(Topic)
class TopicAdmin(DeskAdmin):
    """All agencies share one list; whoever manages one of them keeps it. None is deleted."""

    list_display = ["name", "name_en", "releases_count", "merged_into"]
    search_fields = ["name", "name_en"]
    prepopulated_fields = {"slug": ["name"]}
    actions = None

    def get_queryset(self, request: DeskRequest) -> QuerySet[Topic]:
        # What another agency is writing about is not theirs to know.
        seen = Q(releases__agency__in=agencies_where(request.user, self.sees))
        counted = Topic.objects.annotate(count=Count("releases", filter=seen))
        # What is counted has no order of its own any more, and suggestions need one.
        return counted.select_related("merged_into").order_by("name")

    @admin.display(description=gettext_lazy("releases"), ordering="count")
    def releases_count(self, topic: Any) -> int:
        return topic.count

    def has_view_permission(self, request: DeskRequest, obj: Topic | None = None) -> bool:
        return super().has_view_permission(request)

    def has_change_permission(self, request: DeskRequest, obj: Topic | None = None) -> bool:
        merged = obj is not None and obj.merged_into_id is not None
        return not merged and super().has_change_permission(request)

    def get_fields(self, request: DeskRequest, obj: Topic | None = None) -> list[str]:
        fields = ["name", "name_en", "slug"]
        return [*fields, "merged_into"] if obj and obj.merged_into_id else fields

    def get_form(self, request: DeskRequest, obj: Topic | None = None, **kwargs: Any) -> Any:
        slug = _("What stands in the links to it. It stays, whatever the topic is called later.")
        return super().get_form(request, obj, help_texts={"slug": slug}, **kwargs)

    def get_prepopulated_fields(self, request: DeskRequest, obj: Topic | None = None) -> dict:
        return {} if obj else self.prepopulated_fields

    def get_readonly_fields(self, request: DeskRequest, obj: Topic | None = None) -> list[str]:
        # Its address stands in the world, in links and in feeds.
        return ["slug", "merged_into"] if obj else []

    def get_urls(self) -> list[URLPattern]:
        merge = path(
            "<int:pk>/merge/",
            self.admin_site.admin_view(self.merge_page),
            name="releases_topic_merge",
        )
        return [merge, *super().get_urls()]

    def merge_page(self, request: DeskRequest, pk: int) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        topic = self.get_queryset(request).filter(pk=pk).first()
        if topic is None:
            raise Http404
        if topic.merged_into:
            said = _("“%(topic)s” was merged into “%(other)s” already.")
            messages.error(request, said % {"topic": topic, "other": topic.merged_into})
            return redirect("admin:releases_topic_changelist")
        form = MergeForm(topic, request.POST or None)
        if form.is_valid() and self._merged(request, topic, form):
            return redirect("admin:releases_topic_changelist")
        context = self.admin_site.each_context(request) | {
            "title": _("Merge topic"),
            "form": form,
            "topic": topic,
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/releases/topic/merge.html", context)

    def _merged(self, request: DeskRequest, topic: Topic, form: MergeForm) -> bool:
        """Whether it could be done. Somebody else may have merged one of the two meanwhile."""
        other = form.cleaned_data["into"]
        try:
            topic.merge_into(other)
        except ValueError:
            form.add_error(
                "into", _("One of the two was merged meanwhile. Look at the list, then try again.")
            )
            return False
        said = _("“%(topic)s” was merged into “%(other)s”.") % {"topic": topic, "other": other}
        self.log_change(request, topic, said)
        messages.success(request, said)
        return True
