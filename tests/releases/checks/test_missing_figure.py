"""A place in the text for a picture that is not there."""

import pytest

from releases.checks.missing_figure import RULE
from releases.models import Asset, Attachment
from tests.releases.checks.asking import said

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def attach(draft):
    def attaching(kind):
        asset = Asset.objects.create(
            sha256=f"{1:064x}", kind=kind, media_type="image/jpeg", size=1, width=600, height=400
        )
        return Attachment.objects.attach(draft, asset, "taman.jpg")

    return attaching


def test_it_works(draft):
    draft.body = "<p>Taman dibuka.</p><p>[foto 2]</p>"
    assert said(RULE, draft) == [
        "The text has a place for picture 2, but there is no such picture."
    ]


def test_a_place_with_its_picture_is_in_order(draft, attach):
    attach("picture")
    draft.body = "<p>[foto 1]</p>"
    assert said(RULE, draft) == []


def test_a_document_is_no_picture(draft, attach):
    attach("document")
    draft.body = "<p>[foto 1]</p>"
    assert len(said(RULE, draft)) == 1


def test_brackets_within_a_sentence_are_no_place(draft):
    draft.body = "<p>Lihat [foto 2] di bawah.</p>"
    assert said(RULE, draft) == []
