"""What may be asked: a number, a hash, a file or a text; one of them."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from documents.verifying.reading import MOST_LETTERS, PROBLEMS
from numbering import patterns

NOTHING = "nothing"  # was asked
SHA256 = re.compile(r"[0-9a-f]{64}")


class Question(forms.Form):
    """One thing to be verified."""

    number = forms.CharField(
        label=_("Number"),
        required=False,
        max_length=patterns.LONGEST_READ,
        error_messages={
            "max_length": _("A number has at most %(limit_value)d characters, not %(show_value)d.")
        },
    )
    sha256 = forms.CharField(label="SHA-256", required=False)
    file = forms.FileField(
        label=_("A file"),
        required=False,
        error_messages={"empty": PROBLEMS["empty"]},
    )
    text = forms.CharField(
        label=_("Or a text that was copied"),
        required=False,
        max_length=MOST_LETTERS,
        error_messages={"max_length": PROBLEMS["long"]},
        widget=forms.Textarea,
    )

    def clean_sha256(self) -> str:
        said = self.cleaned_data["sha256"].lower()
        if said and not SHA256.fullmatch(said):
            raise ValidationError(
                _("A SHA-256 is 64 digits and letters from a to f, and this is none.")
            )
        return said

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        asked = [name for name in self.fields if cleaned.get(name)]
        if not asked and not self.errors:
            raise ValidationError(_("Type a number, or give a file or a text."), code=NOTHING)
        if len(asked) > 1:
            raise ValidationError(_("Ask for one thing at a time: a number, a file or a text."))
        return cleaned
