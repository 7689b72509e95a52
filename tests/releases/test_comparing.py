"""Any two revisions, and any two editions, side by side at the desk: words marked."""

import re
from html import unescape

import pytest

from agencies.models import Contact
from releases.models import Topic
from tests.cast import written
from tests.releases.editing import corrected, in_hours, rewritten
from tests.releases.files.attaching import attached, coloured

DESK = "/en/admin/releases/release/"


def address(release, what="revisions", a=1, b=2):
    return f"{DESK}{release.pk}/compare/{what}/?a={a}&b={b}"


def changed(release, by, **fields):
    for name, value in fields.items():
        setattr(release, name, value)
    release.save()
    release.record(by)


def seen(client, user, release, *asked):
    """What differs, as it is read: by the field's label, words that went and came in brackets."""
    client.force_login(user)
    answer = client.get(address(release, *asked))
    assert answer.status_code == 200
    parts = {}
    for part in answer.context["parts"]:
        marks = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
        parts[part.label] = [
            "".join(marks[piece.kind].format(piece.text) for piece in pieces)
            for pieces in part.paragraphs
        ]
    return parts


def test_it_works(client, draft, ani):
    changed(draft, ani, title="Gubernur resmikan dua taman baca", body="<p>Taman baca dibuka.</p>")
    assert seen(client, ani, draft) == {"Headline": ["Gubernur resmikan {+dua +}taman baca"]}
    page = client.get(address(draft)).content.decode()
    assert "resmikan <ins>dua </ins>taman" in page


def test_the_history_offers_the_last_two(client, draft, ani):
    changed(draft, ani, title="Judul dua")
    changed(draft, ani, title="Judul tiga")
    client.force_login(ani)
    page = client.get(f"{DESK}{draft.pk}/history/").content.decode()
    checked = re.findall(r'name="(\w)" value="(\d)"[^>]* checked', page)
    assert sorted(checked) == [("a", "2"), ("b", "3")]
    assert f'action="{DESK}{draft.pk}/compare/revisions/"' in page


def test_one_revision_is_not_compared(client, draft, ani):
    client.force_login(ani)
    assert 'type="radio"' not in client.get(f"{DESK}{draft.pk}/history/").content.decode()


def test_the_earlier_one_stands_first_however_they_are_asked_for(client, draft, ani):
    changed(draft, ani, title="Gubernur resmikan dua taman baca")
    assert seen(client, ani, draft, "revisions", 2, 1) == seen(client, ani, draft)


def test_a_revision_is_the_same_as_itself(client, draft, ani):
    assert seen(client, ani, draft, "revisions", 1, 1) == {}
    assert "Both say the same." in client.get(address(draft, "revisions", 1, 1)).content.decode()


def test_lists_and_tables_are_read_item_by_item_and_row_by_row(client, office, ani):
    items = "<ul><li>Satu</li><li>Tiga</li></ul>"
    table = "<table><tr><th>Kota</th><th>Jumlah</th></tr><tr><td>Tirta</td><td>4</td></tr></table>"
    release = written(office, ani, body=items + table)
    body = release.body.replace("<li>Tiga", "<li>Dua</li><li>Tiga").replace("4", "5")
    changed(release, ani, body=body)
    assert seen(client, ani, release)["Body"] == [
        "• Satu",
        "{+• Dua+}",
        "• Tiga",
        "Kota | Jumlah",
        "Tirta | [-4-]{+5+}",
    ]


def test_what_differs_in_form_alone_is_said(client, draft, ani):
    changed(draft, ani, body="<p>Taman baca <b>dibuka</b>.</p>")
    assert seen(client, ani, draft) == {"Body": ["Taman baca dibuka."]}
    assert "The words are the same." in client.get(address(draft)).content.decode()


def test_every_field_that_changed_is_told_by_its_name(client, draft, sequence, ani, english):
    draft.contacts.set(Contact.objects.all())
    draft.topics.add(Topic.objects.create(name="Taman", name_en="Parks", slug="taman"))
    changed(
        draft,
        ani,
        summary="Ringkas.",
        dateline="KOTA LAIN",
        genre="statement",
        language="en",
        sequence=sequence,
        date=draft.date.replace(day=29),
    )
    attached(draft, ani, coloured("red"), "merah.png", caption="Bidang merah", focus_x=20)
    found = seen(client, ani, draft, "revisions", 1, 3)
    (file,) = found.pop("Pictures and files")
    assert re.fullmatch(
        r"\{\+1\. merah\.png \([0-9a-f]{8}\) – Bidang merah – Sebuah bidang warna\."
        r" – focus 20 %, 50 %\+\}",
        file,
    )
    assert found == {
        "Summary": ["{+Ringkas.+}"],
        "Dateline": ["KOTA [-UJI-]{+LAIN+}"],
        "Contacts": ["{+Rini, Humas+}"],
        "Topics": ["{+Parks+}"],
        "Kind of release": ["press [-release-]{+statement+}"],
        "Language": ["[-Indonesian-]", "{+English+}"],
        "Sequence": [f"{{+{sequence}+}}"],
        "Release date": ["[-Saturday-]{+Sunday+}, [-28-]{+29+} March 2020"],
    }


def test_a_contact_that_is_gone_is_told_as_gone(client, draft, ani):
    draft.contacts.set(Contact.objects.all())
    draft.record(ani)
    pk = Contact.objects.get().pk
    Contact.objects.all().delete()
    assert seen(client, ani, draft)["Contacts"] == [f"{{+{pk} (not there any more)+}}"]


def test_markup_in_a_text_is_text(client, draft, ani):
    changed(draft, ani, title="<script>alert(1)</script>")
    client.force_login(ani)
    page = client.get(address(draft)).content.decode()
    assert "<script>alert(1)" not in page
    assert "<script>alert(1)" in unescape(page)


# --- Editions ---


def test_two_editions_are_compared_by_their_positions(client, published, ani, budi):
    corrected(published, ani, budi, "Gubernur resmikan dua taman baca")
    found = seen(client, ani, published, "editions")
    assert found["Headline"] == ["Gubernur resmikan {+dua +}taman baca"]
    assert found["Note"] == ["{+Judulnya: Gubernur resmikan dua taman baca.+}"]
    assert "Body" not in found
    assert "Letterhead" not in found


def test_staff_compare_what_is_scheduled_and_what_was_cancelled(client, published, ani, budi):
    rewritten(published, ani, title="Judul terjadwal")
    published.approve(budi, published.revision, in_hours(1), correction_note="Judul.")
    assert "Headline" in seen(client, ani, published, "editions")
    published.cancel(budi, "Tidak jadi.")
    assert "Headline" in seen(client, ani, published, "editions")
    page = client.get(f"{DESK}{published.pk}/history/").content.decode()
    assert "cancelled before its time" in page


def test_the_letterhead_of_editions_is_compared(client, office, published, ani, budi):
    office.letterheads.update(address="Jalan Baru 2")
    corrected(published, ani, budi, "Judul")
    assert seen(client, ani, published, "editions")["Letterhead"][:4] == [
        "PEMERINTAH PROVINSI UJI",
        "DINAS KABAR",
        "[-Jalan Contoh 1-]",
        "{+Jalan Baru 2+}",
    ]


# --- Whom it answers, and what it does not find ---


@pytest.mark.parametrize("what", ["revisions", "editions"])
def test_another_agency_finds_nothing(client, published, citra, what):
    client.force_login(citra)
    assert client.get(address(published, what, 1, 1)).status_code == 404


def test_a_registrar_may_compare_and_is_offered_no_restoring(client, draft, ani, dewi):
    changed(draft, ani, title="Judul lain")
    seen(client, dewi, draft)
    assert "/restore/" not in client.get(address(draft)).content.decode()
    client.force_login(ani)
    assert f"{DESK}{draft.pk}/restore/1/" in client.get(address(draft)).content.decode()


@pytest.mark.parametrize("query", ["", "?a=1", "?a=1&b=9", "?a=1&b=x", "?a=1&b=²", "?a=-1&b=1"])
def test_what_is_not_there_is_not_found(client, draft, ani, query):
    client.force_login(ani)
    assert client.get(f"{DESK}{draft.pk}/compare/revisions/{query}").status_code == 404


@pytest.mark.parametrize("long", ["9" * 9, "9" * 5000])
def test_a_long_number_is_not_found(client, draft, ani, long):
    client.force_login(ani)
    assert client.get(address(draft, "revisions", 1, long)).status_code == 404


def test_nothing_else_is_compared(client, draft, ani):
    client.force_login(ani)
    assert client.get(address(draft, "notes", 1, 1)).status_code == 404
