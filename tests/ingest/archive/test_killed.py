"""A process that is killed in the middle of an archive is run again, and nothing is doubled.

So it is where an archive is taken over, and where an export is read back.
"""

import signal
import time
from collections.abc import Callable
from pathlib import Path
from random import Random, SystemRandom

import pytest
from django.core.management import call_command

from ingest.models import ArchiveRow
from numbering.models import Number
from releases.models import Edition, Release
from tests import fleet
from tests.health import assert_healthy
from tests.ingest.archive.conftest import MAPPING, row
from tests.thoroughness import size

pytestmark = pytest.mark.django_db(transaction=True)

ROWS, KILLED = size(140, 2000), size(3, 20)


def take_over(path: Path, mapping: Path) -> None:
    from ingest.archive import importing

    importing.AT_ONCE = 7
    options = {"map": mapping, "agency": "diskabar", "report": path.with_suffix(".report")}
    call_command("importarchive", path, verbosity=0, **options)


def read_back(folder: Path) -> None:
    from ingest.archive import reading_back

    reading_back.AT_ONCE = 7
    call_command("importarchive", folder, verbosity=0, report=folder / "report")


def killed_again_and_again(work: Callable[..., None], task: tuple, times: int) -> list[int]:
    """Begin it and kill it, look whether all is whole, and return how many releases there were."""
    seed = SystemRandom().randrange(2**32)
    print("seed", seed)  # noqa: T201 - shown where the test fails
    random = Random(seed)  # noqa: S311 - nothing secret
    stopped_at = []
    for _time in range(times):
        before = Release.objects.count()
        [process] = fleet.begin(work, [task])
        until = time.monotonic() + fleet.STARTING
        while Release.objects.count() == before < ROWS and time.monotonic() < until:
            time.sleep(0.005)
        time.sleep(random.uniform(0, 0.02))
        process.kill()
        process.join()
        assert process.exitcode in (-signal.SIGKILL, 0)
        stopped_at.append(Release.objects.count())
        assert ArchiveRow.objects.count() == Edition.objects.count() == stopped_at[-1]
        assert_healthy()
    return stopped_at


def test_what_was_killed_goes_on(archive, annual, tmp_path):
    path = archive(*(row(place) for place in range(1, ROWS + 1)))
    mapping = tmp_path / "map.toml"
    mapping.write_text(MAPPING, encoding="utf-8")
    stopped_at = killed_again_and_again(take_over, (path, mapping), KILLED)
    assert 0 < stopped_at[0] < ROWS

    assert fleet.run(take_over, [(path, mapping)]) == [0]
    texts = sorted(Number.objects.values_list("text", flat=True))
    assert texts == sorted(f"{place}/SP-HMS/03/2015" for place in range(1, ROWS + 1))
    assert Release.objects.count() == Edition.objects.count() == ROWS
    assert_healthy()


def test_an_export_whose_reading_back_was_killed_goes_on(archive, annual, tmp_path):
    mapping = tmp_path / "map.toml"
    mapping.write_text(MAPPING, encoding="utf-8")
    take_over(archive(*(row(place) for place in range(1, ROWS + 1))), mapping)
    call_command("exportarchive", output=tmp_path / "out", verbosity=0)
    sealed = sorted(Edition.objects.values_list("uid", "sha256", "path"))
    call_command("flush", interactive=False, verbosity=0)

    stopped_at = killed_again_and_again(read_back, (tmp_path / "out",), size(1, 20))
    assert 0 < stopped_at[0] < ROWS

    for _again in range(2):
        assert fleet.run(read_back, [(tmp_path / "out",)]) == [0]
        assert sorted(Edition.objects.values_list("uid", "sha256", "path")) == sealed
        assert Release.objects.count() == Number.objects.count() == ROWS
    assert_healthy()
