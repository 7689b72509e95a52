"""A process that is killed in the middle of an archive is run again, and nothing is doubled."""

import signal
import time
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

ROWS, KILLED = size(60, 2000), size(3, 20)


def take_over(path: Path, mapping: Path) -> None:
    from ingest.archive import importing

    importing.AT_ONCE = 7
    options = {"map": mapping, "agency": "diskabar", "report": path.with_suffix(".report")}
    call_command("importarchive", path, verbosity=0, **options)


def test_what_was_killed_goes_on(archive, annual, tmp_path):
    seed = SystemRandom().randrange(2**32)
    print("seed", seed)  # noqa: T201 - shown where the test fails
    random = Random(seed)  # noqa: S311 - nothing secret
    path = archive(*(row(place) for place in range(1, ROWS + 1)))
    mapping = tmp_path / "map.toml"
    mapping.write_text(MAPPING, encoding="utf-8")
    stopped_at = []
    for _time in range(KILLED):
        before = Release.objects.count()
        [process] = fleet.begin(take_over, [(path, mapping)])
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
    assert 0 < stopped_at[0] < ROWS

    assert fleet.run(take_over, [(path, mapping)]) == [0]
    texts = sorted(Number.objects.values_list("text", flat=True))
    assert texts == sorted(f"{place}/SP-HMS/03/2015" for place in range(1, ROWS + 1))
    assert Release.objects.count() == Edition.objects.count() == ROWS
    assert_healthy()
