"""Subscribers at the desk: who they are and what came back. For superusers, who may delete one."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from agencies.desk import DeskAdmin, DeskRequest
from subscriptions.models import Subscriber


@admin.register(Subscriber)
class SubscriberAdmin(DeskAdmin):
    """What somebody chose is theirs to change; the desk reads it."""

    list_display = ["email", "standing", "often", "asked", "came_back"]
    list_filter = ["standing", "frequency", "mail_language"]
    search_fields = ["email"]
    list_per_page = 50
    fields: list[str] = [  # type: ignore[assignment]
        *("email", "standing", "frequency", "mail_language", "asked", "confirmed"),
        *("agencies", "topics", "kinds", "words", "language", "sent", "came_back", "bounce"),
    ]
    readonly_fields = [*fields]

    def get_queryset(self, request: DeskRequest) -> QuerySet[Subscriber]:
        return Subscriber.objects.all()

    def has_module_permission(self, request: DeskRequest) -> bool:
        return request.user.is_superuser

    def has_view_permission(self, request: DeskRequest, obj: Any = None) -> bool:
        return request.user.is_superuser

    def has_add_permission(self, request: DeskRequest) -> bool:
        return False

    def has_change_permission(self, request: DeskRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: DeskRequest, obj: Any = None) -> bool:
        return request.user.is_superuser

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> tuple:
        """The addresses, and not every release that was ever sent to them."""
        addresses = [str(one) for one in objs]
        return addresses, {str(Subscriber._meta.verbose_name_plural): len(addresses)}, set(), []

    @admin.display(description=gettext_lazy("how often"), ordering="frequency")
    def often(self, subscriber: Subscriber) -> str:
        """Without the half that explains it to subscribers."""
        return subscriber.get_frequency_display().partition(",")[0]

    @admin.display(description=gettext_lazy("asked"), ordering="asked_at")
    def asked(self, subscriber: Subscriber) -> str:
        return _shortly(subscriber.asked_at)

    @admin.display(description=gettext_lazy("confirmed"))
    def confirmed(self, subscriber: Subscriber) -> str:
        return _shortly(subscriber.confirmed_at)

    @admin.display(description=gettext_lazy("mail came back"), ordering="bounced_at")
    def came_back(self, subscriber: Subscriber) -> str:
        return _shortly(subscriber.bounced_at)

    @admin.display(description=gettext_lazy("kinds"))
    def kinds(self, subscriber: Subscriber) -> str:
        return ", ".join(subscriber.chosen_genres) or _("all of them")

    @admin.display(description=gettext_lazy("sent"))
    def sent(self, subscriber: Subscriber) -> str:
        count = subscriber.deliveries.exclude(sent_at=None).count()
        return ngettext("%(count)d release", "%(count)d releases", count) % {"count": count}


def _shortly(moment: Any) -> str:
    return date_format(localtime(moment), "SHORT_DATETIME_FORMAT") if moment else "–"
