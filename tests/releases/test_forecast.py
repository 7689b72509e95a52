"""The numbers of many releases are foretold as they are of one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from numbering.models import Sequence
from releases import forecast, numbers
from releases.models import Release
from tests.cast import issued, written

pytestmark = pytest.mark.usefixtures("english")


def foretold(*releases: Release) -> list[str]:
    rows = list(Release.objects.filter(pk__in=[one.pk for one in releases]).order_by("pk"))
    sequences = Sequence.objects.prefetch_related("counters", "shared_with")
    forecast.read(rows)
    return [forecast.foretell(one, sequences) for one in rows]


@pytest.fixture
def each_way(office, sequence, clinic, ani, budi, reserve, taken) -> list[Release]:
    """A release for each way to a number."""
    plain, held, joint, addendum, chosen = (written(office, ani) for _ in range(5))
    held.reservation = reserve()
    joint.joint_with.set(clinic.sequences.all())
    addendum.addendum_to, addendum.suffix = taken, "A"
    chosen.sequence = sequence
    original = issued(office, ani, budi)
    translation = original.translate(ani, "en")
    for release in (held, joint, addendum, chosen):
        release.save()
    return [plain, held, joint, addendum, chosen, translation]


def test_it_works(each_way):
    one_by_one = [", ".join(numbers.expected(release)) for release in each_way]
    assert foretold(*each_way) == one_by_one
    assert one_by_one == [
        "1161/SP-HMS/03/2020",
        "1159/SP-HMS/03/2020",
        "1161/SP-HMS/03/2020, 001/SP/III/2020",
        "1158A/SP-HMS/03/2020",
        "1161/SP-HMS/03/2020",
        "1160/SP-HMS/03/2020",
    ]


def test_nothing_is_told_where_it_is_not_clear_which_sequence(draft, office):
    Sequence.objects.create(agency=office, name="Lain", code="lain", pattern="{serial}/L/{year}")
    assert foretold(draft) == [""]


def test_a_shared_sequence_counts_as_open(sequence, clinic, citra):
    clinic.sequences.all().delete()
    sequence.shared_with.add(clinic)
    assert foretold(written(clinic, citra)) == ["1158/SP-HMS/03/2020"]


def test_what_the_pattern_can_not_print_is_left_out(draft, sequence):
    Sequence.objects.update(pattern="{serial}/{volume:2000}/{year}")
    draft.date = "1999-01-01"
    draft.save()
    assert foretold(draft) == [""]


def test_it_asks_as_often_for_many(each_way, office, ani):
    with CaptureQueriesContext(connection) as few:
        foretold(*each_way)
    more = [written(office, ani) for _ in range(20)]
    with CaptureQueriesContext(connection) as many:
        foretold(*each_way, *more)
    assert len(few) == len(many)
