"""What is written out is read back to the same hashes, and shows nothing that is not public."""

import datetime
import json

import pytest
from django.core.management import CommandError, call_command

from ingest.models import ArchiveRow
from numbering.allocation import allocate
from numbering.clock import database_now
from numbering.models import Number, Sequence
from releases.models import Asset, Edition, Release, Topic
from releases.voiding import void
from tests.cast import SPRING, issued, written
from tests.health import assert_healthy
from tests.releases.files.attaching import attached, coloured

SEALED = (
    *("uid", "position", "sha256", "previous_sha256", "public_from", "public_until"),
    *("sealed_at", "body", "path"),
)


def sealed() -> list[tuple]:
    return list(Edition.objects.order_by("uid", "position").values_list(*SEALED))


def write_out(folder, **options) -> list[dict]:
    call_command("exportarchive", output=folder, verbosity=0, **options)
    return [json.loads(line) for line in (folder / "archive.jsonl").read_text().splitlines()]


def read_back(folder) -> None:
    call_command("importarchive", folder, verbosity=0, report=folder / "report")


@pytest.fixture
def all_there_is(office, sequence, ani, budi, dewi, boss) -> dict[str, Release]:
    """A release of every fate."""
    made = {
        name: issued(office, ani, budi, title=name.capitalize())
        for name in ("plain", "corrected", "withdrawn", "redacted", "replaced")
    }
    topic = Topic.objects.create(name="Kesehatan", name_en="Health", slug="kesehatan")
    corrected = made["corrected"]
    corrected.correct(ani)
    corrected.classify(ani, add=[topic])
    attached(corrected, ani, coloured("#abcdef"), "foto.png")
    corrected.submit(ani)
    corrected.approve(budi, corrected.revision, correction_note="Foto.")
    made["withdrawn"].withdraw(budi, "Keliru.")
    made["redacted"].redact(boss, made["redacted"].editions.get(), "Pengadilan", "Nama")
    made["replaced"].replace_by(budi, made["plain"])
    english = made["plain"].translate(ani, "en")
    english.title, english.body = "In English", "<p>The park is open.</p>"
    english.save()
    english.record(ani)
    english.submit(ani)
    english.approve(budi, english.revision)
    scheduled = written(office, ani, title="Rahasia")
    scheduled.submit(ani)
    later = database_now() + datetime.timedelta(days=1)
    scheduled.approve(budi, scheduled.revision, later)
    cancelled = written(office, ani, title="Batal")
    cancelled.submit(ani)
    cancelled.approve(budi, cancelled.revision, later)
    cancelled.cancel(budi, "Salah hari.")
    void(cancelled.numbers.get(), "Salah hari.", dewi)
    return made | {"scheduled": scheduled, "cancelled": cancelled, "english": english}


@pytest.mark.django_db(transaction=True)
def test_everything_comes_back_as_it_was_sealed(all_there_is, tmp_path, boss):
    before, numbers = sealed(), sorted(Number.objects.values_list("text", "state"))
    content = {one.uid: one.state for one in Release.objects.all()}
    write_out(tmp_path, all=True)
    call_command("flush", interactive=False, verbosity=0)
    assert not Edition.objects.exists()

    for _again in range(2):
        read_back(tmp_path)
    assert sealed() == before
    assert sorted(Number.objects.values_list("text", "state")) == numbers
    states = {one.uid: one.state for one in Release.objects.all()}
    assert states == content
    for release in Release.objects.all():
        assert release.revisions.get().fields == release.content()
    assert Asset.objects.get().content.size == Asset.objects.get().size
    assert Release.objects.get(title="Corrected").topics.get().slug == "kesehatan"
    plain = Release.objects.get(title="Plain")
    assert plain.translations.get().title == "In English"
    assert plain.replaced.get().old.title == "Replaced"
    assert ArchiveRow.objects.count() == len(before)
    assert not ArchiveRow.objects.flagged().exists()
    assert_healthy()
    sequence = Sequence.objects.get()
    following = sequence.next_number(SPRING)
    assert following not in {text for text, _state in numbers}


@pytest.mark.django_db
def test_what_is_public_holds_nothing_else(all_there_is, tmp_path, ani, budi):
    later = database_now() + datetime.timedelta(days=1)
    plain = all_there_is["plain"]
    plain.correct(ani)
    plain.title = "Terlalu dini"
    plain.save()
    plain.record(ani)
    plain.submit(ani)
    plain.approve(budi, plain.revision, later, correction_note="Nanti.")
    header, *records = write_out(tmp_path)
    text = (tmp_path / "archive.jsonl").read_text()
    assert header == {"archive": 1, "scope": "public"}
    for hidden in ("Rahasia", "Batal", "Terlalu dini", "Withdrawn", "{serial}", "Nama asli"):
        assert hidden not in text
    hidden_numbers = all_there_is["scheduled"].number_texts()
    assert not any(number in text for number in hidden_numbers)
    editions = [one for one in records if "edition" in one]
    assert [one["public_until"] for one in editions if one["edition"]["title"] == "Plain"] == [None]
    corrected = [one for one in editions if one["edition"]["title"] == "Corrected"]
    assert [one["edition"]["position"] for one in corrected] == [1, 2]


@pytest.mark.django_db(transaction=True)
def test_what_was_changed_on_the_way_is_kept_out(published, office, ani, budi, tmp_path):
    issued(office, ani, budi, title="Lain")
    write_out(tmp_path)
    path = tmp_path / "archive.jsonl"
    path.write_text(path.read_text().replace("Taman baca dibuka", "Taman baca ditutup", 1))
    call_command("flush", interactive=False, verbosity=0)
    for _again in range(2):
        read_back(tmp_path)
    assert [one.title for one in Edition.objects.all()] == ["Lain"]
    assert [one.flags for one in ArchiveRow.objects.flagged()] == [" hash "]
    assert_healthy()


@pytest.mark.django_db
def test_a_file_that_was_cut_off_is_refused_in_words(published, tmp_path):
    write_out(tmp_path)
    path = tmp_path / "archive.jsonl"
    path.write_text(path.read_text()[:-20])
    with pytest.raises(CommandError, match="cut off"):
        read_back(tmp_path)


@pytest.mark.django_db
def test_into_the_newsroom_it_came_from_nothing_is_read_twice(published, sequence, budi, tmp_path):
    write_out(tmp_path, all=True)
    read_back(tmp_path)
    assert Edition.objects.count() == 1
    assert allocate(sequence, SPRING, budi).serial == 1159
