"""Dates at the ends of the calendar are refused in words; no time zone can tell them."""

import pytest
from django.core.exceptions import ValidationError

from tests.cast import written


def test_a_release_of_the_first_year_is_refused(office, sequence, ani):
    with pytest.raises(ValidationError):
        written(office, ani, date="0001-01-01", paper_numbers="1/SP")


def test_a_publication_in_the_first_year_is_refused(client, submitted, budi):
    client.force_login(budi)
    page = client.post(
        f"/en/admin/releases/release/{submitted.pk}/move/approve/",
        {"revision": submitted.revision, "publish_at": "0001-01-01T00:00"},
    )
    assert page.status_code == 200
    assert "has passed" in page.content.decode()
    assert not submitted.numbers.exists()
