"""Smaller versions of pictures are made once the picture is kept for good."""

import pytest
from django.core.management import call_command
from django.db import transaction

from releases.files import preparing
from releases.files.preparing import prepare, prepare_after_commit
from releases.models import Asset, Preparing, Rendition
from tests import fleet
from tests.releases.files.attaching import attached, coloured, kept
from tests.releases.files.makers import pdf

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def picture(db) -> Asset:
    return kept(coloured("red", width=500), "foto.png")


@pytest.fixture
def damaged(db) -> Asset:
    """A picture whose bytes were lost."""
    asset = kept(coloured("blue"), "foto.png")
    asset.content.storage.delete(asset.content.name)
    return asset


def state(asset: Asset) -> str:
    return Asset.objects.get(pk=asset.pk).preparing


def stored() -> int:
    """How many files lie below the media root."""
    storage = Asset._meta.get_field("content").storage
    folders = storage.listdir("files")[0] if storage.exists("files") else []
    return sum(len(storage.listdir(f"files/{folder}")[1]) for folder in folders)


def test_it_works(picture):
    assert state(picture) == Preparing.WAITING
    assert prepare(picture)
    assert state(picture) == Preparing.READY
    made = picture.renditions.values_list("width", "media_type").order_by("width", "media_type")
    types = ["image/jpeg", "image/webp"]
    assert list(made) == [(width, one) for width in (480, 500) for one in types]
    assert all(one.content.size == one.size for one in picture.renditions.all())


def test_it_is_made_after_commit(picture, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        prepare_after_commit([picture])
        assert not Rendition.objects.exists()
    assert state(picture) == Preparing.READY


def test_nothing_is_made_of_what_was_rolled_back(picture, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True) as callbacks, transaction.atomic():
        prepare_after_commit([picture])
        transaction.set_rollback(True)
    assert callbacks == []
    assert state(picture) == Preparing.WAITING


def test_nothing_is_made_of_a_document_nor_twice(picture, django_capture_on_commit_callbacks):
    prepare(picture)
    with django_capture_on_commit_callbacks(execute=True) as callbacks:
        prepare_after_commit([picture, kept(pdf(), "laporan.pdf")])
    assert callbacks == []


def test_a_picture_that_one_form_names_twice_is_drawn_once(
    picture, django_capture_on_commit_callbacks, monkeypatch
):
    drawn = []
    draw = preparing.pictures.renditions
    monkeypatch.setattr(
        preparing.pictures, "renditions", lambda content: drawn.append(1) or draw(content)
    )
    with django_capture_on_commit_callbacks(execute=True):
        prepare_after_commit([picture])
        prepare_after_commit(Asset.objects.all())
    assert drawn == [1]


def test_a_failure_is_seen_and_logged_and_stops_no_other(
    damaged, picture, django_capture_on_commit_callbacks, caplog
):
    with django_capture_on_commit_callbacks(execute=True):
        prepare_after_commit([damaged, picture])
    assert (state(damaged), state(picture)) == (Preparing.FAILED, Preparing.READY)
    assert damaged.sha256 in caplog.text


def test_after_a_failure_the_next_save_tries_again(
    picture, django_capture_on_commit_callbacks, monkeypatch
):
    def fail(content):
        raise OSError("No space left on device")

    with monkeypatch.context() as full:
        full.setattr(preparing.pictures, "renditions", fail)
        assert not prepare(picture)
    with django_capture_on_commit_callbacks(execute=True):
        prepare_after_commit(Asset.objects.all())
    assert state(picture) == Preparing.READY


def test_what_a_failure_left_is_not_made_again(picture, monkeypatch):
    draw = preparing.pictures.renditions

    def fail_in_the_middle(content):
        drawn = draw(content)
        yield next(drawn)
        raise OSError("No space left on device")

    with monkeypatch.context() as full:
        full.setattr(preparing.pictures, "renditions", fail_in_the_middle)
        assert not prepare(picture)
    first = picture.renditions.get()
    assert prepare(picture)
    assert first in picture.renditions.all()
    assert picture.renditions.count() == 4


def test_another_process_that_was_quicker_leaves_no_file_behind(picture, monkeypatch):
    prepare(picture)
    before = stored()
    Asset.objects.update(preparing=Preparing.WAITING)
    # As if it had looked before the other one wrote.
    monkeypatch.setattr("django.db.models.query.QuerySet.exists", lambda rows: False)
    assert prepare(picture)
    assert (picture.renditions.count(), stored()) == (4, before)


def prepare_it(pk: int) -> None:
    assert prepare(Asset.objects.get(pk=pk))


@pytest.mark.django_db(transaction=True)
def test_processes_at_once_make_each_version_once(picture):
    assert fleet.run(prepare_it, [(picture.pk,)] * 3) == [0, 0, 0]
    assert state(picture) == Preparing.READY
    assert picture.renditions.count() == 4


# --- manage.py renditions ---


def test_the_command_makes_what_is_waiting_or_failed(picture, capsys):
    failed = kept(coloured("green"), "foto.png")
    Asset.objects.filter(pk=failed.pk).update(preparing=Preparing.FAILED)
    call_command("renditions")
    assert capsys.readouterr().out == "1/2\n2/2\n"
    assert {state(picture), state(failed)} == {Preparing.READY}
    call_command("renditions")
    assert capsys.readouterr().out == ""


def test_the_command_names_what_failed_by_its_release(draft, ani, damaged, capsys, caplog):
    asset = attached(draft, ani, coloured("blue"), "foto.png")
    assert asset == damaged
    other = kept(coloured("red"), "foto.png")
    with pytest.raises(SystemExit) as ended:
        call_command("renditions")
    assert ended.value.code == 1
    said = capsys.readouterr().err
    assert asset.sha256[:12] in said
    assert f"“{draft.title}”" in said
    assert other.sha256[:12] not in said
    assert state(other) == Preparing.READY


def test_the_command_names_a_picture_of_no_release_too(damaged, capsys):
    with pytest.raises(SystemExit):
        call_command("renditions")
    assert f"{damaged.sha256[:12]}, on no release" in capsys.readouterr().err
