"""The choices of a list, which are written without Django's templates."""

import pytest
from django import forms
from django.test.html import parse_html

from releases.filters import Choice

CHOICES = [("", "Semua"), ("a&b", "A < B"), (2020, 2020)]
ATTRIBUTES = {"id": "id_year", "aria-invalid": "true", "required": False}


@pytest.mark.parametrize("value", [None, "", "a&b", "2020", 2020, "lain"])
def test_a_choice_is_written_as_django_writes_it(value):
    ours = Choice(choices=CHOICES).render("year", value, ATTRIBUTES)
    theirs = forms.Select(choices=CHOICES).render("year", value, ATTRIBUTES)
    assert parse_html(ours) == parse_html(theirs)
