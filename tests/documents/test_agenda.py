"""The register as a PDF, as an office keeps it on paper."""

import pytest

from documents import agenda
from tests.documents.papers import read
from tests.thoroughness import once

pytestmark = once

ADDRESS = "/admin/numbering/number/book.pdf"
PAGE = "/admin/numbering/number/book/"


def test_it_works(client, three, dewi):
    client.force_login(dewi)
    answer = client.get(ADDRESS, {"sequence": "siaran-pers", "period": "2020"})
    assert answer["Content-Disposition"] == 'inline; filename="siaran-pers-2020.pdf"'
    text = read(answer)
    for said in (
        "BUKU AGENDA",
        "DINAS KABAR",
        "Siaran pers 2020",
        "3/SP-HMS/03/2020",
        "Siaran tiga",
    ):
        assert said in text
    assert f"{ADDRESS}?sequence=siaran-pers" in client.get(PAGE).content.decode()


@pytest.mark.parametrize("asked", ["sequence=kesehatan", "sequence=siaran-pers&period=1999"])
def test_what_cannot_be_shown_leads_back_to_the_page(client, three, clinic, dewi, asked):
    client.force_login(dewi)
    answer = client.get(f"{ADDRESS}?{asked}")
    assert (answer.status_code, answer["Location"]) == (302, f"{PAGE}?{asked}")


def test_a_book_that_is_too_long_says_what_to_do(client, three, dewi, monkeypatch):
    monkeypatch.setattr(agenda, "MOST_LINES", 2)
    client.force_login(dewi)
    answer = client.get(f"{ADDRESS}?sequence=siaran-pers", follow=True)
    assert "terlalu panjang untuk satu PDF" in answer.content.decode()
