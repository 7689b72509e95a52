"""What is looked for in the audit."""

import datetime
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.timezone import make_aware
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency
from agencies.permissions import agencies_where
from agencies.roles import Action
from audit.source import KINDS, Asked
from audit.sources import SOURCES

# Beyond them a day has no moments that both databases can tell.
FIRST, LAST = datetime.date(1900, 1, 1), datetime.date(2999, 12, 31)


def day(label: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        validators=[
            MinValueValidator(FIRST, _("Choose a day after 1899.")),
            MaxValueValidator(LAST, _("Choose a day before 3000.")),
        ],
    )


class AskedForm(forms.Form):
    """Filters; each left empty stands for all."""

    person = forms.CharField(label=_("Who"), required=False, max_length=150)
    kind = forms.ChoiceField(label=_("Kind of thing"), required=False)
    agency = forms.ModelChoiceField(
        Agency.objects.none(), label=_("Agency"), required=False, empty_label=_("all")
    )
    since = day(_("From"))
    until = day(_("To"))
    words = forms.CharField(label=_("Words"), required=False, max_length=200)
    of = forms.IntegerField(
        required=False, min_value=1, max_value=2**63 - 1, widget=forms.HiddenInput
    )

    def __init__(self, by: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        self.mine = agencies_where(by, Action.MANAGE)
        kinds = {s.kind for s in SOURCES.values() if s.agency or by.is_superuser}
        fields: dict[str, Any] = self.fields
        fields["agency"].queryset = self.mine
        fields["kind"].choices = [
            ("", _("all")),
            *((kind, label) for kind, label in KINDS.items() if kind in kinds),
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and since > until:
            self.add_error("until", _("This day lies before the first one."))
        return cleaned

    def asked(self) -> Asked:
        """What is looked for, among the acts that the person may see."""
        said = self.cleaned_data
        since, until = said["since"], said["until"]
        return Asked(
            person=said["person"],
            kind=said["kind"],
            agencies=self._agencies(said["agency"]),
            since=since and _begins(since),
            until=until and _begins(until + datetime.timedelta(days=1)),
            words=said["words"],
            of=said["of"] if said["kind"] else None,
        )

    def _agencies(self, chosen: Agency | None) -> frozenset[int] | None:
        if chosen is None and self.by.is_superuser:
            return None
        mine = frozenset(self.mine.values_list("pk", flat=True))
        return mine & chosen.family() if chosen else mine


def _begins(on: datetime.date) -> datetime.datetime:
    """The moment at which a day begins in the newsroom's time zone."""
    return make_aware(datetime.datetime.combine(on, datetime.time.min))
