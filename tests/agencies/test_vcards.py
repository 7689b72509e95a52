"""A contact of a release can be kept: a vCard 4.0 that says what the edition says."""

import pytest

from agencies.vcards import LONGEST, vcard

RINI = {
    "name": "Rini",
    "position": "Humas",
    "phones": ["(000) 444"],
    "email": "rini@kabar.example",
    "hours": "Senin–Jumat",
    "languages": "Indonesia, Inggris",
}
SHEET = "/releases/2020/03/gubernur-resmikan-taman-baca/"


def unfolded(card: str) -> list[str]:
    return card.replace("\r\n ", "").split("\r\n")


def test_it_works():
    assert unfolded(vcard(RINI, "Dinas Kabar")) == [
        "BEGIN:VCARD",
        "VERSION:4.0",
        "FN:Rini",
        "ORG:Dinas Kabar",
        "TITLE:Humas",
        'TEL;TYPE="work,voice":(000) 444',
        "EMAIL;TYPE=work:rini@kabar.example",
        "NOTE:Senin–Jumat\\nIndonesia\\, Inggris",
        "END:VCARD",
        "",
    ]


def test_what_the_edition_does_not_say_is_left_out():
    bare = RINI | {"position": "", "phones": [], "email": "", "hours": "", "languages": ""}
    assert vcard(bare, "Dinas Kabar").split("\r\n")[2:-2] == ["FN:Rini", "ORG:Dinas Kabar"]


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("a,b;c\\d", "a\\,b\\;c\\\\d"),
        ("a\r\nEMAIL:x", "a\\nEMAIL:x"),
        ("a\u2028TEL:x", "a\\nTEL:x"),
    ],
)
def test_no_value_can_become_another_line(typed, written):
    assert f"FN:{written}" in unfolded(vcard(RINI | {"name": typed}, "Dinas Kabar"))


@pytest.mark.parametrize("character", ["n", "é", "字", "💬"])
def test_long_lines_are_folded_between_characters(character):
    name = character * 200
    lines = vcard(RINI | {"name": name}, "Dinas Kabar").encode().split(b"\r\n")
    assert max(map(len, lines)) <= LONGEST
    assert [line.decode() for line in lines]  # none begins or ends within a character
    assert f"FN:{name}" in unfolded("\r\n".join(line.decode() for line in lines))


@pytest.fixture
def with_contact(submitted, office, budi):
    submitted.contacts.set(office.contacts.all())
    submitted.approve(budi, submitted.revision)
    return submitted


def test_the_sheet_leads_to_it(client, with_contact):
    assert f'{SHEET}contacts/1.vcf"' in client.get(SHEET).content.decode()
    card = client.get(f"{SHEET}contacts/1.vcf")
    assert card["Content-Type"] == "text/vcard; charset=utf-8"
    assert card["Content-Disposition"] == (
        'attachment; filename="gubernur-resmikan-taman-baca-1.vcf"'
    )
    assert "FN:Rini\r\n" in card.content.decode()


def test_it_says_what_the_contact_was_on_the_day_of_sealing(client, with_contact, office):
    office.contacts.update(name="Lain", phones="999")
    card = client.get(f"{SHEET}contacts/1.vcf").content.decode()
    assert "FN:Rini\r\n" in card
    assert "999" not in card


@pytest.mark.parametrize("number", ["0", "2", "99999999999999999999"])
def test_there_is_none_of_a_contact_that_is_not_there(client, with_contact, number):
    assert client.get(f"{SHEET}contacts/{number}.vcf").status_code == 404


def test_of_a_withdrawn_release_there_is_only_that(client, with_contact, budi):
    with_contact.withdraw(budi, "Keliru.")
    answer = client.get(f"{SHEET}contacts/1.vcf")
    assert answer.status_code == 410
    assert "Rini" not in answer.content.decode()
