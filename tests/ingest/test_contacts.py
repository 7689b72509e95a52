"""Contacts in the closing lines: each piece of a line goes where it belongs."""

from ingest.contacts import Contacts
from ingest.reading import Contact


def gathered(*lines: str) -> list[Contact]:
    contacts = Contacts()
    for line in lines:
        contacts.take(line, block=1)
    assert contacts.left == []
    return contacts.found()


def test_it_works() -> None:
    assert gathered("Narahubung: Ani Lestari", "HP. 0812-3456-0000", "ani@nusa.example") == [
        Contact(name="Ani Lestari", phones=["0812-3456-0000"], email="ani@nusa.example")
    ]


def test_position_above_the_name() -> None:
    assert gathered("Penanggung jawab berita:", "Kepala Biro Humas,", "Budi, S.Kom.") == [
        Contact(name="Budi, S.Kom.", position="Kepala Biro Humas")
    ]


def test_position_and_office_below_the_name() -> None:
    assert gathered("Kontak:", "Citra Dewi", "Kepala Bagian Humas,", "Dinas Pasar") == [
        Contact(name="Citra Dewi", position="Kepala Bagian Humas, Dinas Pasar")
    ]


def test_several_people_on_numbered_lines() -> None:
    assert gathered(
        "Untuk informasi lebih lanjut dapat menghubungi:",
        "1. Ani Lestari (Kepala Bagian Humas) 0812-1111-2222",
        "2. Budi Hartono – 0813 3333 4444 / budi@nusa.example",
    ) == [
        Contact(name="Ani Lestari", position="Kepala Bagian Humas", phones=["0812-1111-2222"]),
        Contact(name="Budi Hartono", phones=["0813 3333 4444"], email="budi@nusa.example"),
    ]


def test_a_desk_without_a_name() -> None:
    contacts = Contacts()
    for line in ("Biro Humas", "Telp. 021-5550123"):
        contacts.take(line, block=1)
    assert contacts.found() == [Contact(position="Biro Humas", phones=["021-5550123"])]


def test_a_label_alone_is_no_contact() -> None:
    assert gathered("Kontak Media:") == []


def test_what_is_no_part_of_a_contact_is_given_back() -> None:
    contacts = Contacts()
    contacts.take("Salam lestari", block=1)
    assert contacts.found() == []
    assert contacts.left == ["Salam lestari"]
