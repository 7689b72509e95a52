"""Official numbers, taken as printed."""

import datetime

import pytest

from ingest import numbers


def test_it_works() -> None:
    found = numbers.read_line("NOMOR: 1158/SP-HMS/03/2020")
    assert found is not None
    assert found.numbers == ["1158/SP-HMS/03/2020"]


@pytest.mark.parametrize(
    ("line", "printed"),
    [
        ("Nomor : SP. 090/HUMAS/PP/HMS.3/02/2018", "SP. 090/HUMAS/PP/HMS.3/02/2018"),
        ("SIARAN PERS Nomor : SP. 139 /HUMAS/PP/HMS.3/03/2018", "SP. 139 /HUMAS/PP/HMS.3/03/2018"),
        ("Siaran Pers No. 28/159/DKom", "28/159/DKom"),
        ("Siaran Pers No. SR.145/HUMAS/KLH-BPLH/7/2026", "SR.145/HUMAS/KLH-BPLH/7/2026"),
        ("No. 12/SP/2020", "12/SP/2020"),
        ("SIARAN PERS SP 80/DHMS/OJK/XI/2018", "SP 80/DHMS/OJK/XI/2018"),
        ("PRESS RELEASE Number: IP/26/1024", "IP/26/1024"),
        ("Press Release Number: 17- 297", "17- 297"),
        ("Nomor: SP – 12 / KLI / 2020", "SP – 12 / KLI / 2020"),
        ("Nomor: B/12/V/HUM.6.1.1./2022/Bidhumas", "B/12/V/HUM.6.1.1./2022/Bidhumas"),
        ("No. HM.4.6/178/SET.M.EKON.3/3/2022", "HM.4.6/178/SET.M.EKON.3/3/2022"),
        ("Number: 13-963.", "13-963."),
    ],
)
def test_other_spellings_are_kept_to_the_letter(line: str, printed: str) -> None:
    found = numbers.read_line(line)
    assert found is not None
    assert found.numbers == [printed]
    assert found.rest == ""


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ("NOMOR: 125.Pers/04/SJI/2022 Tanggal: 24 Maret 2022", "Tanggal: 24 Maret 2022"),
        ("Nomor: 12/SP/2020 - 28 Maret 2020", "28 Maret 2020"),
        ("Siaran Pers Nomor: 93/SP/IV/BKIP/2026: Posko Dibuka", "Posko Dibuka"),
        ("SIARAN PERS NOMOR 12/SP/2020 TENTANG POSKO", "TENTANG POSKO"),
    ],
)
def test_what_follows_on_the_line_is_given_back(line: str, rest: str) -> None:
    found = numbers.read_line(line)
    assert found is not None
    assert len(found.numbers) == 1
    assert found.rest == rest


def test_two_numbers_on_one_line() -> None:
    found = numbers.read_line("Nomor: SP.12/PER/2021 dan Nomor: 34/BC/2021")
    assert found is not None
    assert found.numbers == ["SP.12/PER/2021", "34/BC/2021"]


def test_letters_printed_apart_name_the_kind() -> None:
    found = numbers.read_line("S I A R A N   P E R S")
    assert found is not None
    assert found.kind


def test_a_number_without_its_serial_is_incomplete() -> None:
    found = numbers.read_line("NOMOR:      /SP-HMS/03/2020")
    assert found is not None
    assert found.incomplete
    assert found.numbers == []


@pytest.mark.parametrize(
    "line", ["Siaran pers ini dikirim kepada media.", "Nomor telepon kami berubah.", "Notaris baru"]
)
def test_a_sentence_is_no_number_line(line: str) -> None:
    assert numbers.read_line(line) is None


@pytest.mark.parametrize("line", ["6588-SP-HMS-04-2026", "419.Pers/04/SJI/2024", "SG/SM/21880"])
def test_a_line_that_is_a_number_needs_no_label(line: str) -> None:
    assert numbers.is_number(line)


@pytest.mark.parametrize(
    "line", ["28/03/2020", "28-3-2020", "HP. 0812-3456-0000", "COVID-19", "202-555-0134"]
)
def test_dates_and_telephones_are_no_numbers(line: str) -> None:
    assert not numbers.is_number(line)


DAY = datetime.date(2020, 3, 28)


@pytest.mark.parametrize("number", ["12/SP/03/2019", "12/SP/XI/2020", "SP.38/HMS.3/01/2020"])
def test_another_year_or_month_contradicts(number: str) -> None:
    assert numbers.contradicts(number, DAY)


@pytest.mark.parametrize(
    "number",
    [
        "1158/SP-HMS/03/2020",
        "SP-133/GKPB/III/2020",
        "SP.187/HMS.3/3/2020",
        "125.Pers/04/SJI/2020",
        "2019/SP-HMS/03/2020",
        "2020-2021/326",
        "28/159/DKom",
        "IP/26/1024",
        "SG/SM/21880",
        "5/2020",
    ],
)
def test_what_is_no_other_date_does_not_contradict(number: str) -> None:
    assert not numbers.contradicts(number, DAY)
