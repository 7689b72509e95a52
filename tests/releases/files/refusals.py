"""What is said of a file that is not taken."""

from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from releases.files.intake import take_in


def refusal(content: bytes, name: str) -> str:
    """The sentence with which a file is refused, in English."""
    with override("en"), pytest.raises(ValidationError) as refused:
        take_in(BytesIO(content), name)
    [sentence] = refused.value.messages
    return sentence
