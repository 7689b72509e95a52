"""Several rows chosen in a form."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

LONGEST_KEY = 18  # digits; what is longer, no database has room for, and SQLite fails on


class ManyChosen(forms.ModelMultipleChoiceField):
    """Refuses in words a primary key that can't be one, too."""

    def clean(self, value: Any) -> QuerySet:
        for key in value if isinstance(value, list | tuple) else ():
            if len(str(key)) > LONGEST_KEY:
                raise ValidationError(
                    self.error_messages["invalid_choice"],
                    code="invalid_choice",
                    params={"value": f"{str(key)[:LONGEST_KEY]}…"},
                )
        return super().clean(value)
