"""The 18 health posts by the Selasih, as a workbook. All of them are invented."""

from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

COLUMNS = {"Posko": 10, "Desa/Kelurahan": 22, "Kabupaten/Kota": 24, "Alamat": 48}
PLACES = {
    "Kota Tirtaloka": {
        "Hulu Selasih": "Balai RW 02, Jalan Rakit Nomor 4",
        "Padang Lalang": "Halaman kantor kelurahan, Jalan Lalang Nomor 17",
        "Simpang Bahtera": "Gedung serbaguna, Jalan Bahtera Nomor 60",
        "Pelita": "SD Negeri 3 Pelita, Jalan Pelita Raya Nomor 31",
        "Kampung Tenun": "Balai warga, Gang Lungsin Nomor 8",
        "Pasar Lama": "Lantai 2 Pasar Lama, sisi utara",
        "Tepi Selasih": "Lapangan RW 04, Jalan Tepian Nomor 22",
        "Melati Putih": "Puskesmas Pembantu, Jalan Melati Putih Nomor 45",
        "Bandar Sagara": "Terminal penumpang, Jalan Dermaga Nomor 1",
    },
    "Kabupaten Segaraloka": {
        "Lubuk Kencana": "Balai desa, Jalan Poros Desa Nomor 1",
        "Rawa Teratai": "SD Negeri 1 Rawa Teratai, Jalan Teratai Nomor 9",
        "Sungai Dua": "Halaman masjid jami, Jalan Pertemuan Nomor 3",
        "Tanjung Randu": "Balai desa, Jalan Randu Nomor 12",
        "Batu Apung": "Gudang koperasi, Jalan Tambangan Nomor 7",
        "Ujung Tanggul": "Pos jaga tanggul, kilometer 6",
        "Sawah Lebar": "Lapangan desa, Jalan Lumbung Nomor 2",
        "Delta Harapan": "SMP Negeri 2 Delta Harapan, Jalan Muara Nomor 15",
        "Muara Kelapis": "Balai nelayan, Jalan Pantai Nomor 5",
    },
}


def workbook() -> bytes:
    """An XLSX with one post a line."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Posko"
    sheet.append(list(COLUMNS))
    rows = [
        (village, region, address)
        for region, places in PLACES.items()
        for village, address in places.items()
    ]
    for number, row in enumerate(rows, start=1):
        sheet.append([f"{number:02}", *row])
    for column, width in enumerate(COLUMNS.values(), start=1):
        sheet.cell(1, column).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "A2"
    book.properties.title = "Posko terpadu Sungai Selasih"
    book.properties.creator = "Dinas Kesehatan Provinsi Nusa Kencana"
    content = BytesIO()
    book.save(content)
    return content.getvalue()
