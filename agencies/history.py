"""The history of reference data: who changed what, when, and from where.

django-simple-history keeps a copy of a row for every save and deletion. Besides, each of our
records says in words what the thing was called and which values changed, as they were then: what
it referred to may be renamed or gone when somebody reads it. The audit seals these tables.
"""

import datetime
import json
from collections.abc import Iterable
from typing import Any, ClassVar

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models.signals import pre_save
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords
from simple_history.signals import pre_create_historical_record

from agencies.network import client_address

# A field's name, its value before, and after. None: there was none, or there is none any more.
Change = tuple[str, Any, Any]

ACTS = {
    "+": pgettext_lazy("act", "created"),
    "~": pgettext_lazy("act", "changed"),
    "-": pgettext_lazy("act", "deleted"),
}


def from_where() -> str | None:
    """The network address of the request under way; None for a command."""
    request = getattr(HistoricalRecords.context, "request", None)
    return client_address(request) if request else None


class Recorded(models.Model):
    """What each record says besides the copy of the row."""

    history_subject = models.CharField(max_length=300)
    history_changes = models.TextField(default="[]")  # JSON, a list of Change
    history_address = models.GenericIPAddressField(null=True)

    class Meta:
        abstract = True

    # What simple-history adds.
    instance_type: ClassVar[type[models.Model]]
    history_id: int
    history_date: datetime.datetime
    history_type: str
    history_user: Any

    @property
    def act(self) -> str:
        return str(ACTS[self.history_type])

    @property
    def changes(self) -> list[tuple[str, str, str]]:
        """What changed: the field as people know it, its value before and after, in words."""
        return [
            (
                field_label(self.instance_type, name),
                *(in_words(self._field(name), v) for v in values),
            )
            for name, *values in json.loads(self.history_changes)
        ]

    def _field(self, name: str) -> Any:
        return self.instance_type._meta.get_field(name)


def field_label(model: type[models.Model], name: str) -> str:
    return str(getattr(model._meta.get_field(name), "verbose_name", name))


def in_words(field: Any, value: Any) -> str:
    """A value of a record as people read it; empty for none."""
    if value is None or value == "" or value == []:
        return ""
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(field, models.BooleanField):
        return _("yes") if value else _("no")
    if isinstance(field, models.DateField):
        return date_format(field.to_python(value), "SHORT_DATE_FORMAT")
    return str(value)


class Records(HistoricalRecords):
    """simple-history's records, completed.

    A save that changes nothing is not recorded. Who has acted can't be deleted any more, only
    deactivated, as everywhere in this newsroom.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(bases=[Recorded], **options)

    def finalize(self, sender: type[models.Model], **kwargs: Any) -> None:
        super().finalize(sender, **kwargs)
        if sender is self.cls:
            pre_save.connect(self.pre_save, sender=sender, weak=False)

    def pre_save(
        self, instance: Any, raw: bool = False, update_fields: Any = None, **_told: Any
    ) -> None:
        """Look at the row as it stands, whoever changed it last and by what means."""
        if not raw:
            rows = type(instance)._base_manager
            instance._history_before = instance.pk and rows.filter(pk=instance.pk).first()
            instance._history_saved = update_fields

    def create_historical_record(
        self, instance: Any, history_type: str, using: str | None = None
    ) -> None:
        before = instance.__dict__.pop("_history_before", None)
        saved = instance.__dict__.pop("_history_saved", None)
        if history_type == "-":
            changes = self._differences(instance, None)
        else:
            changes = self._differences(before, instance)
            changes = [one for one in changes if saved is None or one[0] in saved]
        if changes or history_type != "~":
            self._record(instance, history_type, changes)

    def m2m_changed(
        self,
        instance: Any,
        action: str,
        attr: str,
        pk_set: set | None,
        reverse: bool,
        **told: Any,
    ) -> None:
        """One record for what was added to a list of others, one for what was taken out."""
        if action == "pre_clear":
            others = getattr(instance, attr) if not reverse else told["model"]._base_manager
            instance._history_cleared = (
                set() if reverse else set(others.values_list("pk", flat=True))
            )
            return
        if not action.startswith("post_"):
            return
        pks = instance.__dict__.pop("_history_cleared", None) if pk_set is None else pk_set
        others = list(told["model"]._base_manager.filter(pk__in=pks or ()))
        for owner, those in [(o, [instance]) for o in others] if reverse else [(instance, others)]:
            if those:
                names = ", ".join(sorted(map(str, those)))
                was, is_now = (None, names) if action == "post_add" else (names, None)
                self._record(owner, "~", [(attr, was, is_now)])

    def _record(self, instance: Any, history_type: str, changes: list[Change]) -> None:
        instance._history_changes = changes
        super().create_historical_record(instance, history_type)

    def _differences(self, before: Any, after: Any) -> list[Change]:
        """The fields that differ, a row that is not there having none."""
        fields = self.fields_included(before or after)
        changes = []
        for field in (one for one in fields if not one.primary_key):
            was, is_now = (row and _plain(field, row) for row in (before, after))
            if was != is_now and not {was, is_now} <= {None, ""}:
                said = (row and _said(field, row) for row in (before, after))
                changes.append((field.name, *said))
        return changes

    def _get_history_user_fields(self) -> dict[str, models.Field]:
        # Setting it to NULL, as the library would, is refused by the database.
        who = models.ForeignKey(
            settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
        )
        return {"history_user": who}


def _plain(field: models.Field, row: models.Model) -> Any:
    """A value to compare: a file by its name, another row by its key."""
    value = getattr(row, field.attname)
    return str(value) if isinstance(field, models.FileField) else field.to_python(value)


def _said(field: models.Field, row: models.Model) -> Any:
    """A value to keep: another row by what it is called."""
    if isinstance(field, models.ForeignKey):
        other = getattr(row, field.name)
        return None if other is None else str(other)
    return _plain(field, row)


def complete(instance: Any, history_instance: Any, **_kwargs: Any) -> None:
    """Say in the record what only this moment knows."""
    if not isinstance(history_instance, Recorded):
        return
    # The language of whoever happens to act is not that of whoever will read it.
    with translation.override(settings.LANGUAGE_CODE):
        history_instance.history_subject = str(instance)[:300]
    changes: Iterable[Change] = instance.__dict__.pop("_history_changes", [])
    history_instance.history_changes = json.dumps(
        list(changes), cls=DjangoJSONEncoder, ensure_ascii=False
    )
    history_instance.history_address = from_where()
    # `dumpdata` keeps no more than milliseconds, and what is sealed is loaded as it was.
    moment = history_instance.history_date
    history_instance.history_date = moment.replace(microsecond=moment.microsecond // 1000 * 1000)


pre_create_historical_record.connect(complete)
