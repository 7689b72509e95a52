"""A personal mobile number in the text. All of these are invented."""

import pytest

from agencies.models import Contact
from releases.checks.mobile_number import RULE
from tests.cast import written
from tests.releases.checks.asking import fields_of, said

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def text(draft):
    """The draft, with that paragraph for a body."""

    def saying(words):
        draft.body = f"<p>{words}</p>"
        return draft

    return saying


def test_it_works(text):
    [sentence] = said(RULE, text("Hubungi Pak Tono di 0812-0000-1111 untuk mendaftar."))
    assert "“0812…” looks like a personal mobile number" in sentence
    assert "0000" not in sentence


@pytest.mark.parametrize(
    "number",
    [
        "081200001111",
        "0812 0000 1111",
        "0812.0000.1111",
        "0812–0000–1111",
        "(0812) 0000 1111",
        "+62 812-0000-1111",
        "+6281200001111",
        "(+62) 812 0000 1111",
        "+62 (0)812 0000 1111",
        "62 812 0000 1111",
        "0811 000 111",
        "0895000011112",
    ],
)
def test_every_spelling_is_read(text, number):
    assert len(said(RULE, text(f"WA {number} (Tono)"))) == 1


@pytest.mark.parametrize(
    "words",
    [
        "(021) 500 123, 1500-123, 0274-512345",
        "Rp812.000.011.110",
        "pukul 08.12-10.00 WIB, 28-08-2020",
        "08.12.2020 10.30",
        "Nomor 0812/SP-HMS/03/2020",
        "rekening 0812-01-000123-30-5",
        "0812 dan 0813",
        "08120000111123",
        "NIK 3299010812000011",
        "kode B081200001111",
        "+1 812 0000 1111",
    ],
)
def test_what_is_none_is_left_alone(text, words):
    assert said(RULE, text(words)) == []


def test_that_of_a_public_contact_is_left_alone(text, office):
    phones = "(000) 444\n0812 0000 1111 (WA)"
    tono = Contact.objects.create(agency=office, name="Tono", phones=phones)
    release = text("Hubungi +62 812-0000-1111.")
    assert len(said(RULE, release)) == 1
    release.contacts.add(tono)
    assert said(RULE, release) == []
    Contact.objects.filter(pk=tono.pk).update(public=False)
    assert len(said(RULE, release)) == 1


def test_that_of_the_letterhead_is_left_alone(text, office):
    office.letterheads.update(phones="(000) 111\n0811-000-111")
    assert said(RULE, text("Pengaduan: 0811000111.")) == []


def test_that_of_a_partners_letterhead_is_left_alone(office, clinic, sequence, ani):
    clinic.letterheads.update(phones="0811-000-111")
    release = written(office, ani, body="<p>Pengaduan: 0811000111.</p>")
    assert len(said(RULE, release)) == 1
    release.joint_with.set(clinic.sequences.all())
    assert said(RULE, release) == []


def test_it_leads_to_the_field_where_it_stands(text):
    release = text("Teks.")
    release.summary = "WA 081200001111"
    assert fields_of(RULE, release) == ["summary"]


def test_one_that_stands_there_twice_is_told_once(text):
    assert len(said(RULE, text("0812-0000-1111 atau 081200001111"))) == 1
