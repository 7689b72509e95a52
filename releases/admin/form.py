"""The form in which a release is written, and what happens when two people save it."""

from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.models import Contact
from agencies.permissions import agencies_where
from agencies.roles import Action
from numbering.models import Sequence
from releases.body import from_typed, tidy, tidy_line, to_typed
from releases.models import Release


class BodyField(forms.CharField):
    """Plain text with blank lines between paragraphs, or HTML; kept as clean HTML."""

    widget = forms.Textarea(attrs={"rows": 22, "class": "vLargeTextField body"})

    def prepare_value(self, value: Any) -> Any:
        return to_typed(value) if value and value.lstrip().startswith("<") else value

    def clean(self, value: Any) -> str:
        return from_typed(super().clean(value))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return from_typed(self.prepare_value(initial or "")) != from_typed(data or "")


class ReleaseForm(forms.ModelForm):
    """Refuses to overwrite what somebody else saved meanwhile, and shows both texts.

    `revision_read` is the revision that the form was opened with. If the release is at
    another one by now, the form comes back with everything as it was typed, and
    `conflict` lists the fields that differ; saving once more then keeps this text, and
    the other stays in the release's history.
    """

    body = BodyField(
        label=gettext_lazy("Body"),
        required=False,
        help_text=gettext_lazy("Plain text with a blank line between paragraphs, or HTML."),
    )
    revision_read = forms.IntegerField(required=False, widget=forms.HiddenInput)

    user: User  # whose form it is; set by the admin
    fields: dict[str, Any]
    data: Any

    class Meta:
        model = Release
        fields = Release.WRITTEN
        widgets = {
            "title": forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField headline"}),
            "summary": forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
            "paper_numbers": forms.Textarea(attrs={"rows": 1, "class": "vLargeTextField"}),
            "contacts": forms.CheckboxSelectMultiple,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.conflict: list[dict[str, Any]] = []
        self.initial["revision_read"] = self.instance.revision
        mine = agencies_where(self.user, Action.VIEW)
        if "agency" in self.fields:
            writable = agencies_where(self.user, Action.WRITE).filter(active=True)
            self.fields["agency"].queryset = writable
            own = writable.filter(memberships__user=self.user).distinct()
            if not self.instance.pk and len(own) == 1:
                self.initial.setdefault("agency", own[0].pk)
        if "sequence" in self.fields:
            self.fields["sequence"].queryset = Sequence.objects.open_to_any(mine)
        if "contacts" in self.fields:
            # A contact that stands on it stays offered, or saving would take it off unseen.
            standing = self.instance.contacts.values("pk") if self.instance.pk else []
            self.fields["contacts"].queryset = Contact.objects.filter(
                Q(agency__in=mine) | Q(pk__in=standing)
            )

    def clean_title(self) -> str:
        return tidy_line(self.cleaned_data["title"])

    def clean_summary(self) -> str:
        return tidy_line(self.cleaned_data["summary"])

    def clean_dateline(self) -> str:
        return tidy_line(self.cleaned_data["dateline"])

    def clean_paper_numbers(self) -> str:
        lines = map(tidy_line, tidy(self.cleaned_data["paper_numbers"]).splitlines())
        return "\n".join(line for line in lines if line)

    def clean_body(self) -> str:
        # A body that nobody touched stays to the letter, or opening it would be an edit.
        return self.cleaned_data["body"] if "body" in self.changed_data else self.instance.body

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.instance.pk:
            self._refuse_to_overwrite(cleaned)
        return cleaned

    def _refuse_to_overwrite(self, cleaned: dict[str, Any]) -> None:
        # Locked, so that of two people who save at once one is second.
        theirs = Release.objects.select_for_update(of=("self",)).get(pk=self.instance.pk)
        if not theirs.editable:
            self.add_error(
                None,
                _("It is %(state)s by now and can't be changed. Copy what you still need.")
                % {"state": theirs.get_state_display()},
            )
        if theirs.revision == cleaned.get("revision_read"):
            return
        last = theirs.revisions.select_related("by").first()
        self.add_error(
            None,
            _(
                "%(person)s has saved this release since you opened it. Both texts stand below. "
                "Take over what you need, then save once more to keep yours."
            )
            % {"person": last.by if last else "?"},
        )
        self.conflict = [
            {
                "label": self.fields[name].label,
                "theirs": self._shown(name, getattr(theirs, name)),
                "mine": self._shown(name, cleaned[name]),
            }
            for name in Release.WRITTEN
            if name in cleaned
            and self._shown(name, getattr(theirs, name)) != self._shown(name, cleaned[name])
        ]
        self.data = self.data.copy()
        self.data[self.add_prefix("revision_read")] = theirs.revision

    @staticmethod
    def _shown(name: str, value: Any) -> str:
        if name == "contacts":
            contacts = value.all() if hasattr(value, "all") else value
            return "\n".join(sorted(str(contact) for contact in contacts))
        if name == "body":
            return to_typed(value)
        return "" if value is None else str(value)
