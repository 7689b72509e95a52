"""Numbers that offices printed, each with the pattern its registrar would type."""

from datetime import date
from typing import NamedTuple

import pytest

from numbering.patterns import Parts, check, format_number, key, parse


class Printed(NamedTuple):
    pattern: str
    text: str  # as printed, without a heading such as "Nomor:"
    serial: int
    month: int | None = None
    year: int | None = None
    written: str = ""  # where the office did not print quite what its pattern says


PROVINCE = "{serial}/SP-HMS/{month:02}/{year}"
FORESTRY_PADDED = "SP. {serial:3}/HUMAS/PP/HMS.3/{month:02}/{year}"
FORESTRY = "SP.{serial}/HUMAS/PP/HMS.3/{month:02}/{year}"
FORESTRY_NOW = "SP.{serial}/HUMAS/PP/HMS.3/{month}/{year}"
FORESTRY_UNIT = "SP.{serial:2}/T.28/TU/KSA/{month:02}/{year}"
ENVIRONMENT = "SR.{serial}/HUMAS/KLH-BPLH/{month}/{year}"
FINANCE = "SP {serial}/DHMS/OJK/{month:roman}/{year}"
FINANCE_NOW = "SP {serial:2}/GKPB/OJK/{month:roman}/{year}"
FINANCE_JOINT = "SP-{serial}/GKPB/OJK/{month:roman}/{year}"
FISHERIES = "SP.{serial}/SJ.5/{month:roman}/{year}"
INFORMATION = "{serial}/HM/KOMINFO/{month:02}/{year}"
INFORMATION_2010 = "{serial}/PIH/KOMINFO/{month}/{year}"
ENERGY = "{serial}.Pers/04/SJI/{year}"  # 04 is the office, not the month
ECONOMY = "HM.4.6/{serial}/SET.M.EKON.3/{month}/{year}"
TRANSPORT = "{serial}/SP/{month:roman}/BKIP/{year}"
BANK = "{year-1998}/{serial}/DKom"
COMMISSION = "IP/{year:2}/{serial}"
NATIONS = "SG/SM/{serial}"
JUSTICE = "{year:2}-{serial}"
JUSTICE_OLD = "{serial}-AG"

PRINTED = [
    Printed(PROVINCE, "1158/SP-HMS/03/2020", 1158, 3, 2020),
    Printed(PROVINCE, "6588-SP-HMS-04-2026", 6588, 4, 2026, "6588/SP-HMS/04/2026"),
    Printed(FORESTRY_PADDED, "SP. 090/HUMAS/PP/HMS.3/02/2018", 90, 2, 2018),
    Printed(FORESTRY, "SP.38/HUMAS/PP/HMS.3/01/2018", 38, 1, 2018),
    Printed(
        FORESTRY_PADDED,
        "SP. 139 /HUMAS/PP/HMS.3/03/2018",
        139,
        3,
        2018,
        "SP. 139/HUMAS/PP/HMS.3/03/2018",
    ),
    # One joint release, two numbers.
    Printed(FINANCE_JOINT, "SP-133/GKPB/OJK/VIII/2025", 133, 8, 2025),
    Printed(FORESTRY_NOW, "SP.185/HUMAS/PP/HMS.3/8/2025", 185, 8, 2025),
    Printed(FORESTRY_NOW, "SP.297/HUMAS/PP/HMS.3/11/2025", 297, 11, 2025),
    Printed(FISHERIES, "SP.183/SJ.5/V/2024", 183, 5, 2024),
    Printed(INFORMATION, "96/HM/KOMINFO/04/2018", 96, 4, 2018),
    Printed(INFORMATION_2010, "22/PIH/KOMINFO/2/2010", 22, 2, 2010),
    Printed(ENERGY, "125.Pers/04/SJI/2022", 125, None, 2022),
    Printed(ENERGY, "419.Pers/04/SJI/2024", 419, None, 2024),
    Printed(ECONOMY, "HM.4.6/178/SET.M.EKON.3/3/2022", 178, 3, 2022),
    Printed(FINANCE, "SP 80/DHMS/OJK/XI/2018", 80, 11, 2018),
    Printed(FINANCE_NOW, "SP 01/GKPB/OJK/I/2026", 1, 1, 2026),
    Printed(FINANCE_NOW, "SP 15/GKPB/OJK/I/2026", 15, 1, 2026),
    Printed(BANK, "16/6/Dkom", 6, None, 2014, "16/6/DKom"),
    Printed(BANK, "28/159/DKom", 159, None, 2026),
    Printed(TRANSPORT, "93/SP/IV/BKIP/2026", 93, 4, 2026),
    Printed(ENVIRONMENT, "SR.145/HUMAS/KLH-BPLH/7/2026", 145, 7, 2026),
    Printed(FORESTRY_UNIT, "SP.03 /T.28/TU/KSA/10/2024", 3, 10, 2024, "SP.03/T.28/TU/KSA/10/2024"),
    Printed(COMMISSION, "IP/26/1024", 1024, None, 2026),
    Printed(COMMISSION, "IP/19/2311", 2311, None, 2019),
    Printed(NATIONS, "SG/SM/21880", 21880),
    Printed(JUSTICE, "18 - 476", 476, None, 2018, "18-476"),
    Printed(JUSTICE, "17- 297", 297, None, 2017, "17-297"),
    Printed(JUSTICE, "18 -465", 465, None, 2018, "18-465"),
    Printed(JUSTICE, "17.725", 725, None, 2017, "17-725"),
    Printed(JUSTICE, "13-963.", 963, None, 2013, "13-963"),
    Printed(JUSTICE_OLD, "1479-AG", 1479),
]

# Of no real office, but such numbers are about.
INVENTED = [
    Printed("No. {serial} Tahun {year}", "No. 12 Tahun 2024", 12, None, 2024),
    Printed("({serial:4}) R&D, {month:02}.{year}", "(0007) R&D, 05.2024", 7, 5, 2024),
    Printed("HM.01.01/II/{serial}/{year}", "HM.01.01/II/3984/2022", 3984, None, 2022),
    Printed("S.5/8/K.2/{month}/{year}/{serial}", "S.5/8/K.2/8/2018/5", 5, 8, 2018),
    Printed("B-{serial}/HM.00/{month:02}/{year}", "B-31/HM.00/05/2023", 31, 5, 2023),
    Printed("{year}_PR{serial:3}e", "2024_PR015e", 15, None, 2024),
    Printed("{month:roman}/{year:2}/{serial}", "XII/24/1", 1, 12, 2024),
    Printed("PRESS-{year}{month:roman}{serial}", "PRESS-2024IX7", 7, 9, 2024),
    Printed("#{serial}", "#7", 7),
]

every_number = pytest.mark.parametrize("number", PRINTED + INVENTED, ids=lambda n: n.text)


@every_number
def test_it_works(number):
    assert check(number.pattern) == []
    assert parse(number.pattern, number.text) == Parts(number.serial, number.month, number.year)


@every_number
def test_reads_from_an_address(number):
    address = key(number.text).lower()
    assert parse(number.pattern, address) == Parts(number.serial, number.month, number.year)


@every_number
def test_is_written_as_printed(number):
    on = date(number.year or 2024, number.month or 6, 1)
    written = format_number(number.pattern, number.serial, on)
    assert written == (number.written or number.text)
    assert key(written) == key(number.text)


def test_a_fiscal_year_reads_and_is_written():
    on = date(2026, 8, 17)
    text = format_number("{fiscal}/{serial}", 326, on, fiscal_start_month=4)
    assert text == "2026-2027/326"
    assert parse("{fiscal}/{serial}", text) == Parts(326, fiscal=(2026, 2027))


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (ENERGY, "125.Pers/03/SJI/2022"),  # the constant is no month
        (JUSTICE, "1479-AG"),
        (JUSTICE, "IP/26/1024"),
        (COMMISSION, "SG/SM/21880"),
        (FINANCE, "SP 15/GKPB/OJK/I/2026"),
        (PROVINCE, "1158/SP-HMS/2020"),
        (FORESTRY_NOW, "SP-133/GKPB/OJK/VIII/2025 | SP.185/HUMAS/PP/HMS.3/8/2025"),
    ],
)
def test_a_number_of_another_kind_does_not_read(pattern, text):
    assert parse(pattern, text) is None
