"""The forms of reading in: where the texts come from, and what was read of each."""

import re
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.models import User
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from agencies.models import Agency
from agencies.permissions import agencies_where
from agencies.roles import Action
from ingest.models import Paper
from releases.body import from_typed, tidy, tidy_line, to_typed

MOST_FILES = 20
# Where a body has more than paragraphs, its tags are shown, a block on a line.
_BLOCK_END = re.compile(r"(</(?:p|h[2-4]|ul|ol|table|blockquote)>)(?=<)")


class _SeveralFiles(forms.FileInput):
    allow_multiple_selected = True


class _FilesField(forms.FileField):
    """Any number of files up to MOST_FILES; they are looked into when they are read."""

    widget = _SeveralFiles(attrs={"accept": ".docx,.pdf,.html,.htm,.txt"})

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        files = [upload for upload in data or [] if upload]
        if len(files) > MOST_FILES:
            raise forms.ValidationError(
                ngettext(
                    "At most %(most)d file is read at a time.",
                    "At most %(most)d files are read at a time.",
                    MOST_FILES,
                )
                % {"most": MOST_FILES}
            )
        return files


class SourceForm(forms.Form):
    """Files or a pasted text, and whose releases they are."""

    fields: dict[str, Any]

    agency = forms.ModelChoiceField(Agency.objects.none(), label=gettext_lazy("Agency"))
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=settings.LANGUAGES)
    file = _FilesField(
        label=gettext_lazy("Files"),
        required=False,
        help_text=gettext_lazy(
            "Word (.docx), PDF with text, HTML or plain text; up to 20 files of at most 20 MB each."
        ),
    )
    source = forms.CharField(
        label=gettext_lazy("Or a release as text"),
        required=False,
        help_text=gettext_lazy("Paste all of it, with its letterhead, number and date."),
        widget=forms.Textarea(attrs={"rows": 12, "class": "vLargeTextField"}),
    )

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agencies = agencies_where(user, Action.WRITE).filter(active=True)
        self.fields["agency"].queryset = agencies
        if len(agencies) == 1:
            self.initial["agency"] = agencies[0].pk

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        given = cleaned.get("source", "").strip() or cleaned.get("file")
        if not given and not {"file", "source"} & self.errors.keys():
            self.add_error("source", _("Paste a text, or choose a file."))
        return cleaned


class PaperForm(forms.Form):
    """What was read of one paper, field by field, to be corrected before it becomes a draft."""

    fields: dict[str, Any]

    chosen = forms.BooleanField(label=gettext_lazy("Take this one"), required=False, initial=True)
    numbers = forms.CharField(
        label=gettext_lazy("Number"),
        required=False,
        help_text=gettext_lazy("As printed, one a line. Empty: a new number is taken at approval."),
        widget=forms.Textarea(attrs={"rows": 1}),
    )
    date = forms.DateField(
        label=gettext_lazy("Release date"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    title = forms.CharField(
        label=gettext_lazy("Headline"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
    dateline = forms.CharField(label=gettext_lazy("Dateline"), max_length=100, required=False)
    body = forms.CharField(
        label=gettext_lazy("Body"),
        help_text=gettext_lazy("A blank line between paragraphs."),
        widget=forms.Textarea(attrs={"rows": 14}),
    )
    contacts = forms.MultipleChoiceField(
        label=gettext_lazy("Contacts"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, paper: Paper, data: Any = None) -> None:
        self.paper = paper
        reading = paper.reading
        initial = {
            "numbers": "\n".join(reading["numbers"]),
            "date": reading["date"],
            "title": reading["title"],
            "dateline": reading["dateline"],
            "body": _BLOCK_END.sub(r"\1\n\n", to_typed(paper.body)),
            "contacts": [str(contact.pk) for contact in paper.known_contacts()],
        }
        super().__init__(data, prefix=f"paper-{paper.pk}", initial=initial | paper.typed)
        self.fields["contacts"].choices = [
            (str(contact.pk), str(contact)) for contact in paper.agency.contacts.all()
        ]

        for name, field in self.fields.items():
            if paper.doubts_of(name):
                beside = [f"id_{self.prefix}-{name}_doubts"]
                if field.help_text:
                    beside.append(f"id_{self.prefix}-{name}_helptext")
                field.widget.attrs["aria-describedby"] = " ".join(beside)

    def doubted(self) -> list[tuple[Any, list[str]]]:
        """Its fields, each with what is to be looked at in it."""
        return [(field, self.paper.doubts_of(field.name)) for field in self]

    def doubts_besides(self) -> dict[str, list[str]]:
        """What is to be looked at outside of its fields."""
        return {
            name or "none": self.paper.doubts_of(name) for name in ("", "letterhead", "pictures")
        }

    @property
    def is_chosen(self) -> bool:
        return bool(self["chosen"].value())

    def typed(self) -> dict[str, Any]:
        """What was sent, to be shown again as it is."""
        sent = {field.name: field.value() for field in self if field.value() is not None}
        return {
            name: tidy(value) if isinstance(value, str) else value for name, value in sent.items()
        }

    def clean_numbers(self) -> list[str]:
        lines = map(tidy_line, tidy(self.cleaned_data["numbers"]).splitlines())
        return [line for line in lines if line]

    def clean_title(self) -> str:
        return tidy_line(self.cleaned_data["title"])

    def clean_dateline(self) -> str:
        return tidy_line(self.cleaned_data["dateline"])

    def clean_body(self) -> str:
        return from_typed(self.cleaned_data["body"])
