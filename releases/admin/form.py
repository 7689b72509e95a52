"""The form in which a release is written, and what happens when two people save it."""

from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.db.models import Q, QuerySet
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.choices import ManyChosen
from agencies.models import Contact
from agencies.permissions import agencies_where
from agencies.roles import Action
from numbering import patterns
from numbering.models import Number, Sequence, State
from releases.admin import conflict
from releases.admin.attachments import FilesField
from releases.admin.editor import Editor
from releases.admin.topics import TopicsField
from releases.body import from_typed, taken_over, tidy, tidy_line, to_typed
from releases.models import Genre, Release, Topic


class BodyField(forms.CharField):
    """Plain text with blank lines between paragraphs, or HTML; kept as clean HTML."""

    widget = Editor(attrs={"rows": 22, "class": "vLargeTextField body"})
    dropped_pictures = 0  # of what was typed last

    def prepare_value(self, value: Any) -> Any:
        return to_typed(value) if value and value.lstrip().startswith("<") else value

    def clean(self, value: Any) -> str:
        taken = taken_over(super().clean(value))
        self.dropped_pictures = taken.dropped_images
        return taken.html

    def has_changed(self, initial: Any, data: Any) -> bool:
        return from_typed(self.prepare_value(initial or "")) != from_typed(data or "")


class NumberTyped(forms.ModelChoiceField):
    """A number in use, typed in any spelling instead of chosen from a list of thousands."""

    widget = forms.TextInput

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, int):
            return Number.objects.filter(pk=value).values_list("text", flat=True).first()
        return value

    def to_python(self, value: Any) -> Number | None:
        if value in self.empty_values:
            return None
        numbers: Any = self.queryset
        matching = numbers.reading_as(str(value))
        whole = matching.filter(key=patterns.key(str(value)[: patterns.LONGEST_READ]))
        found = list(whole[:2]) or list(matching.order_by("-taken_at")[:6])
        if not found:
            raise forms.ValidationError(
                _("No number in use reads as %(text)s.") % {"text": value}, code="invalid"
            )
        if len(found) > 1:
            raise forms.ValidationError(
                _("Several numbers read as %(text)s: %(numbers)s. Write the whole one.")
                % {"text": value, "numbers": ", ".join(map(str, found))},
                code="invalid",
            )
        return found[0]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return (self.prepare_value(initial) or "") != (data or "")


class Reservation(forms.ModelChoiceField):
    """A reserved number: for whom, until when, what for."""

    def label_from_instance(self, number: Number) -> str:
        return _("%(number)s, for %(owner)s until %(moment)s: %(reason)s") % {
            "number": number,
            "owner": (number.owner and number.owner.get_full_name()) or number.owner,
            "moment": date_format(localtime(number.expires_at), "SHORT_DATETIME_FORMAT"),
            "reason": number.reason,
        }


class JointSequences(ManyChosen):
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, sequence: Sequence) -> str:
        return f"{sequence.agency.short_name}: {sequence.name}"


class ReleaseForm(forms.ModelForm):
    """Refuses to overwrite what somebody else saved meanwhile, and shows both texts.

    `revision_read` is the revision that the form was opened with. If the release is at
    another one by now, the form comes back with everything as it was typed. It is
    `overtaken`, and `conflict` lists the fields that differ; saving once more then keeps
    this text, and the other stays in the release's history.
    """

    body = BodyField(
        label=gettext_lazy("Body"),
        required=False,
        help_text=gettext_lazy("Paste from Word as it is. Pictures are added below, as files."),
    )
    uploads = FilesField(
        label=gettext_lazy("Pictures and files"),
        required=False,
        help_text=gettext_lazy(
            "Several at once: JPEG, PNG, WebP and AVIF pictures, PDF, DOCX, XLSX and MP4."
        ),
    )
    revision_read = forms.IntegerField(required=False, widget=forms.HiddenInput)

    user: User  # whose form it is; set by the admin
    restored: bool  # whether it is unsaved text that comes back, and so is not to be saved
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
        field_classes = {
            "reservation": Reservation,
            "addendum_to": NumberTyped,
            "joint_with": JointSequences,
            "topics": TopicsField,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.overtaken = False
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
        if "reservation" in self.fields:
            self._offer_numbers(Sequence.objects.open_to_any(mine))
        if "contacts" in self.fields:
            # A contact that stands on it stays offered, or saving would take it off unseen.
            standing = self.instance.contacts.values("pk") if self.instance.pk else []
            self.fields["contacts"].queryset = Contact.objects.filter(
                Q(agency__in=mine) | Q(pk__in=standing)
            )
        if "topics" in self.fields:
            self.fields["topics"].queryset = Topic.objects.standing()

    def is_valid(self) -> bool:
        return super().is_valid() and not self.restored

    def _offer_numbers(self, sequences: QuerySet[Sequence]) -> None:
        numbers = Number.objects.filter(sequence__in=sequences)
        # The chosen one stays offered, or saving would take it off unseen.
        for name in ("reservation", "addendum_to"):
            wrapper = self.fields[name].widget
            wrapper.can_view_related = False
        reserved = numbers.reserved() | numbers.filter(pk=self.instance.reservation_id)
        self.fields["reservation"].queryset = reserved.select_related("owner").order_by("serial")
        in_use = numbers.filter(state=State.USED, suffix="", serial__isnull=False)
        self.fields["addendum_to"].queryset = in_use
        joint = Sequence.objects.filter(agency__active=True).select_related("agency")
        self.fields["joint_with"].queryset = joint.order_by("agency__short_name", "name")

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
        self._check_joint(cleaned)
        self._check_genre(cleaned)
        if self.instance.pk:
            self._refuse_to_overwrite(cleaned)
        return cleaned

    def _check_joint(self, cleaned: dict[str, Any]) -> None:
        joint = list(cleaned.get("joint_with") or ())
        if not joint:
            return
        agencies = [sequence.agency_id for sequence in joint]
        own = cleaned.get("agency") or self.instance.agency
        if own.pk in agencies or len(set(agencies)) < len(agencies):
            self.add_error(
                "joint_with", _("Choose one sequence of each other agency, and none of its own.")
            )
        if cleaned.get("addendum_to"):
            self.add_error("joint_with", _("An addendum can’t be joint: it follows one number."))

    def _check_genre(self, cleaned: dict[str, Any]) -> None:
        joint = self._is_joint(cleaned)
        if joint and cleaned.get("genre") == Genre.RELEASE and "joint_with" in self.fields:
            cleaned["genre"] = Genre.JOINT
        elif cleaned.get("genre") == Genre.JOINT and not joint and "joint_with" not in self.errors:
            field = "joint_with" if "joint_with" in self.fields else "genre"
            self.add_error(field, _("Choose with whom, or another kind of release."))

    def _is_joint(self, cleaned: dict[str, Any]) -> bool:
        """A translation is joint as its original is; a release that holds numbers, as it was."""
        original = self.instance.translation_of or self.instance
        if original is self.instance and "joint_with" in self.fields:
            return bool(cleaned.get("joint_with"))
        return original.pk is not None and original.joint_with.exists()

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
        self.overtaken = True
        self.conflict = conflict.of_fields(self.fields, theirs, cleaned)
        self.data = self.data.copy()
        self.data[self.add_prefix("revision_read")] = theirs.revision
