"""The two forms of reading in: where the text comes from, and what was read."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.models import User
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.models import Agency, Contact
from agencies.permissions import agencies_where
from agencies.roles import Action
from ingest import encoding, text
from ingest.reading import Reading
from ingest.saving import matching_contacts
from releases.body import from_paragraphs, from_typed, tidy, tidy_line, to_typed


class SourceForm(forms.Form):
    """A pasted text or a text file, and whose release it is."""

    fields: dict[str, Any]

    agency = forms.ModelChoiceField(Agency.objects.none(), label=gettext_lazy("Agency"))
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=settings.LANGUAGES)
    source = forms.CharField(
        label=gettext_lazy("The release as text"),
        required=False,
        help_text=gettext_lazy("Paste all of it, with its letterhead, number and date."),
        widget=forms.Textarea(attrs={"rows": 16, "class": "vLargeTextField"}),
    )
    file = forms.FileField(
        label=gettext_lazy("Or a text file"),
        required=False,
        help_text=gettext_lazy("A .txt file of at most 2 MB."),
        widget=forms.FileInput(attrs={"accept": ".txt,text/plain"}),
    )

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agencies = agencies_where(user, Action.WRITE).filter(active=True)
        self.fields["agency"].queryset = agencies
        if len(agencies) == 1:
            self.initial["agency"] = agencies[0].pk

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        try:
            if upload := cleaned.get("file"):
                cleaned["source"] = encoding.decode(upload.read())
            if not cleaned.get("source", "").strip():
                self.add_error("source", _("Paste a text, or choose a file."))
            else:
                cleaned["reading"] = text.parse(cleaned["source"])
        except encoding.NotText as error:
            self.add_error("file", str(error))
        except encoding.TooLong as error:
            self.add_error("source", str(error))
        return cleaned


class ReviewForm(forms.Form):
    """What was read, field by field, to be corrected before it becomes a draft."""

    fields: dict[str, Any]

    agency = forms.ModelChoiceField(Agency.objects.none(), widget=forms.HiddenInput)
    language = forms.ChoiceField(choices=settings.LANGUAGES, widget=forms.HiddenInput)
    source = forms.CharField(strip=False, widget=forms.HiddenInput)
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
        widget=forms.Textarea(attrs={"rows": 20}),
    )
    contacts = forms.ModelMultipleChoiceField(
        Contact.objects.none(),
        label=gettext_lazy("Contacts"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, user: User, agency: Agency | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = agencies_where(user, Action.WRITE)
        if agency:
            self.fields["contacts"].queryset = agency.contacts.all()

    @classmethod
    def of(cls, user: User, cleaned: dict[str, Any]) -> "ReviewForm":
        """The form for a text that has just been read.

        Args:
            user: who will confirm it.
            cleaned: the cleaned data of a SourceForm.
        """
        reading: Reading = cleaned["reading"]
        agency: Agency = cleaned["agency"]
        names = (contact.name for contact in reading.contacts)
        initial = {
            "agency": agency.pk,
            "language": cleaned["language"],
            "source": cleaned["source"],
            "numbers": "\n".join(reading.numbers),
            "date": reading.date,
            "title": reading.title,
            "dateline": reading.dateline,
            "body": to_typed(from_paragraphs(reading.paragraphs)),
            "contacts": matching_contacts(names, agency),
        }
        return cls(user, agency, initial=initial)

    def clean_numbers(self) -> list[str]:
        lines = map(tidy_line, tidy(self.cleaned_data["numbers"]).splitlines())
        return [line for line in lines if line]

    def clean_title(self) -> str:
        return tidy_line(self.cleaned_data["title"])

    def clean_dateline(self) -> str:
        return tidy_line(self.cleaned_data["dateline"])

    def clean_body(self) -> str:
        return from_typed(self.cleaned_data["body"])
