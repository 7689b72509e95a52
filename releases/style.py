"""The style page: what the public pages are made of, in use. Its samples are no releases."""

import datetime
from dataclasses import dataclass, field
from types import SimpleNamespace

from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from agencies.tints import Tint
from releases.models.genre import HEADINGS, Genre
from releases.sheet import Sheet

COLOURS = [
    ("ink", _("Text")),
    ("quiet", _("What is said beside it: dates, captions, labels")),
    ("paper", _("The sheet, and fields to type in")),
    ("desk", _("What the sheet lies on")),
    ("rule", _("Lines between things; never the only sign of anything")),
    ("control", _("The edges of fields and buttons")),
    ("tint", _("Links, buttons, the focus; an agency may choose it")),
    ("amber", _("A correction")),
    ("red", _("A withdrawal, an error")),
    ("added", _("Words that were added, underlined as well")),
    ("removed", _("Words that were removed, struck through as well")),
    ("marked", _("Words that were searched for, underlined as well")),
]
STEPS = [
    ("top", _("A headline")),
    ("up", _("A subheading; a number where it stands alone")),
    ("body", _("The release’s own words, with 60 to 70 characters a line")),
    ("base", _("All that the site says")),
    ("down", _("Labels, captions, what stands in the margin")),
]
LETTERHEAD = {
    "lines": ["PEMERINTAH KOTA CONTOH", "DINAS PERSURATAN"],
    "address": "Jalan Pos Nomor 1",
    "city": "Contoh",
    "postcode": "00001",
    "phones": ["(000) 555-0100"],
    "faxes": [],
    "email": "persuratan@contoh.example",
    "site": "",
    "logo": "",
}
PARTNER = {"agency": "", "short_name": "Dinas Jalan", "letterhead": LETTERHEAD}
CONTACT = {
    "name": "Wulan Sasmita",
    "position": "Layanan Media",
    "phones": ["(000) 555-0101"],
    "email": "media@contoh.example",
    "hours": "Senin–Jumat, 08.00–16.00 WIB",
    "languages": "Indonesia, Inggris",
}
BODY = """
<p>Dinas Persuratan membuka kembali loket pos di Pasar Lama pada Senin (6/1). Loket melayani
<a href="#sheet">kiriman dan pembayaran</a> setiap hari kerja.</p>
<h2>Yang berubah</h2>
<ul><li>loket ketiga dibuka;</li><li>antrean diambil dari telepon.</li></ul>
<blockquote><p>“Warga tidak perlu lagi ke kota,” kata Kepala Dinas Persuratan, Banyu Lintang.</p>
</blockquote>
<table><caption>Jam buka</caption>
<thead><tr><th scope="col">Hari</th><th scope="col">Buka</th><th scope="col">Tutup</th></tr></thead>
<tbody><tr><td>Senin–Kamis</td><td>08.00</td><td>16.00</td></tr>
<tr><td>Jumat</td><td>08.00</td><td>15.00</td></tr></tbody></table>
"""


@dataclass
class Sample(Sheet):
    """Something that looks like an edition, and leads nowhere."""

    numbers: list[str]
    title: str
    kind: str = "release"
    note: str = ""
    joint_with: list[dict] = field(default_factory=list)
    date = datetime.date(2020, 1, 6)
    month = date.replace(day=1)
    public_from = datetime.datetime(2020, 1, 7, 3, tzinfo=datetime.UTC)
    language = "id"
    dateline = "CONTOH"
    body = BODY
    attached = ()
    agency = SimpleNamespace(name="Dinas Persuratan", short_name="Dinas Persuratan", slug="")
    letterhead = LETTERHEAD
    contacts = (CONTACT,)
    heading = HEADINGS[Genre.RELEASE]

    def __str__(self) -> str:
        return self.title

    @property
    def withdrawn(self) -> bool:
        return self.kind == "withdrawal"

    def get_absolute_url(self) -> str:
        return "#ledger"


RELEASE = Sample(["0012/DP/I/2020"], "Loket Pos di Pasar Lama Dibuka Kembali")
CORRECTED = Sample(
    ["0011/DP/I/2020"],
    "Perangko Seri Sungai Terbit Pekan Depan",
    "correction",
    "Harga satu lembar Rp12.000, bukan Rp10.000.",
)
WITHDRAWN = Sample(["0010/DP/I/2020"], "", "withdrawal")
JOINT = Sample(
    ["0009/DP/I/2020", "004/DJ/I/2020"],
    "Jalan ke Kantor Pos Ditutup Dua Hari",
    joint_with=[PARTNER],
)


class Style(TemplateView):
    template_name = "releases/style.html"
    extra_context = {
        "colours": COLOURS,
        "tints": Tint.choices,
        "steps": STEPS,
        "ledger": [RELEASE, CORRECTED, WITHDRAWN, JOINT],
        "release": RELEASE,
        "corrected": CORRECTED,
    }
