"""The index follows what is sealed, redacted, withdrawn and renamed; and it can be written anew."""

import io

import pytest
from django.core.management import call_command
from django.db import transaction

from releases.models import Edition, SearchEntry, SearchTerm, Topic
from releases.search import index
from releases.search.searching import search
from tests.cast import issued, put_under
from tests.newsroom.examining import checks


def found(text):
    return [edition.title for edition in Edition.objects.filter(pk__in=search(text))]


@pytest.fixture
def release(office, sequence, ani, budi):
    return issued(office, ani, budi, title="Lutung dilepas", body="<p>Lutung kelabu.</p>")


def test_it_works(release):
    assert found("lutung") == ["Lutung dilepas"]


def test_what_cannot_be_indexed_is_not_sealed(office, sequence, ani, budi, monkeypatch):
    def fails(*_edition):
        raise RuntimeError

    monkeypatch.setattr(index, "begin", fails)
    with pytest.raises(RuntimeError), transaction.atomic():
        issued(office, ani, budi)
    assert not Edition.objects.exists()


def test_what_is_withdrawn_is_found_by_its_number_only(release, budi):
    release.withdraw(budi, "Lutung keliru.")
    assert found("lutung") == []
    assert len(search("1158")) == 1


def test_what_was_redacted_leaves_no_word_behind(release, boss):
    release.redact(boss, release.public_edition(), "Pengadilan", "Alasan")
    assert found("lutung") == []
    entry = SearchEntry.objects.get()
    assert "lutung" not in f"{entry.title}{entry.lead}{entry.body}{entry.body_words}"
    assert not SearchTerm.objects.filter(term="lutung").exists()
    assert len(search("1158")) == 1


def test_a_renamed_topic_is_followed(office, sequence, ani, budi):
    topic = Topic.objects.create(name="Satwa", name_en="Wildlife", slug="satwa")
    release = issued(office, ani, budi, title="Dilepas")
    put_under(release, topic)
    topic.name = "Margasatwa"
    topic.save()
    assert found("margasatwa") == ["Dilepas"]
    other = Topic.objects.create(name="Alam", name_en="Nature", slug="alam")
    topic.merge_into(other)
    assert (found("alam"), found("margasatwa")) == (["Dilepas"], [])


def test_a_renamed_agency_is_followed(release, office):
    office.name = "Badan Warta"
    office.save()
    assert found("warta") == ["Lutung dilepas"]


def test_reindex_mends_what_the_doctor_finds(release):
    assert checks() == set()
    SearchEntry.objects.update(title="lain")
    assert checks() == {"search"}
    SearchEntry.objects.all().delete()
    assert checks() == {"search"}
    out = io.StringIO()
    call_command("reindex", stdout=out)
    assert out.getvalue() == "1/1\n"
    assert checks() == set()
    assert found("lutung") == ["Lutung dilepas"]


def test_migrate_indexes_what_was_sealed_before(release):
    SearchEntry.objects.all().delete()
    call_command("migrate", verbosity=0)
    assert found("lutung") == ["Lutung dilepas"]
