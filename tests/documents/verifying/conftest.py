"""A handful of releases to be copied: short, long, in English, joint, with figures and digits."""

import pytest

from agencies.models import Membership
from agencies.roles import Role
from releases.models import Edition
from tests.cast import written
from tests.releases.files.attaching import attached, coloured
from tests.releases.kin import translated

# ruff: noqa: E501
LONG = """
<p>Gubernur Uji, Rahmat Hidayatullah, meresmikan <strong>dua belas</strong> taman baca di tepi sungai
pada Sabtu (28/3). Taman itu dibuka setiap hari, pukul 08.00–17.00 WIB. Warga tidak perlu membayar.</p>
<h2>Anggaran dan jadwal</h2>
<p>Biayanya Rp1.250.000.000, atau 10,5 persen lebih murah daripada rencana. “Kami senang sekali,” kata
Kepala Dinas, Siti Nurhaliza Putri, “karena anak-anak datang membaca.” Pertanggungjawaban keuangan
akan diumumkan secepat-cepatnya pada 15 April 2020.</p>
<table><caption>Jam buka</caption><thead><tr><th>Hari</th><th>Buka</th><th>Kursi</th></tr></thead>
<tbody><tr><td>Senin</td><td>08.00</td><td>12</td></tr><tr><td>Selasa</td><td>09.30</td><td>5</td></tr>
<tr><td rowspan="2">Akhir pekan</td><td>10.00</td><td>125</td></tr><tr><td>10.30</td><td>7</td></tr>
</tbody></table>
<ul><li>Buku anak: 1.200 judul<ul><li>Bergambar: 300</li></ul></li><li>Majalah</li></ul>
<ol start="3"><li>Daftar di meja depan.</li><li>Pilih buku, paling banyak 4.</li></ol>
<blockquote><p>“Membaca adalah jendela dunia.”</p></blockquote>
<p>Lihat <a href="https://uji.example/taman/2020/03">peta taman</a> dan tulis kepada
<a href="mailto:taman@uji.example">taman@uji.example</a>.</p>
"""
MORE = "".join(
    f"<p>Taman ke-{n} terletak di Jalan Melati {n * 7} dan memiliki {n * 113} buku. Kepala taman itu "
    f"bernama Bambang Sulistyo. Sungai di dekatnya mengalir sepanjang {n},{n} kilometer.</p>"
    for n in range(1, 19)
)


LONG_ENGLISH = """
<p>Governor Rahmat Hidayatullah opened twelve reading gardens on Saturday (28/3). They are open every
day from 8 a.m. Nobody has to pay anything.</p>
<p>They cost Rp1,250,000,000, or 10.5 per cent less than planned. The official in charge, Siti Nurhaliza
Putri, thanked all twenty-five well-known architects.</p><ol><li>Register.</li><li>Read.</li></ol>
"""


@pytest.fixture
def releases(office, clinic, sequence, ani, budi) -> dict[str, Edition]:
    """Each kind of release, public."""

    def sealed(release) -> Edition:
        release.contacts.set(office.contacts.all())
        release.record(ani)
        release.submit(ani)
        release.approve(budi, release.revision)
        return release.public_edition()

    office.contacts.create(
        agency=office,
        name="Dimas Anggara",
        position="Kepala Humas",
        phones="(000) 555\n(000) 556",
        email="dimas@uji.example",
    )
    short = written(office, ani, body="<p>Taman baca dibuka. Warga datang.</p>")
    long = written(office, ani, title="Dua belas taman baca diresmikan Gubernur", body=LONG + MORE)
    figures = written(
        office,
        ani,
        title="Pameran foto sungai dibuka di balai kota",
        body="<p>Pameran dibuka Senin. Ada 40 foto.</p><p>[foto 1]</p><p>Pameran ditutup 5 Mei 2020.</p>",
    )
    said = {"alt": "Sungai.", "caption": "Sungai dipotret Andini.", "credit": "Humas"}
    attached(figures, ani, coloured("red", 40), "satu.png", **said)
    attached(
        figures,
        ani,
        coloured("blue", 40),
        "dua.png",
        alt="Balai",
        caption="Balai kota, foto Andini.",
    )
    joint = written(
        office, ani, title="Dua dinas bekerja sama", body="<p>Kerja sama dimulai.</p>" + LONG
    )
    found = {"short": sealed(short), "long": sealed(long), "figures": sealed(figures)}
    joint.joint_with.set(clinic.sequences.all())
    Membership.objects.create(user=budi, agency=clinic, role=Role.APPROVER)
    found["joint"] = sealed(joint)
    fields = {"title": "Governor opens twelve reading gardens", "body": LONG_ENGLISH}
    found["english"] = translated(long, ani, budi, **fields).public_edition()
    return found
