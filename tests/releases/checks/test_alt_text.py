"""A picture without alternative text."""

from itertools import count

import pytest

from releases.checks.alt_text import RULE
from releases.models import Asset, Attachment
from tests.releases.checks.asking import said

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def attach(draft):
    """Attach a file to the draft."""
    numbers = count(1)

    def attaching(kind="picture", **said_of_it):
        number = next(numbers)
        asset = Asset.objects.create(
            sha256=f"{number:064x}", kind=kind, media_type="image/jpeg", size=1
        )
        return Attachment.objects.create(
            release=draft, asset=asset, number=number, name="taman.jpg", **said_of_it
        )

    return attaching


def test_it_works(draft, attach):
    attach(alt="Anak-anak membaca di bawah pohon.")
    attach(caption="Taman baca")
    assert said(RULE, draft) == [
        "Picture 2, taman.jpg, has no alternative text. Write down what it shows, or mark it as "
        "only decoration."
    ]


def test_blanks_tell_nothing(draft, attach):
    attach(alt="  ")
    assert len(said(RULE, draft)) == 1


def test_decoration_needs_none(draft, attach):
    attach(decorative=True)
    assert said(RULE, draft) == []


@pytest.mark.parametrize("kind", ["document", "video"])
def test_what_is_no_picture_needs_none(draft, attach, kind):
    attach(kind)
    assert said(RULE, draft) == []


def test_many_pictures_are_asked_together(draft, attach, django_assert_num_queries):
    for _ in range(5):
        attach()
    with django_assert_num_queries(1):
        assert len(said(RULE, draft)) == 5
