"""Numbers that offices printed, each with the pattern its registrar would type."""

from datetime import date
from typing import NamedTuple

import pytest

from numbering.patterns import Parts, check, format_number, key, parse


class Printed(NamedTuple):
    pattern: str
    text: str  # as printed, with its label
    serial: int
    month: int | None = None
    year: int | None = None
    written: str = ""  # the number alone, where the text is not quite what its pattern writes
    day: int | None = None
    suffix: str = ""

    @property
    def parts(self) -> Parts:
        return Parts(self.serial, self.month, self.year, suffix=self.suffix, day=self.day)

    @property
    def number(self) -> str:
        return self.written or self.text


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
    Printed(PROVINCE, "NOMOR: 1158/SP-HMS/03/2020", 1158, 3, 2020, "1158/SP-HMS/03/2020"),
    Printed(PROVINCE, "6588-SP-HMS-04-2026", 6588, 4, 2026, "6588/SP-HMS/04/2026"),
    Printed(
        FORESTRY_PADDED,
        "SIARAN PERS Nomor : SP. 090/HUMAS/PP/HMS.3/02/2018",
        90,
        2,
        2018,
        "SP. 090/HUMAS/PP/HMS.3/02/2018",
    ),
    Printed(
        FORESTRY,
        "SIARAN PERS Nomor : SP.38/HUMAS/PP/HMS.3/01/2018",
        38,
        1,
        2018,
        "SP.38/HUMAS/PP/HMS.3/01/2018",
    ),
    Printed(
        FORESTRY_PADDED,
        "SIARAN PERS Nomor : SP. 139 /HUMAS/PP/HMS.3/03/2018",
        139,
        3,
        2018,
        "SP. 139/HUMAS/PP/HMS.3/03/2018",
    ),
    # One joint release, two numbers.
    Printed(
        FINANCE_JOINT,
        "Nomor: | SP-133/GKPB/OJK/VIII/2025 | SP.185/HUMAS/PP/HMS.3/8/2025",
        133,
        8,
        2025,
        "SP-133/GKPB/OJK/VIII/2025",
    ),
    Printed(
        FORESTRY_NOW,
        "Nomor: | SP-133/GKPB/OJK/VIII/2025 | SP.185/HUMAS/PP/HMS.3/8/2025",
        185,
        8,
        2025,
        "SP.185/HUMAS/PP/HMS.3/8/2025",
    ),
    Printed(
        FORESTRY_NOW,
        "Nomor: SP.297/HUMAS/PP/HMS.3/11/2025",
        297,
        11,
        2025,
        "SP.297/HUMAS/PP/HMS.3/11/2025",
    ),
    Printed(FISHERIES, "NOMOR: SP.183/SJ.5/V/2024", 183, 5, 2024, "SP.183/SJ.5/V/2024"),
    Printed(INFORMATION, "96/HM/KOMINFO/04/2018", 96, 4, 2018),
    Printed(
        INFORMATION_2010,
        "Siaran Pers No. 22/PIH/KOMINFO/2/2010",
        22,
        2,
        2010,
        "22/PIH/KOMINFO/2/2010",
    ),
    Printed(
        ENERGY,
        "SIARAN PERS NOMOR: 125.Pers/04/SJI/2022 Tanggal: 24 Maret 2022",
        125,
        None,
        2022,
        "125.Pers/04/SJI/2022",
    ),
    Printed(ENERGY, "419.Pers/04/SJI/2024", 419, None, 2024),
    Printed(ECONOMY, "HM.4.6/178/SET.M.EKON.3/3/2022", 178, 3, 2022),
    Printed(FINANCE, "SP 80/DHMS/OJK/XI/2018", 80, 11, 2018),
    Printed(FINANCE_NOW, "SP 01/GKPB/OJK/I/2026", 1, 1, 2026),
    Printed(FINANCE_NOW, "SP 15/GKPB/OJK/I/2026", 15, 1, 2026),
    Printed(BANK, "Siaran Pers No. 16/6/Dkom", 6, None, 2014, "16/6/DKom"),
    Printed(BANK, "Siaran Pers No. 28/159/DKom", 159, None, 2026, "28/159/DKom"),
    Printed(TRANSPORT, "Siaran Pers Nomor: 93/SP/IV/BKIP/2026", 93, 4, 2026, "93/SP/IV/BKIP/2026"),
    Printed(
        ENVIRONMENT,
        "Siaran Pers No. SR.145/HUMAS/KLH-BPLH/7/2026",
        145,
        7,
        2026,
        "SR.145/HUMAS/KLH-BPLH/7/2026",
    ),
    Printed(
        FORESTRY_UNIT,
        "SIARAN PERS Nomor: SP.03 /T.28/TU/KSA/10/2024",
        3,
        10,
        2024,
        "SP.03/T.28/TU/KSA/10/2024",
    ),
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
    Printed(
        "B/{serial}/{month:roman}/HM.6.1./{year}/Divhum", "B/9/IX/HM.6.1./2024/Divhum", 9, 9, 2024
    ),
    Printed("S-{serial}/KP.09/{year}", "S-35/KP.09/2023", 35, None, 2023),
    Printed(
        "480/{serial}/35.09.331/{year}",
        "Nomor: 480/1234/35.09.331/2024",
        1234,
        None,
        2024,
        "480/1234/35.09.331/2024",
    ),
    Printed("PR-{year}-{serial:3}", "PR-2024-015", 15, None, 2024),
    Printed("{serial}/{year}", "No. 12/2024", 12, None, 2024, "12/2024"),
    Printed("555/ {serial:3} /Kominfo/{year}", "555/ 045 /Kominfo/2023", 45, None, 2023),
    Printed("KT.01.02/SP-{serial}/DJUJI/{year}", "KT.01.02/SP-12/DJUJI/2021", 12, None, 2021),
    Printed(
        "{serial:3}/HUMAS-BUJ/{month:roman}/{year}",
        "Siaran Pers Nomor: 045/HUMAS-BUJ/XII/2023",
        45,
        12,
        2023,
        "045/HUMAS-BUJ/XII/2023",
    ),
    Printed("{year}/{serial:3}", "2023/045", 45, None, 2023),
    Printed(
        "HM 4.6/{serial}/SET.M.UJI.3/{month:02}/{year}",
        "HM 4.6/215/SET.M.UJI.3/07/2021",
        215,
        7,
        2021,
    ),
    Printed("{serial}/{month}/UJI/{year}", "3/3/UJI/2024", 3, 3, 2024),
    Printed("{serial}/UJI/{year}", "2024/UJI/2024", 2024, None, 2024),
    Printed("{serial}{month:roman}/UJI/{year}", "12IX/UJI/2024", 12, 9, 2024),
    Printed("SP {serial}/{month:02}/'{year:2}", "SP 12/05/'24", 12, 5, 2024),
    Printed("{serial}/SP/{month:NAME}/{year}", "12/SP/MARET/2020", 12, 3, 2020),
    Printed("{serial}/SP/{month:ABBR}/{year}", "12/SP/MAR/2020", 12, 3, 2020),
    Printed("{serial}/SP/{month:name}/{year}", "12/SP/Agustus/2020", 12, 8, 2020),
    Printed("{serial}/SP/{month:abbr}/{year}", "12/SP/Agt/2020", 12, 8, 2020, "12/SP/Agu/2020"),
    Printed("No {serial} ({month:name-en} {year})", "No 7 (March 2020)", 7, 3, 2020),
    Printed("{day:02}-{month:ABBR-en}-{year:2} #{serial}", "02-MAY-24 #7", 7, 5, 2024, day=2),
    Printed("SP/{year}{month:02}{day:02}/{serial:3}", "SP/20240317/001", 1, 3, 2024, day=17),
    Printed("{serial:3}/SP/{day:02}/{month:02}/{year}", "001/SP/17/03/2024", 1, 3, 2024, day=17),
    Printed("{serial}/SP/{day:02}{month:02}{year:2}", "8/SP/070305", 8, 3, 2005, day=7),
    Printed("{serial}/UN.9.H/HM/{year}", "1021/UN.9.H/HM/2022", 1021, None, 2022),
    Printed("W9-U.{serial}/HM.02/{month:roman}/{year}", "W9-U.5/HM.02/I/2023", 5, 1, 2023),
    Printed(
        "MAR/{serial}/{month:02}",
        "Press Release No.: MAR/17/05, Date: 2 May 2024",
        17,
        5,
        None,
        "MAR/17/05",
    ),
    Printed(
        "No. {serial:2}/{month:02}/Th. {year-1997:roman}",
        "No. 07/03/Th. XXVII, 5 Maret 2024",
        7,
        3,
        2024,
        "No. 07/03/Th. XXVII",
    ),
    Printed("{serial}/Th. {year-2014:roman}", "3/Th. IX", 3, None, 2023),
    Printed("{serial:3}/SP/{month:roman}/{year}", "012B/SP/IV/2024", 12, 4, 2024, suffix="B"),
]

every_number = pytest.mark.parametrize("number", PRINTED + INVENTED, ids=lambda n: n.text)


@every_number
def test_it_works(number):
    assert check(number.pattern) == []
    assert parse(number.pattern, number.text) == number.parts


@every_number
def test_reads_from_an_address(number):
    assert parse(number.pattern, key(number.number).lower()) == number.parts


@every_number
def test_is_written_as_printed(number):
    on = date(number.year or 2024, number.month or 6, number.day or 1)
    written = format_number(number.pattern, number.serial, on, suffix=number.suffix)
    assert written == number.number


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
        (FORESTRY_NOW, "SP.184/HUMAS/PP/HMS.3/8/2025 | SP.185/HUMAS/PP/HMS.3/8/2025"),
    ],
)
def test_a_number_of_another_kind_does_not_read(pattern, text):
    assert parse(pattern, text) is None
